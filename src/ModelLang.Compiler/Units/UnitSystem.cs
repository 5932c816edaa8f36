using System.Globalization;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Units;

/// <summary>
/// The coherent base units that all values of a system are stored in: the model's unit of time, mV, pA, mm, K and mol.
/// </summary>
/// <remarks>
/// With <c>time ms</c> these are the units of the field: mV, pA, nS, pF and ms need no scaling between them.
/// The unit of mass follows from the volt.
/// </remarks>
internal sealed class UnitSystem
{
    private const int VoltExponent = -3;
    private const int AmpereExponent = -12;
    private const int MetreExponent = -3;

    // What a value is shown in when nothing states its unit; the first that fits serves.
    private static readonly string[] s_usual =
        ["mV", "pA", "nS", "pF", "Hz", "mm", "mV/ms", "pA/ms", "nS/ms", "mm/ms", "mV^-1", "pA^-1", "GOhm", "fC", "mM", "K"];

    /// <summary>Makes the system for a unit of time.</summary>
    /// <param name="time">The unit of time, or null when time is a plain number.</param>
    public UnitSystem(Unit? time)
    {
        Time = time ?? Unit.One;
    }

    /// <summary>The unit of time; <see cref="Unit.One"/> when time is a plain number.</summary>
    public Unit Time { get; }

    /// <summary>Whether time is a plain number.</summary>
    public bool IsDimensionless => Time.Dimension.IsNone;

    /// <summary>How a value stored in base units is shown in a unit.</summary>
    public Quantity QuantityOf(Unit unit)
    {
        (int exponent, double factor) = BaseSize(unit.Dimension);
        return new Quantity(unit.Text, exponent - unit.DecimalExponent, factor / unit.Factor);
    }

    /// <summary>The stored value of digits written in a unit, rounded once.</summary>
    /// <param name="digits">A number as the language writes it.</param>
    /// <param name="unit">Its unit.</param>
    public Number Store(string digits, Unit unit)
    {
        Quantity quantity = QuantityOf(unit);
        if (quantity.IsIdentity)
        {
            return new Number(Parse(digits), digits);
        }

        int e = digits.IndexOfAny(['e', 'E']);
        string mantissa = e < 0 ? digits : digits.Substring(0, e);
        int exponent = e < 0 ? 0 : ParseExponent(digits.Substring(e + 1));
        double value = Parse(mantissa + "e" + (exponent - quantity.DecimalExponent).ToString(CultureInfo.InvariantCulture));
        return new Number(value / quantity.Factor);
    }

    /// <summary>The unit that a value of a dimension is shown in when the model states none.</summary>
    public Unit Usual(Dimension dimension)
    {
        if (dimension.IsNone)
        {
            return Unit.One;
        }

        if (!IsDimensionless && dimension == Time.Dimension)
        {
            return Time;
        }

        foreach (string text in s_usual)
        {
            if (UnitTable.Parse(text, out _) is { } unit && unit.Dimension == dimension)
            {
                return unit;
            }
        }

        return UnitTable.Parse(Spell(dimension), out _) ?? throw Unexpected.State("a spelt dimension does not parse");
    }

    /// <summary>A unit per unit of time.</summary>
    public Unit PerTime(Unit unit)
    {
        Dimension dimension = unit.Dimension / Time.Dimension;
        string text = IsDimensionless ? unit.Text : (unit.Text.Length == 0 ? "1" : unit.Text) + "/" + Time.Text;
        return UnitTable.Parse(text.Length == 0 ? "1" : text, out _) is { } parsed && parsed.Dimension == dimension
            ? (dimension.IsNone ? Unit.One : parsed)
            : Usual(dimension);
    }

    // Any dimension as a product of powers of mV, pA, ms, mm, K and mol: kg = V A s^3 / m^2.
    private string Spell(Dimension d)
    {
        int volt = d.Mass;
        (string Unit, int Power)[] powers =
        [
            ("mV", volt),
            ("pA", d.Current + volt),
            (IsDimensionless ? "ms" : Time.Text, d.Time + (3 * volt)),
            ("mm", d.Length - (2 * volt)),
            ("K", d.Temperature),
            ("mol", d.Amount),
        ];
        return string.Join("*", powers
            .Where(p => p.Power != 0)
            .OrderBy(p => p.Power < 0)
            .Select(p => p.Power == Dimension.Whole ? p.Unit : p.Unit + "^" + Dimension.PowerText(p.Power)));
    }

    // Size of the base unit of a dimension in SI units, as a power of ten and a factor.
    private (int Exponent, double Factor) BaseSize(Dimension d)
    {
        int timeExponent = IsDimensionless ? 0 : Time.DecimalExponent;
        int massExponent = VoltExponent + AmpereExponent + (3 * timeExponent) - (2 * MetreExponent);
        double exponent = ((d.Time * timeExponent) + (d.Length * MetreExponent) + (d.Mass * massExponent) + (d.Current * AmpereExponent)) / (double)Dimension.Whole;
        int whole = (int)Math.Floor(exponent);
        double factor = exponent == whole ? 1 : Math.Pow(10, exponent - whole);
        if (Time.Factor != 1)
        {
            factor *= Math.Pow(Time.Factor, (d.Time + (3 * d.Mass)) / (double)Dimension.Whole);
        }

        return (whole, factor);
    }

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    // An exponent with more digits than an int gives infinity or zero either way.
    private static int ParseExponent(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? Math.Max(-100_000, Math.Min(100_000, value))
            : text.StartsWith("-", StringComparison.Ordinal) ? -100_000 : 100_000;
}
