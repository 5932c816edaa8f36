using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using ModelLang.Compiler.Syntax.Generated;
using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>Says in a modeller's words which tokens could have stood at a place, and which one does.</summary>
internal static class Expectation
{
    /// <summary>The tokens of a set as <c>'=', 'in' or the end of the statement</c>.</summary>
    public static string Describe(IntervalSet expected)
    {
        bool statement = expected.Contains(PARAM) && expected.Contains(NUMBER);
        bool expression = expected.Contains(NUMBER) && expected.Contains(LPAREN);
        bool operators = expected.Contains(STAR);
        bool declaration = expected.Contains(OPERATOR) && expected.Contains(FUNCTION);
        List<string> words = [];
        if (declaration)
        {
            words.Add("a declaration");
        }
        else if (statement)
        {
            words.Add("a statement");
        }
        else if (expression)
        {
            words.Add("an expression");
        }
        else if (operators)
        {
            words.Add("an operator");
        }

        foreach (int type in expected.ToList().OrderByDescending(t => t is ASSIGN or TILDE).ThenBy(t => Syntax.Keywords.Spelling(t) is null ? 0 : 1))
        {
            bool said = declaration
                || (statement && (StartsStatement(type) || StartsExpression(type)))
                || (expression && StartsExpression(type))
                || (operators && ContinuesExpression(type))
                || type is END or RBRACE or DOT or TokenConstants.EOF;
            if (!said)
            {
                words.Add(Word(type));
            }
        }

        if (expected.Contains(END))
        {
            words.Add("the end of the statement");
        }
        else if (expected.Contains(RBRACE))
        {
            words.Add("'}'");
        }
        else if (expected.Contains(TokenConstants.EOF) && words.Count == 0)
        {
            words.Add("the end of the file");
        }

        return Join(words);
    }

    /// <summary>What stands at the place.</summary>
    public static string Found(ModelToken token) => token.Type switch
    {
        TokenConstants.EOF => "the end of the file",
        PRIME => "a prime",
        NAME or STRING when token.Text[0] is '`' or '"' => Shorten(token.Text),
        _ => $"'{Shorten(token.Text)}'",
    };

    /// <summary>The keywords of a set, for the nearest to a misspelt one.</summary>
    public static IEnumerable<string> Keywords(IntervalSet expected) =>
        expected.ToList().Select(Syntax.Keywords.Spelling).Where(word => word is not null)!;

    private static bool StartsExpression(int type) =>
        type is NAME or NUMBER or IMAGINARY or STRING or LPAREN or LBRACK or PLUS or MINUS or NOT or DERIVATIVE or RANGE_START;

    private static bool StartsStatement(int type) => Syntax.Keywords.Spelling(type) is { } word && Syntax.Keywords.Members.ContainsKey(word);

    private static bool ContinuesExpression(int type) => type is
        PLUS or MINUS or STAR or SLASH or CARET or LESS or LESS_OR_EQUAL or GREATER or GREATER_OR_EQUAL or EQUAL or NOT_EQUAL
        or AND or OR or IF or DOT or PRIME or LPAREN or LBRACK or UNIT;

    private static string Word(int type) => type switch
    {
        NAME => "a name",
        UNIT => "a unit",
        NUMBER => "a number",
        STRING => "a text in quotation marks",
        RANGE_END => "')' or ']'",
        PRIME => "a prime",
        _ => Syntax.Keywords.Spelling(type) is { } word ? $"'{word}'" : ModelLangLexer.DefaultVocabulary.GetDisplayName(type),
    };

    private static string Join(List<string> words)
    {
        words = [.. words.Distinct()];
        string last = words[words.Count - 1];
        return words.Count == 1 ? last : string.Join(", ", words.Take(words.Count - 1)) + " or " + last;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 37) + "...";
}
