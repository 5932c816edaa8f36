namespace ModelLang.Runtime.Tests;

/// <summary>
/// The unevaluated sum of two doubles, about 106 bits: the arithmetic of the reference values. Products and sums lose at
/// most a few units of 2^-104, relative, away from cancellation.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double x) => new(x, 0);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        (double high, double low) = TwoSum(a.High, b.High);
        (double high2, double low2) = TwoSum(a.Low, b.Low);
        (high, low) = FastTwoSum(high, low + high2);
        return Normal(high, low + low2);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double high = a.High * b.High;
        double low = Math.FusedMultiplyAdd(a.High, b.High, -high) + (a.High * b.Low + a.Low * b.High);
        return Normal(high, low);
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double q1 = a.High / b.High;
        DoubleDouble rest = a - b * q1;
        double q2 = rest.High / b.High;
        rest -= b * q2;
        return Normal(q1, q2) + rest.High / b.High;
    }

    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High == 0)
        {
            return a;
        }
        DoubleDouble root = Math.Sqrt(a.High);
        root += (a - root * root) / (2 * root.High);
        return root + (a - root * root) / (2 * root.High);
    }

    public static DoubleDouble Abs(DoubleDouble a) => a.High < 0 ? -a : a;

    /// <summary>This number times 2^n, exact while nothing underflows.</summary>
    public DoubleDouble Scale(int n) => new(Math.ScaleB(High, n), Math.ScaleB(Low, n));

    /// <summary>Reads a decimal of any length, such as <c>0.6931471805599453094172321214581765680755</c>.</summary>
    public static DoubleDouble Parse(string text)
    {
        DoubleDouble value = 0;
        DoubleDouble scale = 1;
        bool fraction = false;
        foreach (char c in text.TrimStart('-'))
        {
            if (c == '.')
            {
                fraction = true;
                continue;
            }
            value = value * 10 + (c - '0');
            scale = fraction ? scale * 10 : scale;
        }
        value /= scale;
        return text.StartsWith('-') ? -value : value;
    }

    private static DoubleDouble Normal(double high, double low)
    {
        (high, low) = FastTwoSum(high, low);
        return new(high, low);
    }

    private static (double, double) FastTwoSum(double a, double b)
    {
        double sum = a + b;
        return (sum, b - (sum - a));
    }

    private static (double, double) TwoSum(double a, double b)
    {
        double sum = a + b;
        double part = sum - a;
        return (sum, a - (sum - part) + (b - part));
    }
}
