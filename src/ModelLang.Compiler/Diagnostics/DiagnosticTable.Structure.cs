namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>A state without an equation.</summary>
    public static readonly DiagnosticDescriptor MissingEquation = Error(
        "ML4001", "State without equation", "The state '{0}' has no equation",
        "A state changes in time, and its equation says how.",
        "time ms\noperator leaky {\n  state V = -70 mV\n}",
        "Write x' = ..., or declare it as param, let or input.");

    /// <summary>An equation of something that is no state.</summary>
    public static readonly DiagnosticDescriptor EquationOfNonState = Error(
        "ML4002", "Equation without state", "'{0}' is {1}, so it cannot have a differential equation",
        "Only states have differential equations.",
        "operator leaky {\n  param gain = 1\n  state r = 0\n  r' = -gain*r\n  gain' = 0\n}",
        "Declare it as a state.");

    /// <summary>Two equations of one state.</summary>
    public static readonly DiagnosticDescriptor DuplicateEquation = Error(
        "ML4003", "Two equations", "'{0}' already has an equation",
        "A state has one equation; contributions are added in it.",
        "operator leaky {\n  state r = 0\n  r' = -r\n  r' = 1\n}",
        "Join them, or write override to replace the equation of the base.");

    /// <summary>A circle of definitions without a state in it.</summary>
    public static readonly DiagnosticDescriptor AlgebraicLoop = Error(
        "ML4004", "Algebraic loop", "These quantities define each other: {0}",
        "Each needs the value of the next at the same instant, so there is no order to compute them in.",
        "operator leaky {\n  let a = b\n  let b = a\n  state r = 0\n  r' = -r + a\n}",
        "Put a state into the circle, such as a synapse or a rate that follows its value with a time constant, or solve it by hand.");

    /// <summary>An input that nothing feeds.</summary>
    public static readonly DiagnosticDescriptor UnfedInput = Error(
        "ML4005", "Input without source", "Nothing feeds the input '{0}', and it has no default",
        "An input gets its value from edges, wiring, a drive or its default.",
        "operator leaky {\n  input u : real\n  state r = 0\n  r' = -r + u\n}\ncircuit network {\n  node exc : leaky\n}",
        "Add an edge, or give it a default: input u = 0.");

    /// <summary>A target that cannot be fed.</summary>
    public static readonly DiagnosticDescriptor NotAnInput = Error(
        "ML4006", "Target is no input", "'{0}' is {1}; edges, wiring and drives end at inputs",
        "Only inputs receive values from outside.",
        "operator leaky {\n  state r = 0\n  r' = -r\n}\ncircuit network {\n  node exc : leaky\n  node inh : leaky\n  edge exc.r -> inh.r\n}",
        "Declare an input in the operator and use it in the equation.");

    /// <summary>A source that cannot be read.</summary>
    public static readonly DiagnosticDescriptor NotReadable = Error(
        "ML4007", "Not readable", "'{0}' is {1} and has no value to read",
        "States, inputs, lets, outputs and parameters have values; an operator, node or circuit as a whole has not.",
        "operator leaky {\n  input u = 0\n  state r = 0\n  r' = -r + u\n}\ncircuit network {\n  node exc : leaky\n  edge exc -> exc.u\n}",
        "Name one of its variables, such as exc.r.");

    /// <summary>A derivative that is not available.</summary>
    public static readonly DiagnosticDescriptor DerivativeNotAvailable = Error(
        "ML4008", "Derivative not available", "The derivative {0} has a value of its own only where the equation of the state is of second order",
        "The first derivative of a second-order state is a state of its own; that of a first-order state is its right-hand side.",
        "operator leaky {\n  state r = 0\n  state y = 0\n  r' = -r\n  y' = r' - y\n}",
        "Name the right-hand side with let and use the name.");

    /// <summary>An order that equations cannot have.</summary>
    public static readonly DiagnosticDescriptor UnsupportedOrder = Error(
        "ML4009", "Order of an equation", "Equations of order {0} are not supported",
        "Equations of first and second order are written as they are; higher ones need more states.",
        "operator leaky {\n  state r = 0\n  r''' = -r\n}",
        "Introduce a state for the derivative: x' = v, v'' = ...");

    /// <summary>A statement that does not belong here.</summary>
    public static readonly DiagnosticDescriptor MisplacedStatement = Error(
        "ML4010", "Statement in the wrong place", "{0} cannot stand in {1}",
        "Operators hold equations, nodes put operators together, circuits connect nodes, experiments say what to run.",
        "operator leaky {\n  state r = 0\n  r' = -r\n  run 10\n}",
        "Move it to where it belongs.");

    /// <summary>A system without states.</summary>
    public static readonly DiagnosticDescriptor NoStates = Error(
        "ML4011", "Nothing evolves", "'{0}' has no states, so there is nothing to simulate",
        "A simulation follows states in time; this circuit has inputs and outputs only.",
        "operator leaky {\n  input u = 0\n  output y = 2*u\n}\ncircuit network {\n  node exc : leaky\n}",
        "Add an operator with a state.");

    /// <summary>A matrix of the wrong shape.</summary>
    public static readonly DiagnosticDescriptor MatrixShape = Error(
        "ML4012", "Shape of a matrix", "The matrix is {0}, but {1} is needed here",
        "With rows = target there is a row for each target and a column for each source; with rows = source it is the other way round.",
        "operator leaky {\n  input u = 0\n  state r = 0\n  r' = -r + u\n}\ncircuit network {\n  node exc : leaky\n  node inh : leaky\n  connect [exc.r, inh.r] -> [exc.u, inh.u] by matrix([[1, 2]], rows = target)\n}",
        "Give it the right number of rows and columns, or correct rows.");

    /// <summary>A connection rule that is incomplete.</summary>
    public static readonly DiagnosticDescriptor InvalidRule = Error(
        "ML4013", "Connection rule", "{0}",
        "A matrix states its orientation, because both are in use and the wrong one gives a different network.",
        "operator leaky {\n  input u = 0\n  state r = 0\n  r' = -r + u\n}\ncircuit network {\n  node exc : leaky\n  connect [exc.r] -> [exc.u] by matrix([[1]])\n}",
        "Write matrix(M, rows = target) or matrix(M, rows = source).");

    /// <summary>Templates that measure time differently.</summary>
    public static readonly DiagnosticDescriptor TimeMismatch = Error(
        "ML4014", "Different times", "'{0}' is written for {1}, but this model has {2}",
        "A model with physical time and one with plain numbers for time cannot be put together.",
        "time ms\nimport std.oscillators (stuart_landau)\ncircuit c {\n  node a : stuart_landau\n}",
        "Use a model with the same kind of time, or change the time line of this file.");

    /// <summary>White noise that is more than a term of a derivative.</summary>
    public static readonly DiagnosticDescriptor NonlinearNoise = Error(
        "ML4015", "Noise is not a term", "White noise enters the equation of '{0}' in another way than as a term",
        "White noise has no value at a time, so it can only be added to a derivative, times a factor that is free of noise.",
        "operator o {\n  param sigma = 0.1\n  noise xi\n  state x = 0\n  x' = -x + exp(sigma*xi)\n}",
        "Write x' = f + sigma*xi. For noise with a value, take a state that white noise drives: std.noise (ornstein_uhlenbeck).");

    /// <summary>A recorded quantity that holds white noise.</summary>
    public static readonly DiagnosticDescriptor NoiseHasNoValue = Error(
        "ML4016", "Noise has no value", "'{0}' holds white noise, which has no value that could be recorded",
        "White noise is the derivative of a Wiener process, and that exists under an integral only.",
        "operator o {\n  noise xi\n  state x = 0\n  x' = -x + xi\n  output u = x + xi\n}\nexperiment e {\n  model o\n  run 1\n  solver euler_maruyama { dt = 0.1 }\n  record u\n}",
        "Record a state that the noise drives.");

    /// <summary>A delayed value at something else than a time before t.</summary>
    public static readonly DiagnosticDescriptor DelayForm = Error(
        "ML4017", "Form of a delayed value", "'{0}' is not t minus a delay",
        "The past of a quantity is read a fixed time ago: x(t - d), where d is made of parameters and constants.",
        "operator mackey_glass {\n  state r = 0.5\n  r' = r(t/2) - r\n}",
        "Write x(t - d).");

    /// <summary>A delay that is zero, negative or no number.</summary>
    public static readonly DiagnosticDescriptor DelayNotPositive = Error(
        "ML4018", "Delay is not positive", "The delay in '{0}' is not a positive time",
        "What is delayed comes from the past; without a delay it is the present value.",
        "time ms\noperator mackey_glass {\n  param tau = 10 ms\n  state r = 0.5\n  tau * r' = 2*r(t + 20 ms) - r\n}",
        "Write a positive delay, or leave it out.");

    /// <summary>A delayed noise.</summary>
    public static readonly DiagnosticDescriptor DelayedNoise = Error(
        "ML4019", "Noise has no past", "'{0}' holds white noise, which has no value that could be read later",
        "White noise is the derivative of a Wiener process, and that exists under an integral only.",
        "operator o {\n  noise xi\n  state x = 0\n  x' = -x + xi(t - 1)\n}",
        "Delay a state that the noise drives.");

    /// <summary>A gamma delay that cannot become a chain of equations.</summary>
    public static readonly DiagnosticDescriptor GammaDelay = Error(
        "ML4020", "Gamma delay", "{0}",
        "A delay that is spread as a gamma distribution becomes a chain of (mean/sd)^2 linear equations.",
        "time ms\noperator leaky {\n  param tau = 10 ms\n  input u = 0\n  state r = 0\n  tau * r' = u - r\n}\ncircuit c {\n  param m = 4 ms\n  node a : leaky\n  edge a.r -> a.u { delay = gamma(mean = m, sd = 1 ms) }\n}",
        "Write delay = gamma(mean = 4 ms, sd = 1 ms).");

    /// <summary>A history that nothing reads.</summary>
    public static readonly DiagnosticDescriptor UnusedHistory = Warning(
        "ML4021", "History without use", "Nothing reads the history of '{0}'",
        "What was before t = 0 counts where a quantity is read with a delay: the state itself, or one that is made of states with histories only.",
        "operator leaky {\n  state r = 1\n  history r = cos(t)\n  r' = -r\n}\ncircuit c {\n  node a : leaky\n}",
        "Remove it, or read the state with a delay: x(t - d).");

    /// <summary>A method that cannot integrate noise.</summary>
    public static readonly DiagnosticDescriptor MethodWithoutNoise = Error(
        "ML5012", "Method without noise", "The method {0} cannot integrate noise, and '{1}' has some",
        "Methods for ordinary differential equations rely on smooth right-hand sides; with noise they converge to something else or not at all.",
        "operator o {\n  noise xi\n  state x = 0\n  x' = -x + xi\n}\nexperiment e {\n  model o\n  run 1\n  solver rk4 { dt = 0.1 }\n}",
        "Take solver euler_maruyama, milstein or stochastic_heun, with a step dt.");

    /// <summary>An experiment with noise that states no step.</summary>
    public static readonly DiagnosticDescriptor NoiseWithoutStep = Warning(
        "ML5014", "Noise without step", "The experiment '{0}' has noise and states no solver, so it can only run where a step is given",
        "Methods for noise have a fixed step, and no step is right for every model.",
        "operator o {\n  noise xi\n  state x = 0\n  x' = -x + xi\n}\nexperiment e {\n  model o\n  run 1\n}",
        "Write solver euler_maruyama { dt = 0.01 }, with a step that is small against all time constants.");

    /// <summary>A method for diagonal noise in a system whose noise is not diagonal.</summary>
    public static readonly DiagnosticDescriptor NoiseNotDiagonal = Error(
        "ML5013", "Noise is not diagonal", "milstein needs diagonal noise, but {0}",
        "Its order of convergence rests on noises that drive one state each, with coefficients that depend on that state alone.",
        "operator o {\n  noise xi\n  state x = 1\n  state y = 1\n  x' = -x + y*xi\n  y' = -y\n}\nexperiment e {\n  model o\n  run 1\n  solver milstein { dt = 0.1 }\n}",
        "Take solver euler_maruyama or stochastic_heun.");
}
