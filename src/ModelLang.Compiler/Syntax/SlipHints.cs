using Antlr4.Runtime.Misc;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Units;
using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>Recognises well-known slips by the token that does not fit and the one before it.</summary>
internal static class SlipHints
{
    /// <summary>What to write instead, or null when nothing in particular suggests itself.</summary>
    public static string? Find(ModelToken? previous, ModelToken found, IntervalSet expected) => (previous?.Type, found.Type) switch
    {
        (PRIME, LPAREN) => "a derivative is written without its argument: x' = ...",
        (LESS, ASSIGN) => "write '<='",
        (GREATER, ASSIGN) => "write '>='",
        (EQUAL, ASSIGN) => "write '=='",
        (UNIT, _) when expected.Contains(END) => $"'{previous!.Text}' was read as a unit; a product is written with '*', and a new line or ',' separates statements",
        (SWEEP, NAME) => "the axes of a sweep stand in braces: sweep { p.eta = [1, 2, 3] }",
        (RPAREN, NAME) when expected.Contains(STAR) && UnitTable.Parse(found.Text, out string _) is not null =>
            "only numbers and lists have units behind them, as in linspace(1 ms, 10 ms, 5); a product is written with '*'",
        (_, NAME) when NearestName.Hint(found.Text, Expectation.Keywords(expected)) is { } hint => hint,
        (_, ASSIGN) when expected.Contains(BECOMES) => "an action assigns with ':='",
        (_, ASSIGN) when expected.Contains(EQUAL) => "'=' defines; '==' compares",
        (_, EQUAL) when expected.Contains(ASSIGN) => "'==' compares; a definition has '='",
        (_, BECOMES) when expected.Contains(ASSIGN) => "':=' belongs to events; a definition has '='",
        (_, SUBTRACT or ADD or MULTIPLY) when expected.Contains(ASSIGN) => $"'{found.Text}' belongs to events; a definition has '='",
        (RBRACE, _) when expected.Contains(END) => "a new line, or ',' inside a block, separates statements",
        (_, LPAREN) when expected.Contains(STAR) => "a product is written with '*'",
        (_, COLON) when expected.Contains(ASSIGN) => "a definition has '='",
        (_, NAME) when expected.Contains(LBRACE) && expected.Contains(END) => $"settings stand in braces: {{ {found.Text} = ... }}",
        (_, NAME) when expected.Contains(STAR) => "an operator is missing between the two, or a line end between two statements",
        (_, LBRACE) when expected.Contains(END) => "this statement takes no block",
        (_, LBRACE) when expected.Contains(LBRACK) && !expected.Contains(NUMBER) => "the size of a population stands in brackets: name : template[100]",
        _ when expected.Contains(ASSIGN) && StartsValue(found.Type) => $"'=' is missing before {Expectation.Found(found)}",
        _ when expected.Contains(COLON) && StartsValue(found.Type) => $"':' is missing before {Expectation.Found(found)}",
        _ => null,
    };

    private static bool StartsValue(int type) => type is NUMBER or IMAGINARY or STRING or NAME or LPAREN or LBRACK or MINUS;
}
