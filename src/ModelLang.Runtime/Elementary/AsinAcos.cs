using System.Runtime.CompilerServices;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // (asin(t) - t)/t^3 in t^2 for |t| <= 1/2, to 1e-18 of the angle (Remez).
    private static ReadOnlySpan<double> AsinTail =>
    [
        0.16666666666666763, 0.07499999999970222, 0.044642857175153414, 0.030381942682169014,
        0.022372215699338803, 0.017351599408207113, 0.013980969535953756, 0.011397710220807324,
        0.01078689755196206, 0.003681645066418532, 0.021766920045920832, -0.02108217535354657,
        0.03267997517237202,
    ];

    /// <summary>The arc sine, between -pi/2 and pi/2 [rad].</summary>
    /// <param name="x">Between -1 and 1, otherwise NaN.</param>
    /// <remarks>Error at most 1 ulp, found 0.60. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Asin(double x)
    {
        double size = Math.Abs(x);
        if (size < 0.5)
        {
            double z = x * x;
            return Math.FusedMultiplyAdd(x * z, Horner(z, AsinTail), x);
        }
        (double root, double rest) = AsinOfRoot(size);
        double high = HalfPi1 - 2 * root;
        double error = HalfPi1 - high - 2 * root;
        return Math.CopySign(high + (error + (HalfPi2 - 2 * rest)), x);
    }

    /// <summary>The arc cosine, between 0 and pi [rad].</summary>
    /// <param name="x">Between -1 and 1, otherwise NaN.</param>
    /// <remarks>Error at most 1 ulp, found 0.56.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Acos(double x)
    {
        if (Math.Abs(x) < 0.5)
        {
            double z = x * x;
            double high = HalfPi1 - x;
            double error = HalfPi1 - high - x;
            return high + (error + Math.FusedMultiplyAdd(-x * z, Horner(z, AsinTail), HalfPi2));
        }
        (double root, double rest) = AsinOfRoot(Math.Abs(x));
        if (x > 0)
        {
            return 2 * (root + rest);
        }
        double turned = 2 * HalfPi1 - 2 * root;
        double turnedError = 2 * HalfPi1 - turned - 2 * root;
        return turned + (turnedError + 2 * (HalfPi2 - rest));
    }

    // asin(sqrt((1 - x)/2)) = root + rest for x in [1/2, 1], half the angle whose cosine is x.
    private static (double Root, double Low) AsinOfRoot(double x)
    {
        double z = 0.5 * (1 - x);
        double root = Math.Sqrt(z);
        double rootError = z == 0 ? 0 : Math.FusedMultiplyAdd(-root, root, z) / (2 * root);
        return (root, Math.FusedMultiplyAdd(root * z, Horner(z, AsinTail), rootError));
    }
}
