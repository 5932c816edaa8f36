using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Divides each equation by the factor on its left.</summary>
/// <example><c>tau * r' = -r + x</c> becomes <c>r' = (-r + x)/tau</c>.</example>
/// <remarks>Afterwards no equation has a coefficient. One division per equation, as written.</remarks>
internal static class SolveForDerivative
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system) => system with
    {
        Equations = system.Equations.Select(Solve).ToEquatableArray(),
    };

    private static Equation Solve(Equation equation) => equation.Coefficient is null
        ? equation
        : equation with { Coefficient = null, Rhs = Algebra.Divide(equation.Rhs, equation.Coefficient) };
}
