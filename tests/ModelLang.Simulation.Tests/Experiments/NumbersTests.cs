using ModelLang.Simulation.Experiments;
using Xunit;

namespace ModelLang.Simulation.Tests.Experiments;

public class NumbersTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1, "1")]
    [InlineData(-12.3456789, "-12.3457")]
    [InlineData(0.00012, "0.00012")]
    [InlineData(6.34272e-5, "6.34272e-5")]
    [InlineData(123456.7, "123457")]
    [InlineData(1e7, "1e7")]
    [InlineData(-1.23456789e-12, "-1.23457e-12")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Number_has_six_digits_and_a_short_exponent(double value, string shown) =>
        Assert.Equal(shown, Numbers.Show(value));

    [Fact]
    public void Unit_follows_the_number() => Assert.Equal(("3 mV", "3"), (Numbers.Show(3, "mV"), Numbers.Show(3, "")));
}
