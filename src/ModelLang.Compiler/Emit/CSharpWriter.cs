using System.Text;

namespace ModelLang.Compiler.Emit;

/// <summary>Text with indentation; lines end in LF.</summary>
internal sealed class CSharpWriter
{
    private const int Width = 140;
    private const int LeastLine = 40;
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

    // The outermost place that fits: before a plus or minus, or after a comma; the last one of those. String literals are never broken.
    private static int Break(string text, int room)
    {
        int best = -1;
        int bestDepth = int.MaxValue;
        int depth = 0;
        for (int i = 0; i < Math.Min(room, text.Length - 1); i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == '"')
            {
                return -1;
            }

            bool breakable = text[i] == ' ' && i > LeastLine && (text[i - 1] == ',' || (text[i + 1] is '+' or '-' && text[i + 2] == ' '));
            if (breakable && depth <= bestDepth)
            {
                (best, bestDepth) = (i, depth);
            }
        }

        return best;
    }
}
