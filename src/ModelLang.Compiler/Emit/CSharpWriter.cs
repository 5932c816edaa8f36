using System.Text;

namespace ModelLang.Compiler.Emit;

/// <summary>Text with indentation; lines end in LF.</summary>
internal sealed class CSharpWriter
{
    private const int Width = 140;
    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _gap;

    /// <summary>Everything written.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Writes a line.</summary>
    public void Line(string text)
    {
        if (_gap)
        {
            _text.Append('\n');
            _gap = false;
        }

        _text.Append(' ', 4 * _indent).Append(text).Append('\n');
    }

    /// <summary>Writes a statement, broken before operators when it is long.</summary>
    public void Statement(string text)
    {
        int room = Width - (4 * _indent);
        string indent = "";
        while (text.Length + indent.Length > room)
        {
            int cut = Break(text, room - indent.Length);
            if (cut < 0)
            {
                break;
            }

            Line(indent + text.Substring(0, cut));
            text = text.Substring(cut + 1);
            indent = "    ";
        }

        Line(indent + text);
    }

    /// <summary>Leaves one empty line before the next line, but none after an opening or before a closing brace.</summary>
    public void Gap() => _gap = _text.Length > 0;

    /// <summary>Opens a block.</summary>
    public void Open(string head)
    {
        Line(head);
        Line("{");
        _indent++;
    }

    /// <summary>Closes a block.</summary>
    public void Close()
    {
        _gap = false;
        _indent--;
        Line("}");
    }

    // The last place before a plus or minus between blanks, else after a comma, that fits; string literals are never broken.
    private static int Break(string text, int room)
    {
        if (text.IndexOf('"') >= 0)
        {
            return -1;
        }

        int limit = Math.Min(room, text.Length - 1);
        int operators = Math.Max(text.LastIndexOf(" + ", limit, StringComparison.Ordinal), text.LastIndexOf(" - ", limit, StringComparison.Ordinal));
        if (operators > 20)
        {
            return operators;
        }

        int comma = text.LastIndexOf(", ", limit, StringComparison.Ordinal);
        return comma > 20 ? comma + 1 : -1;
    }
}
