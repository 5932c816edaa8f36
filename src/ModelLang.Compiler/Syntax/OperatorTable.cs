using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>How tightly operators bind; a larger number binds tighter.</summary>
internal enum Precedence
{
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Sign,
    Power,
}

/// <summary>The operators of expressions: precedence, and the spelling of comparisons.</summary>
internal static class OperatorTable
{
    /// <summary>How tightly the operator of a token binds.</summary>
    public static Precedence Of(int type) => type switch
    {
        OR => Precedence.Or,
        AND => Precedence.And,
        LESS or LESS_OR_EQUAL or GREATER or GREATER_OR_EQUAL or EQUAL or NOT_EQUAL => Precedence.Comparison,
        PLUS or MINUS => Precedence.Sum,
        STAR or SLASH => Precedence.Product,
        CARET => Precedence.Power,
        _ => throw Unexpected.Kind(type),
    };

    /// <summary>The comparison of a token.</summary>
    public static ComparisonOperator Comparison(int type) => type switch
    {
        LESS => ComparisonOperator.Less,
        LESS_OR_EQUAL => ComparisonOperator.LessOrEqual,
        GREATER => ComparisonOperator.Greater,
        GREATER_OR_EQUAL => ComparisonOperator.GreaterOrEqual,
        EQUAL => ComparisonOperator.Equal,
        NOT_EQUAL => ComparisonOperator.NotEqual,
        _ => throw Unexpected.Kind(type),
    };

    /// <summary>How a comparison is written.</summary>
    public static string Spelling(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        _ => throw Unexpected.Kind(comparison),
    };
}
