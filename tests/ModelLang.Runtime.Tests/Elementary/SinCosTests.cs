using Xunit;
using static ModelLang.Runtime.Elementary;

namespace ModelLang.Runtime.Tests;

public class SinCosTests
{
    // Doubles next to a multiple of pi/2: the two closest, and rounded multiples.
    private static readonly double[] s_close =
        [6381956970095103.0 * Math.ScaleB(1, 797), Math.PI, Math.PI / 2, 1e5, 1e10, 35184372088832.0, 1e22, 1.7e308];

    private static IEnumerable<double> Multiples() =>
        Enumerable.Range(-5_000, 10_000).Select(n => n * (Math.PI / 2));

    [Fact]
    public void Sin_is_within_its_bound() => ErrorBound.Holds(0.76, Sin, Exact.Sin,
        Samples.Between(-10, 10, 20_000), Samples.Between(-1e5, 1e5, 20_000), Samples.Logarithmic(1e-300, 1e13, 20_000),
        Samples.Logarithmic(1e13, double.MaxValue, 3_000), Multiples(), Samples.Around(s_close));

    [Fact]
    public void Cos_is_within_its_bound() => ErrorBound.Holds(0.76, Cos, Exact.Cos,
        Samples.Between(-10, 10, 20_000), Samples.Between(-1e5, 1e5, 20_000), Samples.Logarithmic(1e-300, 1e13, 20_000),
        Samples.Logarithmic(1e13, double.MaxValue, 3_000), Multiples(), Samples.Around(s_close));

    [Fact]
    public void Tan_is_within_its_bound() => ErrorBound.Holds(1.91, Tan, Exact.Tan,
        Samples.Between(-10, 10, 20_000), Samples.Between(-1e5, 1e5, 20_000), Samples.Logarithmic(1e-140, 1e13, 10_000));

    [Fact]
    public void Sin_and_cos_at_their_edges()
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits(Sin(0.0)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(Sin(-0.0)));
        Assert.Equal(1, Cos(0.0));
        Assert.Equal(1, Cos(-0.0));
        Assert.Equal(double.Epsilon, Sin(double.Epsilon));
        Assert.Equal(1, Sin(Math.PI / 2));
        Assert.Equal(6.123233995736766e-17, Cos(Math.PI / 2));
        foreach (double x in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            Assert.True(double.IsNaN(Sin(x)));
            Assert.True(double.IsNaN(Cos(x)));
        }
    }
}
