using System.Globalization;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.IR;

/// <summary>Prints expressions in the notation of models with the fewest parentheses.</summary>
internal static class ExprPrinter
{
    // Binding strength, weakest first; an operand that binds weaker than its place asks for gets parentheses.
    private enum Level
    {
        Conditional,
        Or,
        And,
        Not,
        Comparison,
        Sum,
        Product,
        Sign,
        Power,
        Atom,
    }

    /// <summary>The expression as text.</summary>
    public static string Print(Expr expr) => expr switch
    {
        Number number => NumberText(number),
        Pi => "pi",
        ImaginaryUnit => "1i",
        Truth truth => truth.Value ? "true" : "false",
        Time => "t",
        Reference { Kind: VariableKind.Rate } reference => reference.Name + "'",
        Reference reference => reference.Name,
        Sum sum => SumText(sum),
        Negate negate => "-" + At(negate.Operand, Level.Product),
        Product product => At(product.Left, Level.Product) + "*" + At(product.Right, Level.Sign),
        Quotient quotient => At(quotient.Left, Level.Product) + "/" + At(quotient.Right, Level.Sign),
        Power power => At(power.Base, Level.Atom) + "^" + At(power.Exponent, Level.Sign),
        FusedMultiplyAdd fma => $"fma({Print(fma.Left)}, {Print(fma.Right)}, {Print(fma.Addend)})",
        Comparison comparison => $"{At(comparison.Left, Level.Sum)} {Symbol(comparison.Operator)} {At(comparison.Right, Level.Sum)}",
        Not not => "not " + At(not.Operand, Level.Not),
        Logical { IsOr: true } or => string.Join(" or ", or.Operands.Select(o => At(o, Level.And))),
        Logical and => string.Join(" and ", and.Operands.Select(o => At(o, Level.Not))),
        Conditional c => $"{At(c.WhenTrue, Level.Or)} if {At(c.Condition, Level.Or)} else {Print(c.WhenFalse)}",
        Call call => $"{BuiltInFunctions.Of(call.Function).Name}({string.Join(", ", call.Arguments.Select(Print))})",
        TableValue table => $"table({table.Table})",
        TableSlope table => $"slope({table.Table})",
        _ => throw Unexpected.Kind(expr),
    };

    private static Level LevelOf(Expr expr) => expr switch
    {
        Number number => number.Value < 0 || (number.Value == 0 && 1 / number.Value < 0) ? Level.Sum : Level.Atom,
        Sum or Negate => Level.Sum,
        Product or Quotient => Level.Product,
        Power => Level.Power,
        Comparison => Level.Comparison,
        Not => Level.Not,
        Logical logical => logical.IsOr ? Level.Or : Level.And,
        Conditional => Level.Conditional,
        _ => Level.Atom,
    };

    private static string At(Expr expr, Level level) => LevelOf(expr) >= level ? Print(expr) : "(" + Print(expr) + ")";

    private static string SumText(Sum sum)
    {
        string text = LevelOf(sum.Terms[0]) == Level.Sum && sum.Terms[0] is not Sum ? Print(sum.Terms[0]) : At(sum.Terms[0], Level.Product);
        foreach (Expr term in sum.Terms.Skip(1))
        {
            text += term switch
            {
                Negate negate => " - " + At(negate.Operand, Level.Product),
                _ => " + " + At(term, Level.Product),
            };
        }

        return text;
    }

    private static string NumberText(Number number) => number.Spelling ?? number.Value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => number.Value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Symbol(ComparisonOperator comparison) => comparison switch
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
