namespace ModelLang.Runtime.Tests;

/// <summary>
/// Elementary functions in double-double arithmetic from their series, independent of the code under test. Relative
/// accuracy about 1e-28, which <see cref="ExactTests"/> checks against decimals of forty digits.
/// </summary>
internal static class Exact
{
    private static readonly DoubleDouble s_ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly DoubleDouble[] s_inverseFactorials = InverseFactorials(24);

    public static Reference Exp(DoubleDouble x)
    {
        double n = Math.Round(x.High / s_ln2.High);
        DoubleDouble r = x - s_ln2 * n - 5.707708438416212e-34 * n;
        return new(1 + ExpTaylor(r), (int)n);
    }

    public static Reference Expm1(double x)
    {
        if (Math.Abs(x) < 0.35)
        {
            return ExpTaylor(x);
        }
        Reference e = Exp(x);
        return e.Exponent > 200 ? e : e.Mantissa.Scale(Math.Max(e.Exponent, -200)) - 1;
    }

    public static Reference Logistic(double x)
    {
        Reference e = Exp(-Math.Abs(x));
        DoubleDouble denominator = 1 + e.Mantissa.Scale(Math.Max(e.Exponent, -200));
        return x > 0 ? 1 / denominator : new Reference(e.Mantissa / denominator, e.Exponent);
    }

    public static Reference Tanh(double x)
    {
        Reference scaled = Expm1(2 * Math.Min(Math.Abs(x), 100));
        DoubleDouble e = scaled.Mantissa.Scale(scaled.Exponent);
        return x < 0 ? -(e / (e + 2)) : e / (e + 2);
    }

    public static Reference Exprel(double x)
    {
        // A tiny argument is scaled up by nothing: the quotient is 1 to working precision.
        if (Math.Abs(x) < 1e-40)
        {
            return (DoubleDouble)1;
        }
        Reference e = Expm1(x);
        return new(e.Mantissa / x, e.Exponent);
    }

    // exp(r) - 1 for small r.
    private static DoubleDouble ExpTaylor(DoubleDouble r)
    {
        DoubleDouble sum = 0;
        for (int k = s_inverseFactorials.Length - 1; k >= 1; k--)
        {
            sum = (sum + s_inverseFactorials[k]) * r;
        }
        return sum;
    }

    private static DoubleDouble[] InverseFactorials(int count)
    {
        DoubleDouble[] values = new DoubleDouble[count];
        values[0] = 1;
        for (int k = 1; k < count; k++)
        {
            values[k] = values[k - 1] / k;
        }
        return values;
    }
}
