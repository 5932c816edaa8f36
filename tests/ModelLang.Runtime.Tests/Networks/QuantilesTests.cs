using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

public sealed class QuantilesTests
{
    /// <summary>Twelve excitabilities of centre -0.5 and half width 0.4, computed with another program to 15 digits.</summary>
    [Fact]
    public void Cauchy_quantiles_are_those_of_a_published_network()
    {
        double[] expected =
        [
            -2.12286379425524, -1.26213632452123, -0.951506664035177, -0.77610006478769, -0.651699990162349, -0.548568793288904,
            -0.451431206711096, -0.348300009837651, -0.22389993521231, -0.0484933359648227, 0.262136324521228, 1.12286379425524,
        ];
        double[] values = new double[12];
        Quantiles.Cauchy(values, -0.5, 0.4);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(10_000)]
    public void Values_are_ascending_and_where_the_distribution_function_says(int n)
    {
        double[] x = new double[n];
        Quantiles.Uniform(x, -1, 3);
        AssertQuantiles(x, v => (v + 1) / 4);
        Quantiles.Normal(x, 0.5, 2);
        AssertQuantiles(x, v => 0.5 * (1 + Elementary.Erf((v - 0.5) / 2 / Math.Sqrt(2))));
        Quantiles.LogNormal(x, 2, 0.5);
        AssertQuantiles(x, v => 0.5 * (1 + Elementary.Erf(Math.Log(v / 2) / 0.5 / Math.Sqrt(2))));
        Quantiles.Exponential(x, 3);
        AssertQuantiles(x, v => 1 - Math.Exp(-v / 3));
        Quantiles.Cauchy(x, -1, 0.3);
        AssertQuantiles(x, v => 0.5 + (Math.Atan((v + 1) / 0.3) / Math.PI));
    }

    [Fact]
    public void Symmetric_distributions_have_symmetric_values()
    {
        double[] x = new double[1001];
        Quantiles.Cauchy(x, 0, 1);
        Assert.All(Enumerable.Range(0, 501), i => Assert.Equal(-x[i], x[^(i + 1)]));
        Assert.Equal(0, x[500]);
        Quantiles.Normal(x, 0, 1);
        Assert.All(Enumerable.Range(0, 501), i => Assert.Equal(-x[i], x[^(i + 1)], 1e-13));
    }

    /// <summary>Values of the standard normal distribution tabulated to many digits.</summary>
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 0.67448975019608174)]
    [InlineData(0.975, 1.9599639845400542)]
    [InlineData(0.999, 3.0902323061678135)]
    [InlineData(1e-10, -6.3613409024040562)]
    [InlineData(1e-20, -9.2623400897985)]
    public void Normal_quantiles_are_accurate_into_the_tails(double p, double x) => Assert.Equal(x, NormalQuantile.At(p), 1e-14 * Math.Max(1, Math.Abs(x)));

    [Fact]
    public void Wrong_parameters_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Quantiles.Uniform(new double[3], 2, 1));
        Assert.Throws<ArgumentException>(() => Quantiles.Normal(new double[3], 0, -1));
        Assert.Throws<ArgumentException>(() => Quantiles.LogNormal(new double[3], 0, 1));
        Assert.Throws<ArgumentException>(() => Quantiles.Exponential(new double[3], 0));
        Assert.Throws<ArgumentException>(() => Quantiles.Cauchy(new double[3], double.NaN, 1));
    }

    private static void AssertQuantiles(double[] x, Func<double, double> below)
    {
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal((i + 1.0) / (x.Length + 1.0), below(x[i]), 1e-14);
            Assert.True(i == 0 || x[i] > x[i - 1]);
        }
    }
}
