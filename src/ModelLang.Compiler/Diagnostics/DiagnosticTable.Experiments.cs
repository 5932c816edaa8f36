namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>A feature that is not built yet.</summary>
    public static readonly DiagnosticDescriptor NotSupported = Error(
        "ML5001", "Not supported yet", "{0} cannot be compiled yet",
        "The statement is part of the language, but cannot be simulated yet. It is refused, never ignored.",
        "operator oscillator {\n  state theta = 0\n  theta' = 1\n  event spike when theta > 1 {\n    theta := 0\n  }\n}",
        "Write what the hint says instead, or run another circuit of the file.");

    /// <summary>A method that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownMethod = Error(
        "ML5002", "Unknown method", "There is no method '{0}'",
        "The solver statement names the integration method.",
        "operator leaky {\n  state r = 1\n  r' = -r\n}\nexperiment step {\n  model leaky\n  solver rk5 { dt = 0.1 }\n  run 1\n}",
        "Use one of the methods of the language reference, such as rk4 with a fixed step or dopri5 with an adaptive one.");

    /// <summary>A setting that a method does not have, or a value it cannot take.</summary>
    public static readonly DiagnosticDescriptor InvalidSolverSetting = Error(
        "ML5003", "Wrong solver setting", "{0}",
        "Fixed-step methods take dt; adaptive ones take rtol, atol, dt (first step) and max_step.",
        "operator leaky {\n  state r = 1\n  r' = -r\n}\nexperiment step {\n  model leaky\n  solver rk4 { dt = 0.1, rtol = 1e-3 }\n  run 1\n}",
        "Give the settings that the method has, with positive values.");

    /// <summary>An experiment without something it needs.</summary>
    public static readonly DiagnosticDescriptor IncompleteExperiment = Error(
        "ML5004", "Incomplete experiment", "The experiment '{0}' has no {1} statement",
        "An experiment names its model, and a fixed-step method needs its step.",
        "experiment step {\n  run 10\n}",
        "Add it: model and the name of a circuit, solver rk4 { dt = 0.1 ms }.");

    /// <summary>A statement given twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateStatement = Error(
        "ML5005", "Statement given twice", "'{0}' is stated twice",
        "Only one of the two can count.",
        "operator leaky {\n  state r = 1\n  r' = -r\n}\nexperiment step {\n  model leaky\n  run 1\n  run 2\n}",
        "Remove one of the two.");

    /// <summary>A value that an experiment cannot use.</summary>
    public static readonly DiagnosticDescriptor InvalidExperimentValue = Error(
        "ML5006", "Impossible value in an experiment", "{0}",
        "Durations, intervals and steps are positive and finite; a seed is a whole number.",
        "operator leaky {\n  state r = 1\n  r' = -r\n}\nexperiment step {\n  model leaky\n  run -5\n}",
        "Correct the value.");

    /// <summary>Samples between the steps of a fixed-step method.</summary>
    public static readonly DiagnosticDescriptor IntervalOffGrid = Error(
        "ML5007", "Samples off the grid", "The {0} {1} is no whole multiple of the step {2}",
        "A fixed-step method knows the solution only at its steps; samples between them would be less accurate than the steps.",
        "operator leaky {\n  state r = 1\n  r' = -r\n}\nexperiment step {\n  model leaky\n  solver rk4 { dt = 0.3 }\n  run 3\n  record r every 1\n}",
        "Choose a step that divides it, or an adaptive method.");

    /// <summary>Two columns of the same name.</summary>
    public static readonly DiagnosticDescriptor DuplicateColumn = Error(
        "ML5008", "Column recorded twice", "Two recorded columns are called '{0}'",
        "Columns of a result are found by their names.",
        "operator leaky {\n  state r = 1\n  r' = -r\n}\nexperiment step {\n  model leaky\n  run 1\n  record r, r\n}",
        "Give one of them another label: record y = x.");

    /// <summary>A data file used in a way it cannot be.</summary>
    public static readonly DiagnosticDescriptor InvalidDataSource = Error(
        "ML5009", "Data of a drive", "{0}",
        "A drive from a file is csv(\"file\") with options column, unit and time, and an interpolation behind with: linear or previous.",
        "operator leaky {\n  input u = 0\n  state r = 1\n  r' = -r + u\n}\nexperiment step {\n  model leaky\n  run 1\n  drive u = csv(\"u.csv\")\n}",
        "Write drive u = csv(\"u.csv\") with linear.");

    /// <summary>A discontinuity that integrators cannot step onto.</summary>
    public static readonly DiagnosticDescriptor UnlocatedDiscontinuity = Warning(
        "ML5010", "Discontinuity not located", "The time of the discontinuity in '{0}' is not known beforehand",
        "Methods step exactly onto jumps whose time follows from the text: conditions that are linear in t, and mod(t, p). At other jumps the step is less accurate.",
        "operator leaky {\n  state r = 1\n  r' = -r + (1 if sin(t) > 0 else 0)\n}\ncircuit network {\n  node exc : leaky\n}",
        "Write it with t and mod(t, period), or choose a small max_step.");

    /// <summary>An experiment that does not say how long it runs.</summary>
    public static readonly DiagnosticDescriptor NoDuration = Warning(
        "ML5011", "Experiment without duration", "The experiment '{0}' does not say how long it runs",
        "Without a run statement the duration must be given each time, with --duration or in the program that runs it.",
        "operator decay {\n  state r = 1\n  r' = -r\n}\nexperiment relax {\n  model decay\n  record r\n}",
        "Add a run statement: run 500 ms.");

    /// <summary>A method that cannot integrate populations.</summary>
    public static readonly DiagnosticDescriptor MethodWithoutPopulations = Error(
        "ML5015", "Method without populations", "The method {0} cannot integrate populations, and '{1}' has some",
        "A linearly implicit method solves a linear system in every step, which for many units would take the time and memory of their number squared.",
        "operator leaky {\n  state r = 1\n  r' = -r\n}\ncircuit network {\n  population X : leaky[100]\n}\nexperiment decay {\n  model network\n  solver rosenbrock\n  run 1\n}",
        "Take a method without a Jacobian: dopri5, tsit5, or rk4 with a step dt.");

    /// <summary>A factor of noise that depends on other units, with a method that needs its derivative.</summary>
    public static readonly DiagnosticDescriptor NoiseAcrossUnits = Error(
        "ML5016", "Noise across units", "The method {0} needs the derivative of the factor of '{1}', which depends on other units",
        "Milstein's method, and the conversion between Ito and Stratonovich noise, use the derivative of a factor by the state it acts on; a sum over other units has one for each of them.",
        "operator leaky {\n  input u = 0\n  state r = 1\n  noise xi\n  r' = -r + u*xi\n}\ncircuit network {\n  population X : leaky[100]\n  connect X.r -> X.u by all_to_all { weight = 0.01 }\n}\nexperiment decay {\n  model network\n  solver milstein { dt = 0.01 }\n  run 1\n}",
        "Take euler_maruyama for Ito noise, stochastic_heun for noise that is declared stratonovich.");

    /// <summary>A sweep that cannot be.</summary>
    public static readonly DiagnosticDescriptor InvalidSweep = Error(
        "ML5017", "Sweep", "{0}",
        "A sweep runs the model once for each point of a grid. Each of its axes gives values to a parameter, an input that nothing feeds, the initial value of a state, or the seed.",
        "operator leaky {\n  param tau = 1\n  state r = 1\n  tau*r' = -r\n}\nexperiment scan {\n  model leaky\n  run 1\n  sweep { tau = linspace(1, 10) }\n}",
        "Give each axis its values: [1, 2, 5], linspace(first, last, number), logspace(first, last, number), or csv(\"file.csv\", column = name).");

    /// <summary>A reduction that cannot be.</summary>
    public static readonly DiagnosticDescriptor InvalidReduction = Error(
        "ML5018", "Reduction", "{0}",
        "A reduce statement keeps one number of what is recorded: mean, std, min, max, final, period or peak_frequency, of all samples or of those in a window of time.",
        "operator leaky {\n  param tau = 1\n  state r = 1\n  output y = 2*r\n  tau*r' = -r\n}\nexperiment scan {\n  model leaky\n  run 1\n  record r\n  reduce mean(y)\n}",
        "Record the quantity and name it: record y, then reduce mean(y), or top = max(y) over [10 ms, 20 ms].");
}
