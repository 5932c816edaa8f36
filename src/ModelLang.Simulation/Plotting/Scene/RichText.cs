using System.Text;

namespace ModelLang.Simulation.Plotting.Scene;

/// <summary>A piece of text on one level.</summary>
internal readonly record struct TextRun(string Text, bool Superscript);

/// <summary>Text with superscripts, e.g. <c>r [10³ mV⁻¹]</c>.</summary>
internal sealed class RichText
{
    /// <summary>Size of a superscript relative to the text.</summary>
    public const double SuperscriptSize = 0.7;

    /// <summary>How far a superscript is raised, relative to the size of the text.</summary>
    public const double SuperscriptRise = 0.36;

    public static readonly RichText Empty = new([]);

    private RichText(IReadOnlyList<TextRun> runs) => Runs = runs;

    public IReadOnlyList<TextRun> Runs { get; }

    public bool IsEmpty => Runs.Count == 0;

    public static RichText Plain(string text) => text.Length == 0 ? Empty : new([new TextRun(text, false)]);

    /// <summary>One text after the other; runs of one level are joined.</summary>
    public static RichText operator +(RichText left, RichText right)
    {
        if (left.IsEmpty || right.IsEmpty || left.Runs[^1].Superscript != right.Runs[0].Superscript)
        {
            return new RichText([.. left.Runs, .. right.Runs]);
        }

        var joined = new TextRun(left.Runs[^1].Text + right.Runs[0].Text, right.Runs[0].Superscript);
        return new RichText([.. left.Runs.SkipLast(1), joined, .. right.Runs.Skip(1)]);
    }

    public static RichText operator +(RichText left, string right) => left + Plain(right);

    /// <summary>A power of ten.</summary>
    public static RichText PowerOfTen(int exponent) => Plain("10") + new RichText([new TextRun(Number(exponent.ToString()), true)]);

    /// <summary>A unit as written in models, its exponents raised: <c>mV^-1</c>.</summary>
    public static RichText Unit(string unit)
    {
        var runs = new List<TextRun>();
        int start = 0;
        for (int i = 0; i < unit.Length; i++)
        {
            int end = i + 1;
            if (unit[i] == '^')
            {
                end += end < unit.Length && unit[end] == '-' ? 1 : 0;
                int digits = end;
                while (end < unit.Length && char.IsAsciiDigit(unit[end]))
                {
                    end++;
                }

                if (end > digits)
                {
                    runs.Add(new TextRun(Symbols(unit[start..i]), false));
                    runs.Add(new TextRun(Number(unit[(i + 1)..end]), true));
                    start = end;
                    i = end - 1;
                }
            }
        }

        runs.Add(new TextRun(Symbols(unit[start..]), false));
        return new RichText([.. runs.Where(r => r.Text.Length > 0)]);
    }

    /// <summary>A number with a true minus sign.</summary>
    public static string Number(string digits) => digits.Replace('-', '\u2212');

    public double Width(double size) =>
        Runs.Sum(run => FontMetrics.Width(run.Text, run.Superscript ? size * SuperscriptSize : size));

    public override string ToString() =>
        Runs.Aggregate(new StringBuilder(), (text, run) => text.Append(run.Superscript ? "^" : "").Append(run.Text)).ToString();

    private static string Symbols(string unit) => unit.Replace('*', '\u00b7');
}
