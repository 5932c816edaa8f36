namespace ModelLang.Simulation.Plotting.Scene;

/// <summary>Advance widths of Helvetica, which Arial shares: what both renderers lay text out with.</summary>
internal static class FontMetrics
{
    /// <summary>Height of a capital or digit, relative to the size.</summary>
    public const double CapHeight = 0.72;

    private const int Other = 600;

    // U+0020 to U+007E in thousandths of the size; Adobe Core 14 AFM files, Helvetica.
    private static ReadOnlySpan<short> Ascii =>
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Advance of one character, relative to the size.</summary>
    public static double Advance(char c) => c switch
    {
        >= ' ' and <= '~' => Ascii[c - ' '],
        '\u2212' or '\u00d7' or '\u00b1' => 584, // minus, times, plus-minus
        '\u00b7' => 278, // middle dot
        '\u00b0' => 400, // degree
        '\u00b5' or '\u03bc' or '\u2013' => 556, // micro, mu, en dash
        '\u2014' or '\u2026' => 1000, // em dash, ellipsis
        '\u03a9' or '\u2126' => 747, // omega, ohm
        _ => Other,
    } / 1000.0;

    /// <summary>Width of a text set in one size [pt].</summary>
    public static double Width(string text, double size) => size * text.Sum(Advance);

    /// <summary>Shortens a text that is too wide from its start: the end of a path tells most.</summary>
    public static string Shorten(string text, double size, double width)
    {
        int start = 0;
        while (start < text.Length - 1 && Width(start == 0 ? text : "\u2026" + text[start..], size) > width)
        {
            start++;
        }

        return start == 0 ? text : "\u2026" + text[start..];
    }

    /// <summary>Breaks a text at blanks into lines no wider than <paramref name="width"/> where that is possible.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size) <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(Shorten(word, size, width));
            }
        }

        return lines;
    }
}
