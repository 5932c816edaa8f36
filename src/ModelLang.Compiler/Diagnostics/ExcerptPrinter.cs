using System.Globalization;
using System.Text;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Diagnostics;

/// <summary>Prints a diagnostic with the line it is about and carets below the place.</summary>
/// <example>
/// <code>
/// theta.mlang:9:14: error ML2001: 'drvie' is not defined
///     9 |   tau * z' = drvie
///       |              ^^^^^
///   hint: did you mean 'drive'?
/// </code>
/// </example>
/// <remarks>
/// Tabs become spaces, characters that would move the cursor or turn the writing direction become visible, and of a
/// long line only the part around the place is shown, so that the carets stand where they belong on any terminal.
/// </remarks>
public static class ExcerptPrinter
{
    private const int TabWidth = 4;
    private const int LineWidth = 110;
    private const int ContextBefore = 40;
    private const string Reset = "\u001b[0m";
    private const string Bold = "\u001b[1m";
    private const string Red = "\u001b[1;31m";
    private const string Yellow = "\u001b[1;33m";
    private const string Blue = "\u001b[34m";

    /// <summary>The text of one diagnostic: headline, excerpt and hint, each line ended by LF.</summary>
    /// <param name="diagnostic">What to print.</param>
    /// <param name="colour">Whether to use ANSI colours.</param>
    public static string Print(Diagnostic diagnostic, bool colour = false)
    {
        var text = new StringBuilder();
        string accent = diagnostic.Severity == DiagnosticSeverity.Error ? Red : Yellow;
        LinePosition start = diagnostic.Start;

        text.Append(Paint($"{Visible(diagnostic.Source.Path)}:{start.Line}:{start.Column}: ", Bold, colour))
            .Append(Paint(SeverityName(diagnostic.Severity) + " " + diagnostic.Code + ": ", accent, colour))
            .Append(Visible(diagnostic.Message)).Append('\n');
        AppendExcerpt(text, diagnostic, accent, colour);
        if (diagnostic.Hint is { } hint)
        {
            text.Append(Paint("  hint: ", Blue, colour)).Append(Visible(hint)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The word for a severity: <c>error</c> or <c>warning</c>.</summary>
    public static string SeverityName(DiagnosticSeverity severity) =>
        severity == DiagnosticSeverity.Error ? "error" : "warning";

    /// <summary>The text on one line, with every character visible that a terminal would act on.</summary>
    public static string Visible(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            AppendVisible(result, c);
        }

        return result.ToString();
    }

    private static void AppendExcerpt(StringBuilder text, Diagnostic diagnostic, string accent, bool colour)
    {
        LinePosition start = diagnostic.Start;
        string line = diagnostic.Source.LineText(start.Line);
        int first = Math.Min(start.Column - 1, line.Length);
        int last = Math.Min(first + Math.Max(diagnostic.Span.Length, 1), Math.Max(line.Length, first + 1));

        (string shown, int[] columns) = Expand(line);
        int caret = columns[first];
        int caretEnd = Math.Max(last <= line.Length ? columns[last] : columns[line.Length] + 1, caret + 1);

        string number = start.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        (string window, int shift) = Cut(shown, caret);
        caretEnd = Math.Min(caretEnd, shift + Math.Max(WidthOf(window), caret - shift + 1));
        text.Append(Paint(number + " | ", Blue, colour)).Append(window).Append('\n')
            .Append(Paint("      | ", Blue, colour)).Append(' ', caret - shift)
            .Append(Paint(new string('^', caretEnd - caret), accent, colour)).Append('\n');
    }

    /// <summary>The line as shown, and for each of its characters (and its end) the column where it is shown.</summary>
    private static (string Shown, int[] Columns) Expand(string line)
    {
        var shown = new StringBuilder(line.Length);
        int[] columns = new int[line.Length + 1];
        int column = 0;
        for (int i = 0; i < line.Length; i++)
        {
            columns[i] = column;
            if (line[i] == '\t')
            {
                int width = TabWidth - (column % TabWidth);
                shown.Append(' ', width);
                column += width;
                continue;
            }

            AppendVisible(shown, line[i]);
            column += char.IsLowSurrogate(line[i]) ? 0 : 1;
        }

        columns[line.Length] = column;
        return (shown.ToString(), columns);
    }

    /// <summary>The part of a long line around a column, and by how much it is shifted to the left.</summary>
    private static (string Window, int Shift) Cut(string shown, int caret)
    {
        if (shown.Length <= LineWidth)
        {
            return (shown, 0);
        }

        int from = Math.Max(0, Math.Min(caret - ContextBefore, shown.Length - LineWidth));
        int to = Math.Min(shown.Length, from + LineWidth);
        string window = (from > 0 ? "…" : "") + shown.Substring(from, to - from) + (to < shown.Length ? "…" : "");
        return (window, from > 0 ? from - 1 : 0);
    }

    private static int WidthOf(string shown) => shown.Count(c => !char.IsLowSurrogate(c));

    private static void AppendVisible(StringBuilder text, char c)
    {
        if (c < ' ')
        {
            text.Append((char)('\u2400' + c));
        }
        else if (c == '\u007f')
        {
            text.Append('\u2421');
        }
        else if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        {
            text.Append('\ufffd');
        }
        else
        {
            text.Append(c);
        }
    }

    private static string Paint(string text, string code, bool colour) => colour ? code + text + Reset : text;
}
