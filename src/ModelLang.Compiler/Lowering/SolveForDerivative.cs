using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Divides each equation by the factor on its left.</summary>
/// <example><c>tau * r' = -r + x</c> becomes <c>r' = (-r + x)/tau</c>.</example>
/// <remarks>Afterwards no equation has a coefficient. One division per equation, as written, also of 0.</remarks>
internal static class SolveForDerivative
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system) => system with
    {
        Equations = system.Equations.Select(Solve).ToEquatableArray(),
    };

    private static Equation Solve(Equation equation) => equation.Coefficient is null
        ? equation
        : equation with { Coefficient = null, Rhs = Divided(equation.Rhs, equation.Coefficient) };

    private static Expr Divided(Expr rhs, Expr coefficient) =>
        Algebra.Is(rhs, 0) ? new Quotient(rhs, coefficient) : Algebra.Divide(rhs, coefficient);
}
