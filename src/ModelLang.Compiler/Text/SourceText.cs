namespace ModelLang.Compiler.Text;

/// <summary>The text of one model file with its name.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Makes a source from its display path and its text.</summary>
    /// <param name="path">The path shown in diagnostics; need not exist.</param>
    /// <param name="text">The text; line ends may be LF, CRLF or CR.</param>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
        _lineStarts = FindLineStarts(text);
    }

    /// <summary>The path shown in diagnostics.</summary>
    public string Path { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Line and column of a character index, both from 1.</summary>
    public LinePosition PositionOf(int index)
    {
        int line = Array.BinarySearch(_lineStarts, index);
        line = line >= 0 ? line : ~line - 1;
        return new LinePosition(line + 1, index - _lineStarts[line] + 1);
    }

    /// <summary>The text of a line (from 1) without its line end.</summary>
    public string LineText(int line)
    {
        int start = _lineStarts[line - 1];
        int end = line < _lineStarts.Length ? _lineStarts[line] : Text.Length;
        return Text.Substring(start, end - start).TrimEnd('\r', '\n');
    }

    /// <summary>The span of a line (from 1) without indentation, comment and line end; never empty.</summary>
    public TextSpan StatementSpan(int line)
    {
        string text = LineText(line);
        int comment = text.IndexOf("//", StringComparison.Ordinal);
        int indent = text.Length - text.TrimStart().Length;
        int end = (comment < 0 ? text : text.Substring(0, comment)).TrimEnd().Length;
        return new TextSpan(_lineStarts[line - 1] + indent, Math.Max(end - indent, 1));
    }

    /// <summary>The characters of a span.</summary>
    public string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);

    private static int[] FindLineStarts(string text)
    {
        List<int> starts = [0];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
