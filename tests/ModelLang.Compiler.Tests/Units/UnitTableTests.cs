using ModelLang.Compiler.IR;
using ModelLang.Compiler.Units;
using Xunit;

namespace ModelLang.Compiler.Tests.Units;

public sealed class UnitTableTests
{
    private static readonly UnitSystem s_milliseconds = new(UnitTable.Find("ms"));

    [Theory]
    [InlineData("mV*pF", "fC")]
    [InlineData("pF*mV/ms", "pA")]
    [InlineData("nS*mV", "pA")]
    [InlineData("ohm^-1", "S")]
    [InlineData("Hz", "1/s")]
    [InlineData("1/ms", "kHz")]
    [InlineData("V*A", "W")]
    [InlineData("J/s", "W")]
    [InlineData("N*m", "J")]
    [InlineData("mM", "mol/m^3")]
    [InlineData("V/ohm", "A")]
    [InlineData("s^0.5*s^0.5", "s")]
    [InlineData("um", "\u00b5m")]
    [InlineData("min", "min")]
    public void Two_spellings_of_one_unit_are_stored_alike(string first, string second)
    {
        Unit a = UnitTable.Parse(first, out _)!;
        Unit b = UnitTable.Parse(second, out _)!;
        Assert.Equal(a.Dimension, b.Dimension);
        Assert.Equal(a.DecimalExponent, b.DecimalExponent);
        Assert.Equal(a.Factor, b.Factor, 1e-15);
    }

    [Theory]
    [InlineData("mx")]
    [InlineData("")]
    [InlineData("m/")]
    [InlineData("s^")]
    [InlineData("s^x")]
    [InlineData("mmin")]
    [InlineData("2")]
    [InlineData("s^0.013")]
    public void What_is_no_unit_is_refused(string text) => Assert.Null(UnitTable.Parse(text, out _));

    [Theory]
    [InlineData("10", "ms", 10)]
    [InlineData("10", "s", 10_000)]
    [InlineData("10", "Hz", 0.01)]
    [InlineData("0.3", "kHz", 0.3)]
    [InlineData("250", "pF", 250)]
    [InlineData("25", "nS", 25)]
    [InlineData("1", "nF", 1000)]
    [InlineData("4", "m/s", 4)]
    [InlineData("1", "V", 1000)]
    [InlineData("1", "min", 60_000)]
    [InlineData("1", "GOhm", 1)]
    [InlineData("0.56", "mV^-1", 0.56)]
    [InlineData("3", "mM", 3e-9)]
    public void With_time_in_ms_the_units_of_the_field_are_coherent(string digits, string unit, double stored) =>
        Assert.Equal(stored, s_milliseconds.Store(digits, UnitTable.Parse(unit, out _)!).Value);

    [Fact]
    public void A_scaled_literal_is_rounded_once() =>
        Assert.Equal(0.0003, s_milliseconds.Store("0.3", UnitTable.Find("Hz")!).Value);

    [Fact]
    public void An_unscaled_literal_keeps_its_spelling() =>
        Assert.Equal("1e-3", s_milliseconds.Store("1e-3", UnitTable.Find("mV")!).Spelling);

    [Theory]
    [InlineData("mV")]
    [InlineData("Hz")]
    [InlineData("pA/ms")]
    [InlineData("m/s")]
    [InlineData("mV^-1")]
    [InlineData("h")]
    [InlineData("W")]
    public void Stored_and_shown_values_convert_back(string text)
    {
        Unit unit = UnitTable.Parse(text, out _)!;
        Number stored = s_milliseconds.Store("7.25", unit);
        Quantity quantity = s_milliseconds.QuantityOf(unit);
        Assert.Equal(7.25, stored.Value * Math.Pow(10, quantity.DecimalExponent) * quantity.Factor, 1e-14 * 7.25);
    }

    [Theory]
    [InlineData("mV*mV", "mV^2")]
    [InlineData("pF/nS", "ms")]
    [InlineData("1/s", "Hz")]
    [InlineData("pA*ms", "fC")]
    [InlineData("kg", "mV*pA*ms^3*mm^-2")]
    [InlineData("mm^0.333333333333", "mm^0.333333333333")]
    public void A_derived_unit_has_a_usual_name(string text, string usual) =>
        Assert.Equal(usual, s_milliseconds.Usual(UnitTable.Parse(text, out _)!.Dimension).Text);

    [Theory]
    [InlineData("12 ms", "ms", 12)]
    [InlineData("12ms", "s", 0.012)]
    [InlineData("-5", "", -5)]
    [InlineData("1e3 Hz", "kHz", 1)]
    [InlineData("+.5", "", 0.5)]
    [InlineData("-inf", "", double.NegativeInfinity)]
    [InlineData("2 1/ms", "Hz", 2000)]
    [InlineData("1 mV/ms", "mV/ms", 1)]
    public void Quantities_from_outside_are_converted(string text, string unit, double expected)
    {
        Assert.True(UnitConversion.TryParseQuantity(text, unit, out double value, out string error), error);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("nan", "", "not a number")]
    [InlineData("12", "ms", "write 12ms")]
    [InlineData("12 mV", "ms", "cannot be converted")]
    [InlineData("12 mV", "", "plain number")]
    [InlineData("12 foo", "ms", "'foo' is not a unit")]
    [InlineData("", "ms", "not a number")]
    [InlineData("0x10", "", "'x10' is not a unit")]
    [InlineData("\u0661", "", "not a number")]
    public void Quantities_that_do_not_fit_are_refused_with_the_reason(string text, string unit, string reason)
    {
        Assert.False(UnitConversion.TryParseQuantity(text, unit, out _, out string error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }
}
