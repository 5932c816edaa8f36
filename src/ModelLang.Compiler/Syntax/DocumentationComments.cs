using Antlr4.Runtime;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>Gives <c>///</c> comments to the declaration below them or before them on their line.</summary>
/// <param name="source">The text.</param>
/// <param name="comments">The comments in source order.</param>
internal sealed class DocumentationComments(SourceText source, IReadOnlyList<ModelToken> comments)
{
    private int _next;

    /// <summary>The documentation of a declaration, lines joined by LF; declarations are asked for in source order.</summary>
    /// <param name="start">Its first token.</param>
    /// <param name="headerEnd">The brace that opens its block, or its last token.</param>
    /// <param name="end">Its last token.</param>
    public string Take(IToken start, IToken headerEnd, IToken end)
    {
        List<string> lines = [];
        for (; _next < comments.Count && comments[_next].StartIndex < start.StartIndex; _next++)
        {
            if (StandsAlone(comments[_next]))
            {
                lines.Add(TextOf(comments[_next]));
            }
        }

        if (_next < comments.Count && (FollowsOnLine(headerEnd, comments[_next]) || FollowsOnLine(end, comments[_next])))
        {
            lines.Add(TextOf(comments[_next++]));
        }

        return string.Join("\n", lines);
    }

    private static string TextOf(ModelToken comment)
    {
        string text = comment.Text.Substring(3).TrimEnd();
        return text.Length > 0 && text[0] == ' ' ? text.Substring(1) : text;
    }

    private bool StandsAlone(ModelToken comment)
    {
        int i = comment.StartIndex - 1;
        while (i >= 0 && source.Text[i] is ' ' or '\t' or '\uFEFF')
        {
            i--;
        }

        return i < 0 || source.Text[i] is '\n' or '\r';
    }

    private bool FollowsOnLine(IToken end, ModelToken comment)
    {
        int from = end.StopIndex + 1;
        return from <= comment.StartIndex
            && source.Text.Substring(from, Math.Min(comment.StartIndex - from, 200)).All(c => c is ' ' or '\t' or ',' or '{' or '}');
    }
}
