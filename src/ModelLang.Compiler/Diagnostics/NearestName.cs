namespace ModelLang.Compiler.Diagnostics;

/// <summary>Finds what a misspelt name was probably meant to be.</summary>
public static class NearestName
{
    /// <summary>The candidate nearest to a name, or null when none is near enough to be a slip of the pen.</summary>
    /// <remarks>
    /// Near enough is one edit for names of up to four letters, two up to eight, three beyond; a difference in case
    /// alone always is. Of equally near ones the first of the same length is taken, else the first.
    /// </remarks>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int best = (name.Length <= 4 ? 1 : name.Length <= 8 ? 2 : 3) + 1;
        foreach (string candidate in candidates)
        {
            if (candidate == name || Math.Abs(candidate.Length - name.Length) > 3)
            {
                continue;
            }

            int distance = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate);

            // A name of two letters differs from any other by two edits, and by one from far too many.
            bool isNearer = distance < best
                || (distance == best && nearest is not null && nearest.Length != name.Length && candidate.Length == name.Length);
            if (isNearer && distance < Math.Max(name.Length, candidate.Length) - 1)
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>The hint <c>did you mean 'operator'?</c>, or null when nothing is near.</summary>
    public static string? Hint(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } nearest ? $"did you mean '{nearest}'?" : null;

    /// <summary>Number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other.</summary>
    /// <remarks>Optimal string alignment; three rows of the table are kept.</remarks>
    public static int Distance(string a, string b)
    {
        int[] beforePrevious = new int[b.Length + 1];
        int[] previous = new int[b.Length + 1];
        int[] current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}
