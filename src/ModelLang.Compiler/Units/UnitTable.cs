using System.Globalization;

namespace ModelLang.Compiler.Units;

/// <summary>The table of units and prefixes, and the reading of unit expressions such as <c>mV/ms</c>.</summary>
internal static class UnitTable
{
    private const int W = Dimension.Whole;

    private static readonly Dimension s_voltage = new(-3 * W, 2 * W, W, -W, 0, 0);
    private static readonly Dimension s_current = new(0, 0, 0, W, 0, 0);

    /// <summary>Units that take prefixes, by name.</summary>
    public static IReadOnlyDictionary<string, Unit> Prefixable { get; } = Table(
        new("s", Dimension.OfTime),
        new("m", new(0, W, 0, 0, 0, 0)),
        new("g", new(0, 0, W, 0, 0, 0), -3),
        new("A", s_current),
        new("K", new(0, 0, 0, 0, W, 0)),
        new("mol", new(0, 0, 0, 0, 0, W)),
        new("Hz", new(-W, 0, 0, 0, 0, 0)),
        new("V", s_voltage),
        new("S", s_current / s_voltage),
        new("ohm", s_voltage / s_current),
        new("Ohm", s_voltage / s_current),
        new("F", s_current * Dimension.OfTime / s_voltage),
        new("C", s_current * Dimension.OfTime),
        new("N", new(-2 * W, W, W, 0, 0, 0)),
        new("J", new(-2 * W, 2 * W, W, 0, 0, 0)),
        new("W", new(-3 * W, 2 * W, W, 0, 0, 0)),
        new("M", new(0, -3 * W, 0, 0, 0, W), 3),
        new("L", new(0, 3 * W, 0, 0, 0, 0), -3));

    /// <summary>Units that take no prefix, by name.</summary>
    public static IReadOnlyDictionary<string, Unit> Plain { get; } = Table(
        new("min", Dimension.OfTime, 1, 6),
        new("h", Dimension.OfTime, 2, 36),
        new("rad", Dimension.None),
        new("deg", Dimension.None, 0, Math.PI / 180),
        new("percent", Dimension.None, -2));

    /// <summary>Prefixes and their powers of ten.</summary>
    public static IReadOnlyDictionary<string, int> Prefixes { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["a"] = -18,
        ["f"] = -15,
        ["p"] = -12,
        ["n"] = -9,
        ["u"] = -6,
        ["\u00b5"] = -6,
        ["\u03bc"] = -6,
        ["m"] = -3,
        ["c"] = -2,
        ["d"] = -1,
        ["h"] = 2,
        ["k"] = 3,
        ["M"] = 6,
        ["G"] = 9,
        ["T"] = 12,
    };

    /// <summary>The unit with a name, prefix included, or null.</summary>
    public static Unit? Find(string name)
    {
        if (Plain.TryGetValue(name, out Unit? unit) || Prefixable.TryGetValue(name, out unit))
        {
            return unit;
        }

        return name.Length > 1
            && Prefixes.TryGetValue(name.Substring(0, 1), out int exponent)
            && Prefixable.TryGetValue(name.Substring(1), out unit)
            ? unit with { Text = name, DecimalExponent = unit.DecimalExponent + exponent }
            : null;
    }

    /// <summary>Reads a unit expression: names, <c>1</c>, <c>*</c>, <c>/</c> and powers, from left to right.</summary>
    /// <param name="text">The expression without white space.</param>
    /// <param name="unknown">When null is returned: the part that is no unit.</param>
    public static Unit? Parse(string text, out string unknown)
    {
        Unit result = Unit.One;
        int position = 0;
        bool divide = false;
        while (true)
        {
            int end = position;
            while (end < text.Length && text[end] is not ('*' or '/'))
            {
                end++;
            }

            unknown = text.Substring(position, end - position);
            if (ParsePower(unknown) is not { } factor)
            {
                return null;
            }

            int sign = divide ? -1 : 1;
            result = new Unit(
                text,
                divide ? result.Dimension / factor.Dimension : result.Dimension * factor.Dimension,
                result.DecimalExponent + (sign * factor.DecimalExponent),
                divide ? result.Factor / factor.Factor : result.Factor * factor.Factor);
            if (end == text.Length)
            {
                return result;
            }

            divide = text[end] == '/';
            position = end + 1;
        }
    }

    private static Unit? ParsePower(string text)
    {
        int caret = text.IndexOf('^');
        string name = caret < 0 ? text : text.Substring(0, caret);
        Unit? unit = name == "1" ? Unit.One : Find(name);
        if (caret < 0 || unit is null)
        {
            return unit;
        }

        string power = text.Substring(caret + 1);
        if (!double.TryParse(power, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double exponent)
            || unit.Dimension.Raise(exponent) is not { } dimension)
        {
            return null;
        }

        double tens = unit.DecimalExponent * exponent;
        int whole = (int)Math.Floor(tens);
        return new Unit(text, dimension, whole, Math.Pow(unit.Factor, exponent) * (tens == whole ? 1 : Math.Pow(10, tens - whole)));
    }

    private static Dictionary<string, Unit> Table(params Unit[] units) => units.ToDictionary(u => u.Text, StringComparer.Ordinal);
}
