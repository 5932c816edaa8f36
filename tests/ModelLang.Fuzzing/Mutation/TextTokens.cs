using System.Text.RegularExpressions;

namespace ModelLang.Fuzzing.Mutation;

/// <summary>Cuts a text into words, blanks and signs, without the compiler's own lexer.</summary>
internal static partial class TextTokens
{
    /// <summary>The pieces; together they are the text.</summary>
    public static List<string> Split(string text) => [.. Pieces().Split(text).Where(piece => piece.Length > 0)];

    [GeneratedRegex(@"(\s+|[^\w])")]
    private static partial Regex Pieces();
}
