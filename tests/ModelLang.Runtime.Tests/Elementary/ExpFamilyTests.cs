using Xunit;
using static ModelLang.Runtime.Elementary;

namespace ModelLang.Runtime.Tests;

public class ExpFamilyTests
{
    [Fact]
    public void Exp_is_within_its_bound() => ErrorBound.Holds(0.88, Exp, x => Exact.Exp(x),
        Samples.Between(-745.2, 709.7, 30_000), Samples.Between(-20, 20, 30_000), Samples.Logarithmic(1e-20, 700, 20_000),
        Samples.Around(0, 709.782712893384, -708.3964185322641, -745.1332191019411, 0.34657359027997264, -0.34657359027997264));

    [Fact]
    public void Exp_at_its_edges()
    {
        Assert.Equal(1, Exp(0.0));
        Assert.Equal(1, Exp(-0.0));
        Assert.Equal(1, Exp(double.Epsilon));
        Assert.Equal(double.PositiveInfinity, Exp(double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Exp(double.MaxValue));
        Assert.Equal(double.PositiveInfinity, Exp(709.782712893385));
        Assert.True(double.IsFinite(Exp(709.782712893384)));
        Assert.Equal(double.Epsilon, Exp(-745.13));
        Assert.Equal(0, Exp(-745.14));
        Assert.Equal(0, Exp(-double.MaxValue));
        Assert.Equal(0, Exp(double.NegativeInfinity));
        Assert.True(double.IsNaN(Exp(double.NaN)));
    }

    [Fact]
    public void Expm1_is_within_its_bound() => ErrorBound.Holds(1.09, Expm1, Exact.Expm1,
        Samples.Between(-45, 709.7, 30_000), Samples.Between(-2, 2, 30_000), Samples.Logarithmic(1e-300, 700, 20_000),
        Samples.Around(709.782712893384, 709.4, -36.7368005696771, -37.42994775023705, 0.34657359027997264, -0.34657359027997264));

    [Fact]
    public void Expm1_at_its_edges()
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits(Expm1(0.0)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(Expm1(-0.0)));
        Assert.Equal(double.Epsilon, Expm1(double.Epsilon));
        Assert.Equal(-double.Epsilon, Expm1(-double.Epsilon));
        Assert.Equal(double.PositiveInfinity, Expm1(double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Expm1(709.782712893385));
        Assert.True(double.IsFinite(Expm1(709.782712893384)));
        Assert.Equal(-1, Expm1(-50));
        Assert.Equal(-1, Expm1(double.NegativeInfinity));
        Assert.True(double.IsNaN(Expm1(double.NaN)));
    }

    [Fact]
    public void Logistic_is_within_its_bound() => ErrorBound.Holds(1.85, Logistic, Exact.Logistic,
        Samples.Between(-745.2, -37.1, 25_000), Samples.Between(-60, -37.1, 25_000), Samples.Between(-36.3, 40, 40_000),
        Samples.Between(40, 720, 20_000), Samples.Logarithmic(1e-20, 36, 20_000),
        Samples.Around(0, -708.3964185322641, -745.1332191019411, 0.34657359027997264, -0.34657359027997264));

    [Fact]
    public void Logistic_is_a_little_worse_where_a_sum_with_1_rounds() =>
        ErrorBound.Holds(2.5, Logistic, Exact.Logistic, Samples.Between(-37.1, -36.3, 20_000));

    [Fact]
    public void Logistic_at_its_edges()
    {
        Assert.Equal(0.5, Logistic(0.0));
        Assert.Equal(0.5, Logistic(-0.0));
        Assert.Equal(1, Logistic(40));
        Assert.Equal(1, Logistic(800));
        Assert.Equal(1, Logistic(double.MaxValue));
        Assert.Equal(1, Logistic(double.PositiveInfinity));
        Assert.Equal(0, Logistic(-800));
        Assert.Equal(0, Logistic(-double.MaxValue));
        Assert.Equal(0, Logistic(double.NegativeInfinity));
        Assert.InRange(Logistic(-740), double.Epsilon, 2.2250738585072014e-308);
        Assert.True(double.IsNaN(Logistic(double.NaN)));
    }

    [Fact]
    public void Tanh_is_within_its_bound() => ErrorBound.Holds(2.31, Tanh, Exact.Tanh,
        Samples.Between(-25, 25, 30_000), Samples.Between(-1, 1, 40_000), Samples.Logarithmic(1e-300, 700, 20_000),
        Samples.Around(19.061547465398498, 0.17328679513998632, -0.17328679513998632, 20, -20));

    [Fact]
    public void Tanh_at_its_edges()
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits(Tanh(0.0)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(Tanh(-0.0)));
        Assert.Equal(double.Epsilon, Tanh(double.Epsilon));
        Assert.Equal(-double.Epsilon, Tanh(-double.Epsilon));
        Assert.Equal(1, Tanh(20));
        Assert.Equal(-1, Tanh(-20));
        Assert.Equal(1, Tanh(double.MaxValue));
        Assert.Equal(-1, Tanh(double.NegativeInfinity));
        Assert.True(double.IsNaN(Tanh(double.NaN)));
    }

    [Fact]
    public void Exprel_is_within_its_bound() => ErrorBound.Holds(1.8, Exprel, Exact.Exprel,
        Samples.Between(-800, 716.3, 30_000), Samples.Between(-2, 2, 30_000), Samples.Logarithmic(1e-300, 700, 20_000),
        Samples.Around(0, 716.35, -36.7368005696771, 0.34657359027997264, -0.34657359027997264));

    [Fact]
    public void Exprel_at_its_edges()
    {
        Assert.Equal(1, Exprel(0.0));
        Assert.Equal(1, Exprel(-0.0));
        Assert.Equal(1, Exprel(double.Epsilon));
        Assert.True(double.IsFinite(Exprel(716)));
        Assert.Equal(double.PositiveInfinity, Exprel(717));
        Assert.Equal(double.PositiveInfinity, Exprel(double.PositiveInfinity));
        Assert.Equal(0, Exprel(double.NegativeInfinity));
        Assert.True(double.IsNaN(Exprel(double.NaN)));
    }
}
