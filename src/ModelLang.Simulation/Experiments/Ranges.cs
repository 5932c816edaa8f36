using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Declared ranges in the unit shown, as a model writes them.</summary>
internal static class Ranges
{
    /// <summary>Such as <c>[0 Hz, inf)</c>.</summary>
    public static string Show(VariableDescription variable)
    {
        string lower = variable.LowerOpen || double.IsInfinity(variable.Lower) ? "(" : "[";
        string upper = variable.UpperOpen || double.IsInfinity(variable.Upper) ? ")" : "]";
        return lower + Bound(variable.Lower, variable) + ", " + Bound(variable.Upper, variable) + upper;
    }

    private static string Bound(double value, VariableDescription variable) =>
        double.IsInfinity(value) ? Numbers.Show(value) : Numbers.Show(value * variable.Scale, variable.Unit);
}
