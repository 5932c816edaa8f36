using Xunit;
using static ModelLang.Runtime.Elementary;

namespace ModelLang.Runtime.Tests;

public class LogFamilyTests
{
    [Fact]
    public void Log_is_within_its_bound() => ErrorBound.Holds(0.79, Log, Exact.Log,
        Samples.Between(0, 10, 30_000), Samples.Between(0.5, 2, 30_000), Samples.Between(0.99, 1.01, 20_000),
        Samples.Logarithmic(double.Epsilon, double.MaxValue, 30_000).Select(Math.Abs),
        Samples.Around(1, 0.7071067811865476, 1.4142135623730951, 2.2250738585072014e-308));

    [Fact]
    public void Log_at_its_edges()
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits(Log(1)));
        Assert.Equal(double.NegativeInfinity, Log(0.0));
        Assert.Equal(double.NegativeInfinity, Log(-0.0));
        Assert.Equal(double.PositiveInfinity, Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(Log(-1)));
        Assert.True(double.IsNaN(Log(-double.Epsilon)));
        Assert.True(double.IsNaN(Log(double.NegativeInfinity)));
        Assert.True(double.IsNaN(Log(double.NaN)));
        Assert.Equal(-744.4400719213812, Log(double.Epsilon));
    }

    [Fact]
    public void Log1p_is_within_its_bound() => ErrorBound.Holds(1.15, Log1p, Exact.Log1p,
        Samples.Between(-1, 10, 30_000), Samples.Between(-0.5, 1, 30_000),
        Samples.Logarithmic(1e-300, 0.9, 30_000), Samples.Logarithmic(0.9, double.MaxValue, 20_000).Select(Math.Abs),
        Samples.Around(-0.2928932188134524, 0.41421356237309503, 9007199254740992));

    [Fact]
    public void Log1p_at_its_edges()
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits(Log1p(0.0)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(Log1p(-0.0)));
        Assert.Equal(double.Epsilon, Log1p(double.Epsilon));
        Assert.Equal(-double.Epsilon, Log1p(-double.Epsilon));
        Assert.Equal(double.NegativeInfinity, Log1p(-1));
        Assert.True(double.IsNaN(Log1p(-1.5)));
        Assert.True(double.IsNaN(Log1p(double.NaN)));
        Assert.Equal(double.PositiveInfinity, Log1p(double.PositiveInfinity));
        Assert.Equal(709.782712893384, Log1p(double.MaxValue));
    }

    [Fact]
    public void Pow_is_within_its_bound()
    {
        Random random = new(20_29);
        List<(double X, double Y)> samples = [];
        for (int i = 0; i < 40_000; i++)
        {
            double x = i % 2 == 0 ? 4 * random.NextDouble() : Math.Pow(2, 2040 * random.NextDouble() - 1020);
            double limit = Math.Min(709 / Math.Abs(Math.Log(x)), 1e9);
            samples.Add((x, (2 * random.NextDouble() - 1) * (i % 3 == 0 ? limit : Math.Min(limit, 5))));
        }
        double worst = samples.Max(s => Exact.Pow(s.X, s.Y).UlpError(Pow(s.X, s.Y)));
        Assert.True(worst <= 0.88, $"{worst:F4} ulp");
    }

    [Fact]
    public void Pow_has_the_special_values_of_IEEE_754()
    {
        (double X, double Y, double Expected)[] cases =
        [
            (2, 10, 1024),
            (10, 3, 1000),
            (-3, 3, -27),
            (-2, -2, 0.25),
            (4, 0.5, 2),
            (2, 1023, 8.98846567431158E+307),
            (2, -1074, double.Epsilon),
            (2, -1075, 0),
            (2, 1024, double.PositiveInfinity),
            (-2, 1025, double.NegativeInfinity),
            (-2, -2001, -0.0),
            (double.NaN, 0, 1),
            (1, double.NaN, 1),
            (1, double.NegativeInfinity, 1),
            (-1, double.PositiveInfinity, 1),
            (-1, double.NegativeInfinity, 1),
            (-1, 9007199254740993, 1),
            (-1, 9007199254740991, -1),
            (-1, 1e300, 1),
            (0.5, double.PositiveInfinity, 0),
            (0.5, double.NegativeInfinity, double.PositiveInfinity),
            (-2, double.PositiveInfinity, double.PositiveInfinity),
            (-2, double.NegativeInfinity, 0),
            (0.0, 3, 0.0),
            (-0.0, 3, -0.0),
            (-0.0, 2, 0.0),
            (-0.0, 0.5, 0.0),
            (-0.0, -3, double.NegativeInfinity),
            (0.0, -3, double.PositiveInfinity),
            (-0.0, -2, double.PositiveInfinity),
            (double.PositiveInfinity, 2, double.PositiveInfinity),
            (double.PositiveInfinity, -2, 0),
            (double.NegativeInfinity, 3, double.NegativeInfinity),
            (double.NegativeInfinity, 2, double.PositiveInfinity),
            (double.NegativeInfinity, 0.5, double.PositiveInfinity),
            (double.NegativeInfinity, -3, -0.0),
            (double.Epsilon, 0.5, 2.2227587494850775E-162),
            (-8, 0.333, double.NaN),
            (-8, 1e-300, double.NaN),
            (double.NaN, 1, double.NaN),
            (2, double.NaN, double.NaN),
            (double.MaxValue, 1, double.MaxValue),
        ];
        foreach ((double x, double y, double expected) in cases)
        {
            double power = Pow(x, y);
            bool same = double.IsNaN(expected)
                ? double.IsNaN(power)
                : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(power);
            Assert.True(same, FormattableString.Invariant($"{x:R}^{y:R} is {power:R}, not {expected:R}"));
        }
    }
}
