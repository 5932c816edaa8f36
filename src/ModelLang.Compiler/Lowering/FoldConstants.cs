using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Lowering;

/// <summary>Computes what is known, and puts numbers and mere other names where they are used.</summary>
/// <example><c>k = 2</c>, <c>x' = k*3*x if k > 1 else 0</c> becomes <c>x' = 6*x</c>.</example>
/// <remarks>
/// Folds only what IEEE 754 defines exactly: <c>+ - * / sqrt</c>, comparisons, and conditionals with a known condition, from left to right
/// as written; <c>exp</c> of a constant stays. A result that is not finite stays unfolded. Keeps every finite value bit for bit, but for the sign of zero.
/// Without <c>--strict</c> also <c>0*x</c>, <c>0/x</c> and <c>x == x</c> are known, which are not where x is 0, infinite or not a number.
/// </remarks>
internal static class FoldConstants
{
    /// <summary>Runs the pass.</summary>
    /// <param name="strict">Whether to keep what IEEE 754 makes of infinities and NaN.</param>
    public static DynamicalSystem Apply(DynamicalSystem system, bool strict)
    {
        Dictionary<string, Expr> known = new(StringComparer.Ordinal);
        List<Intermediate> intermediates = [];
        foreach (Intermediate intermediate in system.Intermediates)
        {
            Expr definition = Fold(intermediate.Definition);
            if (definition.IsAtom())
            {
                known[intermediate.Path] = definition;
            }

            intermediates.Add(intermediate with { Definition = definition });
        }

        return system with
        {
            Parameters = system.Parameters.Select(p => p with { Default = Fold(p.Default) }).ToEquatableArray(),
            Inputs = system.Inputs.Select(i => i with { Default = Fold(i.Default) }).ToEquatableArray(),
            States = system.States.Select(s => s with { Initial = Fold(s.Initial), Condition = s.Condition is { } c ? c with { Holds = Fold(c.Holds) } : null }).ToEquatableArray(),
            Intermediates = intermediates.ToEquatableArray(),
            Equations = system.Equations.Select(e => e with { Rhs = Fold(e.Rhs) }).ToEquatableArray(),
            Switches = system.Switches.Select(s => s with { Value = Fold(s.Value) }).ToEquatableArray(),
        };

        Expr Fold(Expr expr) => ExprRewriter.BottomUp(expr, node =>
            node is Reference reference && known.TryGetValue(reference.Name, out Expr value) ? value : FoldNode(node, strict));
    }

    /// <summary>Folds a single expression.</summary>
    public static Expr Fold(Expr expr, bool strict) => ExprRewriter.BottomUp(expr, node => FoldNode(node, strict));

    private static Expr FoldNode(Expr node, bool strict) => node switch
    {
        Number { Value: < 0 } number => Constant(number.Value, node),
        Sum sum => FoldSum(sum),
        Negate negate => Negate(negate.Operand),
        Product product when product.Left.NumberValue() * product.Right.NumberValue() is { } value => Constant(value, node),
        Quotient quotient when quotient.Left.NumberValue() / quotient.Right.NumberValue() is { } value => Constant(value, node),
        Product { Left: var a, Right: var b } when !strict || !(Is(a, 0) || Is(b, 0)) => Same(node, Multiply(a, b)),
        Quotient { Left: var a, Right: var b } when !strict || !Is(a, 0) => Same(node, Divide(a, b)),
        Power { Base: var operand, Exponent: Number { Value: 0 or 1 } exponent } => Raise(operand, exponent.Value),
        Call { Function: Function.Sqrt } call when call.Arguments[0].NumberValue() is { } value => Constant(Math.Sqrt(value), node),
        Comparison comparison => FoldComparison(comparison, strict),
        Not { Operand: Truth truth } => new Truth(!truth.Value),
        Logical logical => FoldLogical(logical),
        Conditional { Condition: Truth truth } conditional => truth.Value ? conditional.WhenTrue : conditional.WhenFalse,
        _ => node,
    };

    // A negative number is kept as the negative of a positive one, so that sums subtract it.
    private static Expr Constant(double value, Expr unfolded) =>
        double.IsNaN(value) || double.IsInfinity(value) ? unfolded : value < 0 ? new Negate(new Number(-value)) : new Number(value);

    private static Expr FoldSum(Sum sum)
    {
        Expr first = sum.Terms[0];
        int next = 1;
        while (next < sum.Terms.Count && first.NumberValue() + sum.Terms[next].NumberValue() is { } value && !double.IsInfinity(value) && !double.IsNaN(value))
        {
            first = Constant(value, first);
            next++;
        }

        return Same(sum, Sum([first, .. sum.Terms.Skip(next)]));
    }

    // Unlike Add this keeps a nested sum together: it may stand in parentheses.
    private static Expr Sum(IEnumerable<Expr> terms)
    {
        Expr[] kept = [.. terms.Where(term => !Is(term, 0))];
        return kept.Length switch
        {
            0 => Zero,
            1 => kept[0],
            _ => new Sum(new EquatableArray<Expr>(kept)),
        };
    }

    // A value is never below or above itself, and equal to itself unless it is not a number.
    private static Expr FoldComparison(Comparison comparison, bool strict) => (comparison.Left.NumberValue(), comparison.Right.NumberValue()) switch
    {
        ({ } a, { } b) => new Truth(Holds(comparison.Operator, a, b)),
        _ when !comparison.Left.Equals(comparison.Right) => comparison,
        _ when !strict || comparison.Operator is ComparisonOperator.Less or ComparisonOperator.Greater => new Truth(Holds(comparison.Operator, 0, 0)),
        _ => comparison,
    };

    private static bool Holds(ComparisonOperator comparison, double a, double b) => comparison switch
    {
        ComparisonOperator.Less => a < b,
        ComparisonOperator.LessOrEqual => a <= b,
        ComparisonOperator.Greater => a > b,
        ComparisonOperator.GreaterOrEqual => a >= b,
        ComparisonOperator.Equal => a == b,
        ComparisonOperator.NotEqual => a != b,
        _ => throw Unexpected.Kind(comparison),
    };

    private static Expr FoldLogical(Logical logical)
    {
        if (logical.Operands.Any(operand => operand is Truth truth && truth.Value == logical.IsOr))
        {
            return new Truth(logical.IsOr);
        }

        Expr[] open = [.. logical.Operands.Where(operand => operand is not Truth)];
        return open.Length switch
        {
            0 => new Truth(!logical.IsOr),
            1 => open[0],
            _ when open.Length == logical.Operands.Count => logical,
            _ => logical with { Operands = new EquatableArray<Expr>(open) },
        };
    }

    private static Expr Same(Expr before, Expr after) => before.Equals(after) ? before : after;
}
