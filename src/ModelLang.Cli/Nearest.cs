namespace ModelLang.Cli;

/// <summary>Finds the known name that was probably meant.</summary>
internal static class Nearest
{
    /// <summary>The hint <c>did you mean ...</c>, else the list of what there is, or null when there is nothing.</summary>
    public static string? Hint(string name, IReadOnlyCollection<string> known) => Find(name, known) is { } nearest
        ? $"did you mean '{nearest}'?"
        : known.Count is > 0 and <= 20 ? "known are " + string.Join(", ", known) : null;

    /// <summary>The nearest name: one that ends in the given one after a dot, or one of few changed letters; null if none is near.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string? best = null;
        int bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (string candidate in known)
        {
            int distance = candidate.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)
                ? 0
                : Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Least number of insertions, deletions, replacements and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                int replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
