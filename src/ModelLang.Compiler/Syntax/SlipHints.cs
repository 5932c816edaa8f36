using Antlr4.Runtime.Misc;
using ModelLang.Compiler.Diagnostics;
using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>Recognises well-known slips by the token that does not fit and the one before it.</summary>
internal static class SlipHints
{
    /// <summary>What to write instead, or null when nothing in particular suggests itself.</summary>
    public static string? Find(ModelToken? previous, ModelToken found, IntervalSet expected) => (previous?.Type, found.Type) switch
    {
        (PRIME, LPAREN) => "a derivative is written without its argument: x' = ...",
        (_, NAME) when NearestName.Hint(found.Text, Expectation.Keywords(expected)) is { } hint => hint,
        (END, _) when IsContinuation(found) => "a statement ends at the end of its line; put the operator or keyword at the end of the line before, or use brackets",
        (_, ASSIGN) when expected.Contains(BECOMES) => "an action assigns with ':='",
        (_, ASSIGN) when expected.Contains(EQUAL) => "'=' defines; '==' compares",
        (_, EQUAL) when expected.Contains(ASSIGN) => "'==' compares; a definition has '='",
        (_, BECOMES) when expected.Contains(ASSIGN) => "':=' belongs to events; a definition has '='",
        (_, SUBTRACT or ADD or MULTIPLY) when expected.Contains(ASSIGN) => $"'{found.Text}' belongs to events; a definition has '='",
        (RBRACE, _) when expected.Contains(END) => "a new line, or ',' inside a block, separates statements",
        (CARET, STAR) => null,
        (LESS, ASSIGN) => "write '<='",
        (GREATER, ASSIGN) => "write '>='",
        (EQUAL, ASSIGN) => "write '=='",
        (_, END) when Keywords.Spelling(previous!.Type) is { } word => $"a name may be called '{word}' too, but a statement that begins with it needs more than that",
        (_, LPAREN) when expected.Contains(STAR) => "a product is written with '*'",
        (_, COLON) when expected.Contains(ASSIGN) => "a definition has '='",
        (_, NAME) when expected.Contains(STAR) => "an operator is missing between the two, or a line end between two statements",
        (_, LBRACE) when expected.Contains(END) => "this statement takes no block",
        _ when expected.Contains(ASSIGN) && StartsValue(found.Type) => $"'=' is missing before {Expectation.Found(found)}",
        _ => null,
    };

    private static bool StartsValue(int type) => type is NUMBER or IMAGINARY or STRING or NAME or LPAREN or LBRACK or MINUS;

    private static bool IsContinuation(ModelToken found) =>
        found.Type is STAR or SLASH or CARET or AND or OR or ARROW or EQUAL or LESS or GREATER or LESS_OR_EQUAL or GREATER_OR_EQUAL or ASSIGN or COMMA
        || (found.Type == NAME && Keywords.Infixes.ContainsKey(found.Text));
}
