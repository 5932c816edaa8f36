using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Methods;

/// <summary>How a method chooses its step and what it needs of the system.</summary>
internal enum MethodKind
{
    /// <summary>Explicit with a fixed step.</summary>
    Fixed,

    /// <summary>Explicit with an error estimate and step control.</summary>
    Adaptive,

    /// <summary>Linearly implicit with step control; needs the Jacobian.</summary>
    Stiff,

    /// <summary>For stochastic equations, with a fixed step.</summary>
    Stochastic,
}

/// <summary>How a method for stochastic equations takes a step.</summary>
internal enum StochasticScheme
{
    /// <summary>The coefficients at the start of the step.</summary>
    EulerMaruyama,

    /// <summary>With the second-order term of the Ito-Taylor expansion for diagonal noise.</summary>
    Milstein,

    /// <summary>The mean of the coefficients at the start and at an Euler-Maruyama step from there.</summary>
    Heun,
}

/// <summary>A method of integration, as models name it after <c>solver</c>.</summary>
/// <param name="Name">Its name in models.</param>
/// <param name="Aliases">Other names it goes by.</param>
/// <param name="Kind">How it chooses its step.</param>
/// <param name="Order">Order of convergence; of a method for stochastic equations that without noise.</param>
/// <param name="ErrorOrder">Order of the embedded solution; 0 without one.</param>
/// <param name="Tableau">Coefficients of an explicit method.</param>
/// <param name="Rosenbrock">Coefficients of a linearly implicit method.</param>
/// <param name="Defaults">Settings where a model states none; a fixed step must always be stated.</param>
/// <param name="Summary">One line for the reference and the head of emitted code.</param>
/// <param name="Citation">Where it is published.</param>
/// <param name="Scheme">How a method for stochastic equations takes a step; null for others.</param>
internal sealed record Method(
    string Name,
    EquatableArray<string> Aliases,
    MethodKind Kind,
    int Order,
    int ErrorOrder,
    ButcherTableau? Tableau,
    RosenbrockTableau? Rosenbrock,
    SolverSettings Defaults,
    string Summary,
    string Citation,
    StochasticScheme? Scheme = null)
{
    /// <summary>Whether its step is fixed and must be stated.</summary>
    public bool HasFixedStep => Kind is MethodKind.Fixed or MethodKind.Stochastic;
}
