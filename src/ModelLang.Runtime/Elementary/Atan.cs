using System.Runtime.CompilerServices;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // (atan(t) - t)/t^3 in t^2 for |t| <= tan(pi/8), to 1.3e-18 of the angle (Remez).
    private static ReadOnlySpan<double> AtanTail =>
    [
        -0.333333333333332, 0.1999999999995403, -0.14285714280243125, 0.11111110785866855,
        -0.09090897828590667, 0.07692061496022794, -0.06663118763892323, 0.05847997001953768,
        -0.05039791219626868, 0.0380769253183769, -0.01792073239947396,
    ];

    /// <summary>The arc tangent, between -pi/2 and pi/2 [rad].</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 2 ulp, found 1.62. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Atan(double x) => Math.CopySign(AngleOf(Math.Abs(x), 1, left: false), x);

    /// <summary>The angle of the point (x, y), between -pi and pi [rad], with the special cases of IEEE 754.</summary>
    /// <param name="y">Ordinate; its sign, also of a zero, is the sign of the angle.</param>
    /// <param name="x">Abscissa.</param>
    /// <remarks>Error at most 2 ulp, found 1.65.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Atan2(double y, double x)
    {
        double a = Math.Abs(y);
        double b = Math.Abs(x);
        if (double.IsNaN(a + b))
        {
            return double.NaN;
        }
        if (double.IsInfinity(a) || double.IsInfinity(b))
        {
            (a, b) = (double.IsInfinity(a) ? 1 : 0, double.IsInfinity(b) ? 1 : 0);
        }
        else if (a == 0 && b == 0)
        {
            b = 1;
        }
        return Math.CopySign(AngleOf(a, b, left: double.IsNegative(x)), y);
    }

    // The angle of (b, a), or of (-b, a) on the left side, for a, b >= 0: some eighths of a turn and less than a sixteenth.
    private static double AngleOf(double a, double b, bool left)
    {
        double eighths = 0;
        double t;
        if (a > 2.414213562373095 * b)
        {
            eighths = 2;
            t = -b / a;
        }
        else if (a > 0.41421356237309503 * b)
        {
            // The sum of the largest numbers would overflow, half of the smallest would vanish.
            double scale = a > 1 ? 0.5 : 1;
            eighths = 1;
            t = (scale * a - scale * b) / (scale * a + scale * b);
        }
        else
        {
            t = a / b;
        }
        if (left)
        {
            (eighths, t) = (4 - eighths, -t);
        }

        double first = eighths * (0.5 * HalfPi1);
        double angle = first + t;
        double error = first - angle + t;
        double z = t * t;
        double rest = Math.FusedMultiplyAdd(t * z, Horner(z, AtanTail), eighths * (0.5 * HalfPi2));
        return angle + (error + rest);
    }
}
