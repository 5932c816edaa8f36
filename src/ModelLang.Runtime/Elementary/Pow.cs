using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    private const double TwoThirds = 0.6666666666666666;
    private const double TwoThirdsLow = 3.700743415417188e-17;

    // (log((1 + s)/(1 - s)) - 2s - 2/3 s^3)/s^5 in s^2 for |s| <= 3 - sqrt(8), to 7.3e-23 of the logarithm (Remez).
    private const double LogTailC0 = 0.3999999999999998;
    private const double LogTailC1 = 0.2857142857144511;
    private const double LogTailC2 = 0.2222222221753643;
    private const double LogTailC3 = 0.1818181887031922;
    private const double LogTailC4 = 0.15384556870644006;
    private const double LogTailC5 = 0.13336317434538794;
    private const double LogTailC6 = 0.11674818155255798;
    private const double LogTailC7 = 0.11989016369483854;

    /// <summary>x to the power of y, with the special cases of IEEE 754.</summary>
    /// <param name="x">Base. A negative one gives NaN unless y is whole.</param>
    /// <param name="y">Exponent.</param>
    /// <remarks>
    /// Error at most 1.1 ulp, found 0.99: the logarithm is carried in two doubles. One and zero are kept: Pow(1, y) and
    /// Pow(x, 0) are 1 even for NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Pow(double x, double y) => Pow(Vector128.Create(x), Vector128.Create(y)).ToScalar();
}
