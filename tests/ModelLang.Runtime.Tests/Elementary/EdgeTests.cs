using Xunit;
using static ModelLang.Runtime.Elementary;

namespace ModelLang.Runtime.Tests;

/// <summary>What is exact at the edges of the number range, for all functions alike; what is special about one stands with its family.</summary>
public sealed class EdgeTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double Tiny = 2.2250738585072014e-308;

    private static readonly double[] s_small = [0, double.Epsilon, 3 * double.Epsilon, Tiny / 3, Math.BitDecrement(Tiny), Tiny, 1e-300, 1e-160, 1e-20];

    [Fact]
    public void Odd_functions_leave_small_numbers_as_they_are()
    {
        foreach (Func<double, double> f in (Func<double, double>[])[Sin, Tan, Asin, Atan, Sinh, Tanh, Expm1, Log1p, x => Atan2(x, 1), x => Mod(x, x < 0 ? -1 : 1)])
        {
            foreach (double x in s_small)
            {
                Same(x, f(x));
                Same(-x, f(-x));
            }
        }
    }

    [Fact]
    public void Even_functions_are_one_at_small_numbers()
    {
        foreach (Func<double, double> f in (Func<double, double>[])[Cos, Cosh, Exp, Exprel, x => Pow(x, 0), x => Pow(1, x), x => 2 * Logistic(x)])
        {
            foreach (double x in s_small)
            {
                Same(1, f(x));
                Same(1, f(-x));
            }
        }
    }

    [Fact]
    public void Nothing_but_a_nan_comes_of_a_nan()
    {
        Func<double, double>[] all =
        [
            Exp, Expm1, Exprel, Log, Log1p, Logistic, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Cbrt, Erf, Sign, Heaviside,
            x => Pow(x, 2), x => Pow(2, x), x => Atan2(x, 1), x => Atan2(1, x), x => Hypot(x, 1), x => Hypot(1, x), x => Mod(x, 2), x => Mod(2, x), x => Clip(x, -1, 1),
        ];
        foreach (Func<double, double> f in all)
        {
            Assert.True(double.IsNaN(f(double.NaN)));
            Assert.True(double.IsNaN(f(-double.NaN)));
        }
    }

    [Theory]
    [InlineData(709.782712893384, "exp")]
    [InlineData(709.782712893384, "expm1")]
    [InlineData(710.4758600739439, "sinh")]
    [InlineData(710.4758600739439, "cosh")]
    public void Last_finite_result_is_followed_by_infinity(double last, string name)
    {
        Func<double, double> f = name switch { "exp" => Exp, "expm1" => Expm1, "sinh" => Sinh, _ => Cosh };
        Assert.InRange(f(last), 1.797e308, double.MaxValue);
        Same(Infinity, f(Math.BitIncrement(last)));
        Same(Infinity, f(double.MaxValue));
        Same(Infinity, f(Infinity));
    }

    [Fact]
    public void Powers_end_where_doubles_do()
    {
        Same(Infinity, Pow(2, 1024));
        Same(Math.ScaleB(1, 1023), Pow(2, 1023));
        Same(Tiny, Pow(2, -1022));
        Same(double.Epsilon, Pow(2, -1074));
        Same(0, Pow(2, -1076));
        Same(double.MaxValue, Pow(double.MaxValue, 1));
        Same(double.Epsilon, Pow(double.Epsilon, 1));
        Same(Infinity, Pow(double.Epsilon, -1));
    }

    [Fact]
    public void Exact_results_are_exact()
    {
        for (int n = 0; n <= 30; n++)
        {
            Same(n, Cbrt((double)n * n * n));
            Same(5 * n, Hypot(3 * n, -4 * n));
            Same((double)n * n * n, Pow(n, 3));
            Same(Math.ScaleB(1, n), Pow(2, n));
        }
    }

    private static void Same(double expected, double actual) =>
        Assert.True(
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual), FormattableString.Invariant($"{actual:R} instead of {expected:R}"));
}
