using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // (asin(t) - t)/t^3 in t^2 for |t| <= 1/2, to 1e-18 of the angle (Remez).
    private const double AsinC0 = 0.16666666666666763;
    private const double AsinC1 = 0.07499999999970222;
    private const double AsinC2 = 0.044642857175153414;
    private const double AsinC3 = 0.030381942682169014;
    private const double AsinC4 = 0.022372215699338803;
    private const double AsinC5 = 0.017351599408207113;
    private const double AsinC6 = 0.013980969535953756;
    private const double AsinC7 = 0.011397710220807324;
    private const double AsinC8 = 0.01078689755196206;
    private const double AsinC9 = 0.003681645066418532;
    private const double AsinC10 = 0.021766920045920832;
    private const double AsinC11 = -0.02108217535354657;
    private const double AsinC12 = 0.03267997517237202;

    /// <summary>The arc sine, between -pi/2 and pi/2 [rad].</summary>
    /// <param name="x">Between -1 and 1, otherwise NaN.</param>
    /// <remarks>Error at most 1 ulp, found 0.61. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Asin(double x) => Asin(Vector128.Create(x)).ToScalar();

    /// <summary>The arc cosine, between 0 and pi [rad].</summary>
    /// <param name="x">Between -1 and 1, otherwise NaN.</param>
    /// <remarks>Error at most 1 ulp, found 0.60.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Acos(double x) => Acos(Vector128.Create(x)).ToScalar();
}
