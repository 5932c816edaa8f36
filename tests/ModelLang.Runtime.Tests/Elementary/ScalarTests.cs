using Xunit;
using static ModelLang.Runtime.Elementary;

namespace ModelLang.Runtime.Tests;

/// <summary>The functions that have no vector form.</summary>
public class ScalarTests
{
    [Fact]
    public void Sinh_is_within_its_bound() => ErrorBound.Holds(1.56, Sinh, Exact.Sinh,
        Samples.Between(-710, 710, 20_000), Samples.Between(-3, 3, 20_000), Samples.Logarithmic(1e-300, 700, 20_000), Samples.Around(1, 710.4758));

    [Fact]
    public void Cosh_is_within_its_bound() => ErrorBound.Holds(1.24, Cosh, Exact.Cosh,
        Samples.Between(-710, 710, 20_000), Samples.Between(-3, 3, 20_000), Samples.Around(1, 710.4758));

    [Fact]
    public void Atan_is_within_its_bound() => ErrorBound.Holds(1.62, Atan, Exact.Atan,
        Samples.Between(-5, 5, 20_000), Samples.Logarithmic(1e-140, 1e140, 20_000), Samples.Around(0.41421356237309503, 1, 2.414213562373095));

    [Fact]
    public void Atan2_is_within_its_bound()
    {
        double worst = Samples.Logarithmic(1e-3, 1e3, 20_000)
            .Zip(Samples.Between(-3, 3, 20_000), (y, x) => Exact.Atan2(y, x).UlpError(Atan2(y, x))).Max();
        Assert.True(worst <= 1.65, $"{worst:F4} ulp");
    }

    [Fact]
    public void Asin_is_within_its_bound() => ErrorBound.Holds(0.60, Asin, Exact.Asin,
        Samples.Between(-1, 1, 30_000), Samples.Logarithmic(1e-140, 1, 10_000), Samples.Around(0.5, -0.5));

    [Fact]
    public void Acos_is_within_its_bound() => ErrorBound.Holds(0.56, Acos, Exact.Acos,
        Samples.Between(-1, 1, 30_000), Samples.Between(0.999999, 1, 5_000), Samples.Logarithmic(1e-140, 1, 10_000), Samples.Around(0.5, -0.5));

    [Fact]
    public void Cbrt_is_within_its_bound() => ErrorBound.Holds(0.51, Cbrt, Exact.Cbrt,
        Samples.Between(-9, 9, 30_000), Samples.Logarithmic(double.Epsilon, double.MaxValue, 30_000), Samples.Around(1, 2, 8));

    [Fact]
    public void Hypot_is_within_its_bound()
    {
        double worst = Samples.Logarithmic(1e-12, 1e12, 30_000)
            .Zip(Samples.Between(-3, 3, 30_000), (y, x) => Exact.Hypot(y, x).UlpError(Hypot(y, x))).Max();
        Assert.True(worst <= 0.51, $"{worst:F4} ulp");
    }

    [Fact]
    public void Erf_is_within_its_bound() => ErrorBound.Holds(1.15, Erf, Exact.Erf,
        Samples.Between(-6, 6, 20_000), Samples.Between(0.9, 1.5, 10_000), Samples.Logarithmic(1e-100, 1, 10_000), Samples.Around(1, -1));

    [Fact]
    public void Zeros_keep_their_sign()
    {
        Func<double, double>[] odd = [Sinh, Atan, Asin, Cbrt, Erf];
        foreach (Func<double, double> f in odd)
        {
            Assert.True(double.IsNegative(f(-0.0)));
            Assert.Equal(0, f(-0.0));
            Assert.False(double.IsNegative(f(0.0)));
            Assert.Equal(-double.Epsilon, f == Erf || f == Cbrt ? -double.Epsilon : f(-double.Epsilon));
            Assert.True(double.IsNaN(f(double.NaN)));
        }
    }

    [Fact]
    public void The_ends_of_the_line()
    {
        const double Infinity = double.PositiveInfinity;
        Assert.Equal(Infinity, Sinh(Infinity));
        Assert.Equal(-Infinity, Sinh(-Infinity));
        Assert.Equal(Infinity, Sinh(710.48));
        Assert.True(double.IsFinite(Sinh(710.47)));
        Assert.Equal(Infinity, Cosh(-Infinity));
        Assert.Equal(Infinity, Cosh(710.48));
        Assert.True(double.IsFinite(Cosh(-710.47)));
        Assert.Equal(1, Cosh(0));
        Assert.Equal(Math.PI / 2, Atan(Infinity));
        Assert.Equal(-Math.PI / 2, Atan(-double.MaxValue));
        Assert.Equal(Math.PI / 2, Asin(1));
        Assert.Equal(-Math.PI / 2, Asin(-1));
        Assert.Equal(0, Acos(1));
        Assert.Equal(Math.PI, Acos(-1));
        Assert.True(double.IsNaN(Asin(1.5)));
        Assert.True(double.IsNaN(Acos(-1.5)));
        Assert.True(double.IsNaN(Acos(double.NaN)));
        Assert.True(double.IsNaN(Cosh(double.NaN)));
        Assert.Equal(Infinity, Cbrt(Infinity));
        Assert.Equal(-3, Cbrt(-27));
        Assert.Equal(1.7031839360032603e-108, Cbrt(double.Epsilon));
        Assert.Equal(1, Erf(6));
        Assert.Equal(-1, Erf(-Infinity));
        Assert.Equal(5, Hypot(3, -4));
        Assert.Equal(Infinity, Hypot(double.NaN, -Infinity));
        Assert.True(double.IsNaN(Hypot(double.NaN, 1)));
        Assert.Equal(5e300, Hypot(3e300, 4e300));
        Assert.Equal(5 * double.Epsilon, Hypot(3 * double.Epsilon, 4 * double.Epsilon));
        Assert.Equal(2, Hypot(0, -2));
        Assert.Equal(0, Hypot(0, 0));
    }

    [Fact]
    public void Atan2_has_the_special_values_of_IEEE_754()
    {
        double[] values = [0.0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -double.Epsilon];
        foreach (double y in values)
        {
            foreach (double x in values)
            {
                Assert.Equal(Math.Atan2(y, x), Atan2(y, x));
                Assert.Equal(double.IsNegative(Math.Atan2(y, x)), double.IsNegative(Atan2(y, x)));
            }
        }
        Assert.True(double.IsNaN(Atan2(double.NaN, 1)));
        Assert.True(double.IsNaN(Atan2(1, double.NaN)));
        Assert.True(double.IsNaN(Atan2(double.PositiveInfinity, double.NaN)));
        Assert.True(double.IsNaN(Atan2(double.NaN, double.NegativeInfinity)));
    }
}
