using System.Text;

namespace ModelLang.Simulation.Experiments;

/// <summary>Takes the lines of tables written as text apart.</summary>
internal static class TextFields
{
    /// <summary>The separator of CSV files.</summary>
    public const char Comma = ',';

    /// <summary>Stands for any number of blanks between two fields.</summary>
    public const char Blank = ' ';

    /// <summary>What separates the fields of a file with this line: a comma, else a tab, else blanks.</summary>
    public static char SeparatorOf(string line) => line.Contains(Comma) ? Comma : line.Contains('\t') ? '\t' : Blank;

    /// <summary>The fields of a line; a field in double quotes may hold separators, and quotes written twice.</summary>
    public static string[] Split(string line, char separator = Comma)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                if (!quoted && field.Length > 0 && field[^1] == '\0')
                {
                    field[^1] = '"'; // the second of two quotes
                }

                quoted = !quoted;
                if (!quoted)
                {
                    field.Append('\0'); // the end of a quoted part, unless another quote follows
                }
            }
            else if (!quoted && (separator == Blank ? char.IsWhiteSpace(c) : c == separator))
            {
                End();
            }
            else
            {
                field.Append(c);
            }
        }

        End();
        return [.. fields];

        void End()
        {
            if (separator != Blank || field.Length > 0)
            {
                fields.Add(Finish(field));
            }
        }
    }

    private static string Finish(StringBuilder field)
    {
        string text = field.Replace("\0", "").ToString().Trim();
        field.Clear();
        return text;
    }
}
