using System.Globalization;
using System.Text;
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
        Product product => First(product.Left) + "*" + At(product.Right, Level.Power),
        Quotient quotient => First(quotient.Left) + "/" + At(quotient.Right, Level.Power),
        Power power => At(power.Base, Level.Atom) + "^" + At(power.Exponent, Level.Power),
        FusedMultiplyAdd fma => $"fma({Print(fma.Left)}, {Print(fma.Right)}, {Print(fma.Addend)})",
        Comparison comparison => $"{At(comparison.Left, Level.Sum)} {Symbol(comparison.Operator)} {At(comparison.Right, Level.Sum)}",
        Not not => "not " + At(not.Operand, Level.Not),
        Logical { IsOr: true } or => string.Join(" or ", or.Operands.Select(o => At(o, Level.And))),
        Logical and => string.Join(" and ", and.Operands.Select(o => At(o, Level.Not))),
        Conditional c => $"{At(c.WhenTrue, Level.Or)} if {At(c.Condition, Level.Or)} else {Print(c.WhenFalse)}",
        Call call => $"{BuiltInFunctions.Of(call.Function).Name}({string.Join(", ", call.Arguments.Select(Print))})",
        Delayed delayed => $"{Print(delayed.Signal)}(t - {At(delayed.Delay, Level.Product)})",
        DelayedSlope slope => $"slope({Print(slope.Signal)}(t - {At(slope.Delay, Level.Product)}))",
        TableValue table => $"table({table.Table})",
        TableSlope table => $"slope({table.Table})",
        Reduction reduction => $"{Name(reduction.Kind)}({Print(reduction.Operand)})",
        ArrayReduction reduction => $"{Name(reduction.Kind)}({reduction.Array})",
        ArrayElement element => element.Array,
        UnitCount count => $"size({count.Population})",
        Draw draw => $"~{Name(draw.Distribution)}({string.Join(", ", draw.Arguments.Select(Print))})"
            + (draw.Lower is { } lower && draw.Upper is { } upper ? $" truncate({Print(lower)}, {Print(upper)})" : ""),
        Quantiles quantiles => $"quantiles({Name(quantiles.Distribution)}({string.Join(", ", quantiles.Arguments.Select(Print))}))",
        ConnectionSum sum => $"{sum.Connection}({string.Join(", ", sum.Signals.Select(Print))})",
        EndValue end => $"{(end.AtTarget ? "target" : "source")}({string.Join(", ", end.Operands.Select(Print))})",
        ArrivalSum sum => $"{sum.Connection}({Print(sum.Operand)})",
        _ => throw Unexpected.Kind(expr),
    };

    private static string Name<T>(T kind)
        where T : struct, Enum => kind.ToString().ToLowerInvariant();

    private static Level LevelOf(Expr expr) => expr switch
    {
        Sum => Level.Sum,
        _ when StartsWithSign(expr) => Level.Sum,
        Product or Quotient => Level.Product,
        Power => Level.Power,
        Comparison => Level.Comparison,
        Not => Level.Not,
        Logical logical => logical.IsOr ? Level.Or : Level.And,
        Conditional => Level.Conditional,
        _ => Level.Atom,
    };

    private static string At(Expr expr, Level level) => LevelOf(expr) >= level ? Print(expr) : "(" + Print(expr) + ")";

    // A sign may lead a product without parentheses: (-a)*b is -a*b.
    private static string First(Expr expr) => StartsWithSign(expr) ? Print(expr) : At(expr, Level.Product);

    private static bool StartsWithSign(Expr expr) => expr switch
    {
        Negate => true,
        Number number => number.Value < 0 || (number.Value == 0 && 1 / number.Value < 0),
        Product product => StartsWithSign(product.Left),
        Quotient quotient => StartsWithSign(quotient.Left),
        _ => false,
    };

    private static string SumText(Sum sum)
    {
        StringBuilder text = new(First(sum.Terms[0]));
        foreach (Expr term in sum.Terms.Skip(1))
        {
            string next = First(term);
            text.Append(next[0] == '-' ? " - " + next.Substring(1) : " + " + next);
        }

        return text.ToString();
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
