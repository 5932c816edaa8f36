using System.Text;

namespace ModelLang.Testing;

/// <summary>A text with marked pieces: in <c>x' = «y»</c> the piece <c>y</c> is marked, and <c>«»</c> marks a place.</summary>
/// <param name="Text">The text without the marks.</param>
/// <param name="Spans">Start and length of the marked pieces in source order.</param>
public sealed record AnnotatedText(string Text, IReadOnlyList<(int Start, int Length)> Spans)
{
    /// <summary>Takes the marks out of a text.</summary>
    public static AnnotatedText Parse(string annotated)
    {
        StringBuilder text = new();
        List<(int, int)> spans = [];
        Stack<int> starts = new();
        foreach (char c in annotated)
        {
            switch (c)
            {
                case '«':
                    starts.Push(text.Length);
                    break;
                case '»':
                    int start = starts.Pop();
                    spans.Add((start, text.Length - start));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        spans.Sort();
        return new AnnotatedText(text.ToString(), spans);
    }
}
