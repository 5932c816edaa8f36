namespace ModelLang.Fuzzing.Mutation;

/// <summary>Damage to whole lines.</summary>
internal static class LineMutations
{
    /// <summary>The text with lines removed, repeated, exchanged, moved or taken from other texts.</summary>
    public static string Apply(string text, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = random.Next(lines.Count);
        switch (random.Next(6))
        {
            case 0:
                lines.RemoveRange(at, Math.Min(random.Next(1, 4), lines.Count - at));
                break;
            case 1:
                lines.Insert(at, lines[at]);
                break;
            case 2:
                lines.Insert(at, random.Of(Corpus.Lines));
                break;
            case 3:
                lines[at] = random.Of(Corpus.Lines);
                break;
            case 4:
                int other = random.Next(lines.Count);
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            default:
                string joined = lines[at] + (at + 1 < lines.Count ? random.Of([" ", ",", ""]) + lines[at + 1] : "");
                lines[at] = joined;
                break;
        }

        return string.Join('\n', lines);
    }
}
