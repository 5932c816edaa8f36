using System.Globalization;
using System.Numerics;

namespace ModelLang.Runtime.Tests;

/// <summary>
/// Elementary functions in double-double arithmetic from their series, independent of the code under test. Relative
/// accuracy about 1e-28, which <c>ExactTests</c> checks against decimals of forty digits.
/// </summary>
internal static class Exact
{
    private static readonly DoubleDouble s_ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly DoubleDouble[] s_inverseFactorials = InverseFactorials(24);
    private static readonly BigInteger s_halfPi = BigInteger.Parse(
        "01921FB54442D18469898CC51701B839A252049C1114CF98E804177D4C76273644A29410F31C6809BBDF2A33679A74863660"
            + "5614DBE4BE286E9FC26ADADAA3848BC90B6AECC4BCFD8DE89885D34C6FDAD617FEB96DE80D6FDBDC70D7F6B5133F4B5D3E48"
            + "22F8963FCC9250CCA3D9C8B67B8400F97142C77E0B31B4906C38ABA734D22C7F51FA499EBF06CABA47B9475B2C38C5E6AC41"
            + "0AA5773DAA520EE12D2CDACE186",
        NumberStyles.AllowHexSpecifier,
        CultureInfo.InvariantCulture);

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

    public static Reference Log(double x) => Log((DoubleDouble)x);

    public static Reference Log1p(double x)
    {
        if (Math.Abs(x) > 1e-3)
        {
            return Log(1 + (DoubleDouble)x);
        }
        // Summed as x (1 - x/2 + x^2/3 ...), exact also for denormal x.
        DoubleDouble sum = 0;
        for (int k = 12; k >= 2; k--)
        {
            sum = (sum - (DoubleDouble)1 / k) * -x;
        }
        return new((DoubleDouble)ScaleUp(x, out int exponent) * (1 - sum), exponent);
    }

    public static Reference Pow(double x, double y) => Exp(y * Log((DoubleDouble)x).Mantissa);

    public static Reference Sin(double x) => SinOfQuarters(x, 0);

    public static Reference Cos(double x) => SinOfQuarters(x, 1);

    public static Reference Tan(double x)
    {
        Reference sine = Sin(x);
        Reference cosine = Cos(x);
        return new(sine.Mantissa / cosine.Mantissa, sine.Exponent - cosine.Exponent);
    }

    // Newton's method on exp; two steps from 53 bits. The exponent is taken off first.
    private static Reference Log(DoubleDouble x)
    {
        int k = Math.ILogB(x.High);
        DoubleDouble m = x.Scale(-k / 2).Scale(-k - -k / 2);
        if (m.High > 1.4)
        {
            (m, k) = (m.Scale(-1), k + 1);
        }
        DoubleDouble log = Math.Log(m.High);
        for (int i = 0; i < 2; i++)
        {
            Reference e = Exp(-log);
            DoubleDouble ratio = m * e.Mantissa.Scale(e.Exponent) - 1;
            log += ratio - ratio * ratio * 0.5;
        }
        return log + s_ln2 * k + 5.707708438416212e-34 * k;
    }

    // The sine of x + quarters pi/2. x pi/2 is reduced in integers, with 1300 bits of pi/2.
    private static Reference SinOfQuarters(double x, int quarters)
    {
        const int Bits = 1300;
        int exponent = Math.Max(Math.ILogB(x) - 52, -1074);
        BigInteger whole = new BigInteger(Math.ScaleB(Math.ScaleB(x, -exponent / 2), -exponent - -exponent / 2));
        BigInteger scaled = exponent + Bits >= 0 ? whole << (exponent + Bits) : whole >> -(exponent + Bits);
        BigInteger n = (2 * scaled + s_halfPi) / (2 * s_halfPi) - (2 * scaled + s_halfPi < 0 ? 1 : 0);
        BigInteger rest = scaled - n * s_halfPi;

        int size = Math.Max((int)rest.GetBitLength(), 200);
        rest >>= size - 200;
        double high = (double)rest;
        DoubleDouble r = high + (DoubleDouble)(double)(rest - new BigInteger(high));
        int scale = size - 200 - Bits;
        int quadrant = (int)(((n + quarters) % 4 + 4) % 4);
        DoubleDouble z = (r * r).Scale(2 * Math.Max(scale, -500));
        DoubleDouble sum = 0;
        int first = quadrant % 2;
        for (int k = 12; k >= 1; k--)
        {
            sum = (sum + 1) * -z / ((2 * k - first) * (2 * k + 1 - first));
        }
        DoubleDouble value = quadrant >= 2 ? -(1 + sum) : 1 + sum;
        return first == 1 ? value : new Reference(value * r, scale);
    }

    private static double ScaleUp(double x, out int exponent)
    {
        exponent = Math.Abs(x) < 1e-200 ? -600 : 0;
        return Math.ScaleB(x, -exponent);
    }

    public static Reference Sinh(double x)
    {
        Reference e = Expm1(Math.Abs(x));
        if (e.Exponent <= 200)
        {
            DoubleDouble value = e.Mantissa.Scale(e.Exponent);
            e = value + value / (value + 1);
        }
        return new(x < 0 ? -e.Mantissa : e.Mantissa, e.Exponent - 1);
    }

    public static Reference Cosh(double x)
    {
        Reference e = Exp(Math.Abs(x));
        DoubleDouble inverse = (1 / e.Mantissa).Scale(Math.Max(-2 * e.Exponent, -400));
        return new(e.Mantissa + inverse, e.Exponent - 1);
    }

    public static Reference Atan(double x) => Angle(x, 1);

    public static Reference Asin(double x) => Angle(x, DoubleDouble.Sqrt((1 - (DoubleDouble)x) * (1 + (DoubleDouble)x)));

    public static Reference Acos(double x) => Angle(DoubleDouble.Sqrt((1 - (DoubleDouble)x) * (1 + (DoubleDouble)x)), x);

    public static Reference Atan2(double y, double x) => Angle(y, x);

    public static Reference Cbrt(double x)
    {
        int third = Math.ILogB(x) / 3;
        DoubleDouble m = Math.ScaleB(x, -3 * third);
        DoubleDouble root = Math.Cbrt(m.High);
        root -= (root * root * root - m) / (3 * root * root);
        return new(root, third);
    }

    public static Reference Hypot(double x, double y)
    {
        int exponent = Math.ILogB(Math.Max(Math.Abs(x), Math.Abs(y)));
        DoubleDouble a = Math.ScaleB(Math.ScaleB(x, -exponent / 2), -exponent - -exponent / 2);
        DoubleDouble b = Math.ScaleB(Math.ScaleB(y, -exponent / 2), -exponent - -exponent / 2);
        return new(DoubleDouble.Sqrt(a * a + b * b), exponent);
    }

    // 2/sqrt(pi) exp(-x^2) (x + 2x^3/3 + 4x^5/(3 5) + ...): no cancellation.
    public static Reference Erf(double x)
    {
        DoubleDouble square = (DoubleDouble)x * x;
        DoubleDouble term = 1;
        DoubleDouble sum = 0;
        for (int n = 1; term.High > 1e-34 * sum.High; n++)
        {
            sum += term;
            term *= 2 * square / (2 * n + 1);
        }
        Reference e = Exp(-square);
        return new(new DoubleDouble(1.1283791670955126, 1.533545961316588e-17) * e.Mantissa * sum * x, e.Exponent);
    }

    // The angle of the point (x, y): the platform's, turned by the angle that is left.
    private static Reference Angle(DoubleDouble y, DoubleDouble x)
    {
        double estimate = Math.Atan2(y.High, x.High);
        Reference sin = Sin(estimate);
        Reference cos = Cos(estimate);
        DoubleDouble sine = sin.Mantissa.Scale(sin.Exponent);
        DoubleDouble cosine = cos.Mantissa.Scale(cos.Exponent);
        return estimate + (y * cosine - x * sine) / (x * cosine + y * sine);
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
