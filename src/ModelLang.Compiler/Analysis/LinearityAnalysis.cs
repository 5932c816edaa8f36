using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Analysis;

/// <summary>How an expression depends on some variables.</summary>
internal enum Degree
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>Affine: <c>a*x + b</c> with <c>a</c> and <c>b</c> free of the variables.</summary>
    Affine,

    /// <summary>In another way.</summary>
    Nonlinear,
}

/// <summary>How an equation depends on the states and on time.</summary>
/// <param name="State">Path of the state.</param>
/// <param name="InStates">All states together.</param>
/// <param name="InItself">The state itself, the others held.</param>
/// <param name="InTime">The time, the states held.</param>
internal sealed record Linearity(string State, Degree InStates, Degree InItself, Degree InTime);

/// <summary>Finds out which equations are affine; sees through intermediates.</summary>
internal static class LinearityAnalysis
{
    /// <summary>One fact per equation of a real system.</summary>
    public static IReadOnlyList<Linearity> Of(DynamicalSystem system)
    {
        Degrees inStates = new(system, node => node is Reference { Kind: VariableKind.State or VariableKind.Rate });
        Degrees inTime = new(system, node => node is Time or TableValue);
        return [.. system.Equations.Select(e => new Linearity(
            e.State,
            inStates.Of(e.Rhs),
            new Degrees(system, node => node is Reference { Kind: VariableKind.State } state && state.Name == e.State).Of(e.Rhs),
            inTime.Of(e.Rhs)))];
    }

    private sealed class Degrees
    {
        private readonly Func<Expr, bool> _isVariable;
        private readonly Dictionary<string, Degree> _intermediates = new(StringComparer.Ordinal);

        public Degrees(DynamicalSystem system, Func<Expr, bool> isVariable)
        {
            _isVariable = isVariable;
            foreach (Intermediate intermediate in system.Invariants.Concat(system.Intermediates))
            {
                _intermediates.Add(intermediate.Path, Of(intermediate.Definition));
            }
        }

        public Degree Of(Expr expr) => expr switch
        {
            _ when _isVariable(expr) => expr is TableValue ? Degree.Nonlinear : Degree.Affine,
            Reference reference => _intermediates.TryGetValue(reference.Name, out Degree degree) ? degree : Degree.Constant,
            Sum or Negate => Most(expr.Children()),
            Product product => OfProduct(Of(product.Left), Of(product.Right)),
            FusedMultiplyAdd fma => Max(OfProduct(Of(fma.Left), Of(fma.Right)), Of(fma.Addend)),
            Quotient quotient => Of(quotient.Right) == Degree.Constant ? Of(quotient.Left) : Degree.Nonlinear,
            Conditional conditional when Of(conditional.Condition) == Degree.Constant => Max(Of(conditional.WhenTrue), Of(conditional.WhenFalse)),
            _ => Most(expr.Children()) == Degree.Constant ? Degree.Constant : Degree.Nonlinear,
        };

        private Degree Most(IEnumerable<Expr> operands) => operands.Aggregate(Degree.Constant, (most, operand) => Max(most, Of(operand)));

        private static Degree OfProduct(Degree a, Degree b) =>
            a == Degree.Constant ? b : b == Degree.Constant ? a : Degree.Nonlinear;

        private static Degree Max(Degree a, Degree b) => a > b ? a : b;
    }
}
