using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    private const double MinNormal = 2.2250738585072014e-308;
    private const long OneBits = 0x3FF0_0000_0000_0000;
    private const long SqrtHalfBits = 0x3FE6_A09E_667F_3BCD;

    // (log((1 + s)/(1 - s)) - 2s)/s^3 as a polynomial in s^2 for |s| <= 3 - sqrt(8), to 1.3e-18 of the logarithm (Remez).
    private const double LogC0 = 0.6666666666666734;
    private const double LogC1 = 0.39999999999414343;
    private const double LogC2 = 0.2857142874247167;
    private const double LogC3 = 0.22222198563723441;
    private const double LogC4 = 0.1818356485774119;
    private const double LogC5 = 0.1531403599770459;
    private const double LogC6 = 0.14796104334450338;

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any value; zero gives negative infinity, a negative number NaN.</param>
    /// <remarks>Error at most 1 ulp, found 0.82, also near 1 and for denormal arguments.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x) => Log(Vector128.Create(x)).ToScalar();

    /// <summary>The same for two independent arguments in the time of one.</summary>
    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double, double) Log(double a, double b) => Unpack(Log(Pack(a, b)));
}
