using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>Signs of other languages and of word processors, each with the one this language has for it.</summary>
internal static class ForeignSpellings
{
    /// <summary>From the foreign sign to the right token and its spelling.</summary>
    public static readonly IReadOnlyDictionary<string, (int Type, string Spelling)> Table =
        new Dictionary<string, (int, string)>(StringComparer.Ordinal)
        {
            ["**"] = (CARET, "^"),
            ["&&"] = (AND, "and"),
            ["||"] = (OR, "or"),
            ["!"] = (NOT, "not"),
            ["<>"] = (NOT_EQUAL, "!="),
            ["<-"] = (ASSIGN, "="),
            ["\u2212"] = (MINUS, "-"),
            ["\u2013"] = (MINUS, "-"),
            ["\u00D7"] = (STAR, "*"),
            ["\u00B7"] = (STAR, "*"),
            ["\u22C5"] = (STAR, "*"),
            ["\u00F7"] = (SLASH, "/"),
            ["\u2264"] = (LESS_OR_EQUAL, "<="),
            ["\u2265"] = (GREATER_OR_EQUAL, ">="),
            ["\u2260"] = (NOT_EQUAL, "!="),
            ["\u2192"] = (ARROW, "->"),
            ["\u2019"] = (PRIME, "'"),
            ["\u2018"] = (PRIME, "'"),
            ["\u2032"] = (PRIME, "'"),
            ["\u221E"] = (NAME, "inf"),
        };
}
