using System.Runtime.Intrinsics;
using Xunit;

namespace ModelLang.Runtime.Tests;

/// <summary>A value, a member of a pair and a lane of any width give the same bits.</summary>
public class LanesTests
{
    [Fact]
    public void Exp_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Exp, Elementary.Exp, Elementary.Exp, Elementary.Exp, Elementary.Exp);

    [Fact]
    public void Expm1_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Expm1, Elementary.Expm1, Elementary.Expm1, Elementary.Expm1, Elementary.Expm1);

    [Fact]
    public void Exprel_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Exprel, Elementary.Exprel, Elementary.Exprel, Elementary.Exprel, Elementary.Exprel);

    [Fact]
    public void Logistic_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Logistic, Elementary.Logistic, Elementary.Logistic, Elementary.Logistic, Elementary.Logistic);

    [Fact]
    public void Tanh_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Tanh, Elementary.Tanh, Elementary.Tanh, Elementary.Tanh, Elementary.Tanh);

    [Fact]
    public void Log_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Log, Elementary.Log, Elementary.Log, Elementary.Log, Elementary.Log);

    [Fact]
    public void Log1p_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Log1p, Elementary.Log1p, Elementary.Log1p, Elementary.Log1p, Elementary.Log1p);

    [Fact]
    public void Sin_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Sin, Elementary.Sin, Elementary.Sin, Elementary.Sin, Elementary.Sin);

    [Fact]
    public void Cos_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Cos, Elementary.Cos, Elementary.Cos, Elementary.Cos, Elementary.Cos);

    [Fact]
    public void Tan_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Tan, Elementary.Tan, Elementary.Tan, Elementary.Tan, Elementary.Tan);

    [Fact]
    public void Sinh_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Sinh, null, Elementary.Sinh, Elementary.Sinh, Elementary.Sinh);

    [Fact]
    public void Cosh_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Cosh, null, Elementary.Cosh, Elementary.Cosh, Elementary.Cosh);

    [Fact]
    public void Asin_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Asin, null, Elementary.Asin, Elementary.Asin, Elementary.Asin);

    [Fact]
    public void Acos_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Acos, null, Elementary.Acos, Elementary.Acos, Elementary.Acos);

    [Fact]
    public void Atan_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Atan, null, Elementary.Atan, Elementary.Atan, Elementary.Atan);

    [Fact]
    public void Cbrt_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Cbrt, null, Elementary.Cbrt, Elementary.Cbrt, Elementary.Cbrt);

    [Fact]
    public void Erf_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Erf, null, Elementary.Erf, Elementary.Erf, Elementary.Erf);

    [Fact]
    public void Sign_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Sign, null, Elementary.Sign, Elementary.Sign, Elementary.Sign);

    [Fact]
    public void Heaviside_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Heaviside, null, Elementary.Heaviside, Elementary.Heaviside, Elementary.Heaviside);

    [Fact]
    public void Rounding_is_the_same_in_every_form() =>
        SameInEveryForm(Math.Round, null, Vector128.Round, Vector256.Round, Vector512.Round);

    [Fact]
    public void Pow_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Pow, Elementary.Pow, Elementary.Pow, Elementary.Pow);

    [Fact]
    public void Atan2_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Atan2, Elementary.Atan2, Elementary.Atan2, Elementary.Atan2);

    [Fact]
    public void Hypot_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Hypot, Elementary.Hypot, Elementary.Hypot, Elementary.Hypot);

    [Fact]
    public void Mod_is_the_same_in_every_form() =>
        SameInEveryForm(Elementary.Mod, Elementary.Mod, Elementary.Mod, Elementary.Mod);

    [Fact]
    public void Clip_is_the_same_in_every_form()
    {
        foreach ((double low, double high) in (ReadOnlySpan<(double, double)>)[(-1, 1), (0, 0), (-0.0, double.NaN), (double.NegativeInfinity, 3), (2, -2)])
        {
            SameInEveryForm(
                x => Elementary.Clip(x, low, high),
                null,
                x => Elementary.Clip(x, Vector128.Create(low), Vector128.Create(high)),
                x => Elementary.Clip(x, Vector256.Create(low), Vector256.Create(high)),
                x => Elementary.Clip(x, Vector512.Create(low), Vector512.Create(high)));
        }
    }

    [Fact]
    public void Remainders_are_exact_in_lanes()
    {
        Random random = new(20_30);
        for (int i = 0; i < 100_000; i++)
        {
            double p = Math.ScaleB((2 * random.NextDouble()) - 1, random.Next(-40, 40));
            double x = (p * random.Next(-1000, 1000)) + (i % 3 == 0 ? 0 : Math.ScaleB(random.NextDouble(), random.Next(-90, 60)));
            x = (i % 5) switch { 0 => x, 1 => Math.BitIncrement(x), 2 => Math.BitDecrement(x), 3 => -x, _ => Math.ScaleB(x, random.Next(-60, 30)) };
            Same([x], [Elementary.Mod(x, p)], [Elementary.Mod(Vector128.Create(x), Vector128.Create(p)).ToScalar()]);
        }
    }

    private static void SameInEveryForm(
        Func<double, double, double> one,
        Func<Vector128<double>, Vector128<double>, Vector128<double>> lanes128,
        Func<Vector256<double>, Vector256<double>, Vector256<double>> lanes256,
        Func<Vector512<double>, Vector512<double>, Vector512<double>> lanes512)
    {
        double[] first = [.. Samples.Everything(3_000), .. Samples.Everything(42), .. Samples.Everything(42)];
        double[] second = [.. Samples.Everything(3_000).Reverse(), .. Samples.Everything(42), .. Samples.Everything(42).Select(x => -x).Reverse()];
        for (int i = 0; i + 8 <= first.Length; i += 8)
        {
            double[] x = first[i..(i + 8)];
            double[] y = second[i..(i + 8)];
            double[] expected = [.. x.Zip(y, one)];
            double[] wide = new double[8];
            lanes512(Vector512.Create(x), Vector512.Create(y)).CopyTo(wide);
            Same(x, expected, wide);
            lanes256(Vector256.Create(x), Vector256.Create(y)).CopyTo(wide, 0);
            lanes256(Vector256.Create(x, 4), Vector256.Create(y, 4)).CopyTo(wide, 4);
            Same(x, expected, wide);
            for (int k = 0; k < 8; k += 2)
            {
                lanes128(Vector128.Create(x, k), Vector128.Create(y, k)).CopyTo(wide, k);
            }

            Same(x, expected, wide);
        }
    }

    private static void SameInEveryForm(
        Func<double, double> one,
        Func<double, double, (double, double)>? pair,
        Func<Vector128<double>, Vector128<double>> lanes128,
        Func<Vector256<double>, Vector256<double>> lanes256,
        Func<Vector512<double>, Vector512<double>> lanes512)
    {
        foreach (double[] x in Samples.Everything(6_000).Chunk(8).Where(chunk => chunk.Length == 8))
        {
            double[] expected = [.. x.Select(one)];
            double[] wide = new double[8];
            lanes512(Vector512.Create(x)).CopyTo(wide);
            Same(x, expected, wide);
            lanes256(Vector256.Create(x)).CopyTo(wide, 0);
            lanes256(Vector256.Create(x, 4)).CopyTo(wide, 4);
            Same(x, expected, wide);
            for (int i = 0; i < 8; i += 2)
            {
                lanes128(Vector128.Create(x, i)).CopyTo(wide, i);
            }
            Same(x, expected, wide);
            for (int i = 0; i < 8 && pair is not null; i += 2)
            {
                (wide[i], wide[i + 1]) = pair(x[i], x[i + 1]);
            }
            Same(x, expected, wide);
        }
    }

    private static void Same(double[] x, double[] expected, double[] actual)
    {
        for (int i = 0; i < x.Length; i++)
        {
            bool same = BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(actual[i])
                || (double.IsNaN(expected[i]) && double.IsNaN(actual[i]));
            Assert.True(same, FormattableString.Invariant($"at {x[i]:R}: {expected[i]:R} alone, {actual[i]:R} in a lane"));
        }
    }
}
