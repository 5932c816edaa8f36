using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // (atan(t) - t)/t^3 in t^2 for |t| <= tan(pi/8), to 1.3e-18 of the angle (Remez).
    private const double AtanTail0 = -0.333333333333332;
    private const double AtanTail1 = 0.1999999999995403;
    private const double AtanTail2 = -0.14285714280243125;
    private const double AtanTail3 = 0.11111110785866855;
    private const double AtanTail4 = -0.09090897828590667;
    private const double AtanTail5 = 0.07692061496022794;
    private const double AtanTail6 = -0.06663118763892323;
    private const double AtanTail7 = 0.05847997001953768;
    private const double AtanTail8 = -0.05039791219626868;
    private const double AtanTail9 = 0.0380769253183769;
    private const double AtanTail10 = -0.01792073239947396;

    /// <summary>The arc tangent, between -pi/2 and pi/2 [rad].</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 2 ulp, found 1.73. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Atan(double x) => Atan(Vector128.Create(x)).ToScalar();

    /// <summary>The angle of the point (x, y), between -pi and pi [rad], with the special cases of IEEE 754.</summary>
    /// <param name="y">Ordinate; its sign, also of a zero, is the sign of the angle.</param>
    /// <param name="x">Abscissa.</param>
    /// <remarks>Error at most 2 ulp, found 1.83.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Atan2(double y, double x) => Atan2(Vector128.Create(y), Vector128.Create(x)).ToScalar();
}
