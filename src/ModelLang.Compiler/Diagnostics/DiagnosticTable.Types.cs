namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>Two units that do not fit.</summary>
    public static readonly DiagnosticDescriptor UnitMismatch = Error(
        "ML3001", "Units differ", "'{0}' {1}, but {2} is needed here",
        "Only quantities of the same kind can be added, compared and set equal: volts to volts, amperes to amperes. A plain number has no unit, so it is another kind.",
        "time ms\noperator lif {\n  param tau = 10 ms\n  param E_L = -70 mV\n  input I = 0 pA\n  state V = -70 mV\n  tau * V' = -(V - E_L) + I\n}",
        "Look for the missing factor, often a conductance, a capacitance or a time constant; give numbers their units.");

    /// <summary>The two sides of an equation do not fit.</summary>
    public static readonly DiagnosticDescriptor EquationUnits = Error(
        "ML3002", "Equation does not balance", "The right-hand side {0}, but the left-hand side {1}",
        "A derivative V' has the unit of V per time, such as mV/ms; a factor before it, such as tau or C_m, counts on the left side as well.",
        "time ms\noperator leaky {\n  param E_L = -70 mV\n  state V = -70 mV\n  V' = -(V - E_L)\n}",
        "A time constant is often missing: tau * V' = -(V - E_L).");

    /// <summary>A word that is no unit.</summary>
    public static readonly DiagnosticDescriptor UnknownUnit = Error(
        "ML3003", "Unknown unit", "'{0}' is not a unit",
        "A word behind a number is its unit; this one is not in the table of units.",
        "time ms\noperator decay {\n  param tau = 10 mx\n  state r = 1\n  tau * r' = -r\n}",
        "Correct the unit, or write * between a number and a name. The language reference lists the units.");

    /// <summary>A complex value where a real one is needed.</summary>
    public static readonly DiagnosticDescriptor ComplexNotAllowed = Error(
        "ML3004", "Complex value", "'{0}' is complex, but a real number is needed here",
        "Only equations of complex states, lets, outputs and some functions take complex values.",
        "operator leaky {\n  state r = 0\n  r' = -1i*r\n}",
        "Take re(...), im(...), abs(...) or arg(...) of it, or declare the state as complex.");

    /// <summary>A condition where a number is needed, or the other way round.</summary>
    public static readonly DiagnosticDescriptor ConditionMismatch = Error(
        "ML3005", "Condition and number mixed", "'{0}' is {1}, but {2} is needed here",
        "Conditions are true or false and numbers are numbers; neither turns into the other by itself.",
        "operator leaky {\n  state r = 0\n  r' = -r if r else 1\n}",
        "Compare with something (x > 0), or choose with a if c else b.");

    /// <summary>A unit that a function does not take.</summary>
    public static readonly DiagnosticDescriptor ArgumentUnit = Error(
        "ML3006", "Unit in a function", "'{0}' takes a plain number, but '{1}' has unit {2}",
        "exp, log, sin and the like have no meaning for quantities with a unit.",
        "time ms\noperator activation {\n  param tau = 10 ms\n  input V = -70 mV\n  state m = 0\n  tau * m' = 1/(1 + exp(-V)) - m\n}",
        "Divide by a scale of the same unit: exp(-(V - V_half)/k), with V_half and k in mV.");

    /// <summary>An exponent that cannot be applied to a unit.</summary>
    public static readonly DiagnosticDescriptor ExponentOfUnit = Error(
        "ML3007", "Power of a unit", "'{0}' has unit {1}, so its exponent must be a constant whole number or simple fraction",
        "The unit of a power is known only when the exponent is a number.",
        "time ms\noperator leaky {\n  param n = 2\n  param tau = 10 ms\n  state V = 1 mV\n  tau * V' = V^n\n}",
        "Divide by a scale first: (V/V_0)^n.");

    /// <summary>A value outside the declared range.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "ML3008", "Value out of range", "'{0}' is outside the range {1} of '{2}'",
        "The range in the declaration says which values make sense.",
        "time ms\noperator decay {\n  param tau = -10 ms in (0 ms, inf)\n  state r = 1\n  tau * r' = -r\n}",
        "Choose a value inside, or widen the range where the parameter is declared.");

    /// <summary>A range that is not one.</summary>
    public static readonly DiagnosticDescriptor InvalidRange = Error(
        "ML3009", "Not a range", "{0}",
        "A range has constant bounds, the lower one first.",
        "operator leaky {\n  param gain = 1 in [2, 0]\n  state r = 0\n  r' = -gain*r\n}",
        "Write [low, high], with round brackets where the bound itself is excluded and inf where there is none.");

    /// <summary>Something that must be known before the run.</summary>
    public static readonly DiagnosticDescriptor NotConstant = Error(
        "ML3010", "Not constant", "{0} may depend on {1} only, but '{2}' is {3}",
        "The value is needed before the simulation starts.",
        "operator leaky {\n  state r = 0\n  param gain = r\n  r' = -gain*r\n}",
        "Use parameters and constants; what changes in time is a let.");

    /// <summary>A type that cannot stand here.</summary>
    public static readonly DiagnosticDescriptor InvalidAnnotation = Error(
        "ML3011", "Unit or type does not fit", "{0}",
        "Behind the colon of a declaration stands a unit, real or complex; only states, inputs, lets and outputs can be complex.",
        "operator leaky {\n  param gain : complex = 1\n  state r = 0\n  r' = -gain*r\n}",
        "Correct or remove what stands behind the colon.");

    /// <summary>A number that a double cannot hold.</summary>
    public static readonly DiagnosticDescriptor NumberTooLarge = Error(
        "ML3012", "Number too large", "'{0}' is larger than any number of the computer",
        "Numbers are stored with 16 digits, up to about 1.8e308 (IEEE 754 double precision).",
        "operator o {\n  param k = 1e999\n  state x = 0\n  x' = -k*x\n}",
        "Write inf where no limit is meant, or choose other units.");

    /// <summary>Something that is no value.</summary>
    public static readonly DiagnosticDescriptor NotAValue = Error(
        "ML3013", "Not a value", "{0} cannot stand here; a number is needed",
        "Lists, texts, ranges and distributions have a meaning only in the statements that ask for them.",
        "operator leaky {\n  param gain = [1, 2]\n  state r = 0\n  r' = -gain*r\n}",
        "Write a number or an expression.");

    /// <summary>An expression too large to compile.</summary>
    public static readonly DiagnosticDescriptor ExpressionTooLarge = Error(
        "ML3014", "Expression too large", "This expression has more than {0} operations when the functions in it are written out",
        "A call of a function is replaced by its formula; where formulas use their arguments several times, nested calls multiply.",
        "function f(x) = x*x*x*x\noperator o {\n  state x = 0\n  x' = f(f(f(f(f(f(f(f(f(x)))))))))\n}",
        "Name the results of the inner calls with let.");
}
