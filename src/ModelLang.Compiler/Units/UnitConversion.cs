using System.Globalization;
using System.Text.RegularExpressions;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler;

/// <summary>Reads quantities that are written outside a model, such as <c>--set p.tau=12ms</c>.</summary>
public static class UnitConversion
{
    private static readonly Regex s_quantity = new(
        @"^\s*(?<sign>[+-]?)(?<number>([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?|inf)\s*(?<unit>[^\s\d].*?|1/.*?)?\s*$",
        RegexOptions.CultureInvariant);

    /// <summary>Reads a number with its unit.</summary>
    /// <param name="text">The quantity: <c>12 ms</c>, <c>12ms</c>, <c>-5</c>, <c>1e3 Hz</c>.</param>
    /// <param name="unit">The unit the value is wanted in; empty for a plain number.</param>
    /// <param name="value">The value in that unit.</param>
    /// <param name="error">What is wrong and what would fit, when false is returned.</param>
    public static bool TryParseQuantity(string text, string unit, out double value, out string error)
    {
        value = 0;
        Match match = s_quantity.Match(text);
        if (!match.Success)
        {
            error = $"'{text}' is not a number{(unit.Length == 0 ? "" : $" with a unit, such as 12{unit}")}";
            return false;
        }

        string given = match.Groups["unit"].Value;
        Unit wanted = UnitTable.Parse(unit.Length == 0 ? "1" : unit, out _)
            ?? throw new ArgumentException($"'{unit}' is not a unit.", nameof(unit));
        Unit? actual = UnitTable.Parse(given.Length == 0 ? "1" : given, out string unknown);
        if (actual is null)
        {
            error = $"'{unknown}' is not a unit";
            return false;
        }

        if (actual.Dimension != wanted.Dimension)
        {
            error = wanted.Dimension.IsNone
                ? $"'{text}' has a unit, but a plain number is wanted here"
                : given.Length == 0 ? $"'{text}' has no unit; write {text.Trim()}{unit}" : $"'{text}' cannot be converted to {unit}";
            return false;
        }

        string number = match.Groups["number"].Value;
        double magnitude = number == "inf" ? double.PositiveInfinity : Convert(number, actual, wanted);
        value = match.Groups["sign"].Value == "-" ? -magnitude : magnitude;
        error = "";
        return true;
    }

    private static double Convert(string number, Unit from, Unit to)
    {
        int e = number.IndexOfAny(['e', 'E']);
        string mantissa = e < 0 ? number : number.Substring(0, e);
        long exponent = (e < 0 ? 0 : ParseExponent(number.Substring(e + 1))) + from.DecimalExponent - to.DecimalExponent;
        double value = double.Parse(mantissa + "e" + exponent.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return value * (from.Factor / to.Factor);
    }

    private static long ParseExponent(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? Math.Max(-100_000, Math.Min(100_000, value)) : 0;
}
