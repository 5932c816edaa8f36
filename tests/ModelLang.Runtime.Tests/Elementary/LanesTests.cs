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
    public void Pow_is_the_same_in_every_form()
    {
        double[] bases = [.. Samples.Everything(3_000)];
        double[] exponents = [.. Samples.Everything(3_000).Reverse()];
        for (int i = 0; i + 8 <= bases.Length; i += 8)
        {
            double[] x = bases[i..(i + 8)];
            double[] y = exponents[i..(i + 8)];
            double[] expected = [.. x.Zip(y, Elementary.Pow)];
            double[] wide = new double[8];
            Elementary.Pow(Vector512.Create(x), Vector512.Create(y)).CopyTo(wide);
            Same(x, expected, wide);
            Elementary.Pow(Vector256.Create(x), Vector256.Create(y)).CopyTo(wide, 0);
            Elementary.Pow(Vector256.Create(x, 4), Vector256.Create(y, 4)).CopyTo(wide, 4);
            Same(x, expected, wide);
        }
    }

    private static void SameInEveryForm(
        Func<double, double> one,
        Func<double, double, (double, double)> pair,
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
            for (int i = 0; i < 8; i += 2)
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
