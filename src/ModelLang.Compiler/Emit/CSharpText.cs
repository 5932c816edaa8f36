using System.Globalization;
using System.Text;

namespace ModelLang.Compiler.Emit;

/// <summary>Puts text of a model into comments, documentation and literals so that nothing can break out of them.</summary>
internal static class CSharpText
{
    private const int LongestComment = 400;

    /// <summary>A string literal.</summary>
    public static string Literal(string text)
    {
        StringBuilder literal = new("\"");
        foreach (char c in text)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when IsPlain(c) => c.ToString(),
                _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Text for a one-line comment: no line break of any kind, cut when very long.</summary>
    public static string Comment(string text)
    {
        string line = OneLine(text);
        return line.Length <= LongestComment ? line : Cut(line) + " ...";
    }

    /// <summary>Text for one line of an XML documentation comment.</summary>
    public static string Xml(string text) => OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>The lines of a documentation text, whatever ends them.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        text.Length == 0 ? [] : text.Replace("\r\n", "\n").Split('\n', '\r', '\u0085', '\u2028', '\u2029');

    private static string Cut(string line) =>
        line.Substring(0, char.IsHighSurrogate(line[LongestComment - 1]) ? LongestComment - 1 : LongestComment);

    private static string OneLine(string text)
    {
        StringBuilder line = new();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                line.Append(c).Append(text[++i]);
            }
            else
            {
                line.Append(IsPlain(c) ? c : ' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    // Control and format characters (line ends, direction marks) and lone surrogates are not plain.
    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or
        UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
