using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Methods;

/// <summary>The methods a model can name.</summary>
internal static class MethodTable
{
    private static readonly SolverSettings s_tolerances = new(null, 1e-6, 1e-9, null);

    /// <summary>Explicit Euler.</summary>
    public static Method Euler { get; } = Fixed("euler", ["forward_euler"], 1, Tableaus.Euler,
        "explicit Euler, order 1",
        "Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sect. I.7");

    /// <summary>Heun's method.</summary>
    public static Method Heun { get; } = Fixed("heun", ["rk2"], 2, Tableaus.Heun,
        "Heun's method (explicit trapezoidal rule), order 2",
        "Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sect. II.1");

    /// <summary>The classical Runge-Kutta method.</summary>
    public static Method RungeKutta4 { get; } = Fixed("rk4", ["runge_kutta4"], 4, Tableaus.RungeKutta4,
        "classical Runge-Kutta, order 4",
        "Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sect. II.1, Table 1.2");

    /// <summary>Dormand and Prince's pair.</summary>
    public static Method DormandPrince54 { get; } = Adaptive("dopri5", ["dormand_prince", "rk45", "ode45"], Tableaus.DormandPrince54,
        "Dormand-Prince 5(4), step control, continuous output of order 4",
        "Dormand and Prince (1980), J. Comput. Appl. Math. 6:19; continuous output: Hairer, Norsett and Wanner I, sect. II.6");

    /// <summary>Tsitouras' pair.</summary>
    public static Method Tsitouras54 { get; } = Adaptive("tsit5", ["tsitouras"], Tableaus.Tsitouras54,
        "Tsitouras 5(4), step control, continuous output of order 4",
        "Tsitouras (2011), Comput. Math. Appl. 62:770");

    /// <summary>The method for stiff systems.</summary>
    public static Method Rosenbrock { get; } = new("rosenbrock", EquatableArray.Of("rodas4", "rodas"), MethodKind.Stiff, 4, 3, null, Tableaus.Rodas4,
        s_tolerances,
        "RODAS 4(3), stiffly accurate Rosenbrock method, step control, continuous output of order 3",
        "Hairer and Wanner, Solving Ordinary Differential Equations II, sect. VI.4");

    /// <summary>The simplest method for stochastic equations.</summary>
    public static Method EulerMaruyama { get; } = Stochastic("euler_maruyama", ["em"], StochasticScheme.EulerMaruyama, 1,
        "Euler-Maruyama (Ito), strong order 1/2, 1 for additive noise",
        "Maruyama (1955), Rend. Circ. Mat. Palermo 4:48; Kloeden and Platen, Numerical Solution of Stochastic Differential Equations, sect. 10.2");

    /// <summary>Milstein's method.</summary>
    public static Method Milstein { get; } = Stochastic("milstein", [], StochasticScheme.Milstein, 1,
        "Milstein (Ito) for diagonal noise, strong order 1",
        "Milstein (1974), Theor. Probab. Appl. 19:557; Kloeden and Platen, Numerical Solution of Stochastic Differential Equations, sect. 10.3");

    /// <summary>Heun's method for stochastic equations.</summary>
    public static Method StochasticHeun { get; } = Stochastic("stochastic_heun", ["heun_maruyama"], StochasticScheme.Heun, 2,
        "stochastic Heun (Stratonovich), strong order 1 for diagonal or commutative noise",
        "Ruemelin (1982), SIAM J. Numer. Anal. 19:604; Kloeden and Platen, Numerical Solution of Stochastic Differential Equations, sect. 15.5");

    /// <summary>All methods, simplest first; those for stochastic equations last.</summary>
    public static IReadOnlyList<Method> All { get; } =
        [Euler, Heun, RungeKutta4, DormandPrince54, Tsitouras54, Rosenbrock, EulerMaruyama, Milstein, StochasticHeun];

    /// <summary>The method with a name or alias, or null.</summary>
    public static Method? Find(string name) => All.FirstOrDefault(m => m.Name == name || m.Aliases.Contains(name));

    private static Method Fixed(string name, string[] aliases, int order, ButcherTableau tableau, string summary, string citation) =>
        new(name, new EquatableArray<string>(aliases), MethodKind.Fixed, order, 0, tableau, null, SolverSettings.None, summary, citation);

    private static Method Stochastic(string name, string[] aliases, StochasticScheme scheme, int order, string summary, string citation) =>
        new(name, new EquatableArray<string>(aliases), MethodKind.Stochastic, order, 0, null, null, SolverSettings.None, summary, citation, scheme);

    private static Method Adaptive(string name, string[] aliases, ButcherTableau tableau, string summary, string citation) =>
        new(name, new EquatableArray<string>(aliases), MethodKind.Adaptive, 5, 4, tableau, null, s_tolerances, summary, citation);
}
