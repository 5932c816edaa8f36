using System.Globalization;

namespace ModelLang.Simulation.Experiments;

/// <summary>Numbers for people, in messages: six digits, the same on every machine.</summary>
public static class Numbers
{
    /// <summary>The number with at most six significant digits; infinities as <c>inf</c>, not-a-number as <c>nan</c>.</summary>
    public static string Show(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        0 => "0",
        _ => value.ToString(Math.Abs(value) is >= 1e-4 and < 1e6 ? "G6" : "0.#####e0", CultureInfo.InvariantCulture),
    };

    /// <summary>The number with its unit, if it has one.</summary>
    public static string Show(double value, string unit) => unit.Length == 0 ? Show(value) : Show(value) + " " + unit;
}
