using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // The cube root on [1, 2] to 1e-5 (Remez).
    private const double CbrtC0 = 0.5069791125508052;
    private const double CbrtC1 = 0.7181545885111724;
    private const double CbrtC2 = -0.3006121125238388;
    private const double CbrtC3 = 0.08609153279145229;
    private const double CbrtC4 = -0.010603915646757533;

    /// <summary>The cube root.</summary>
    /// <param name="x">Any value; a negative number has a negative root.</param>
    /// <remarks>Error at most 1 ulp, found 0.51. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Cbrt(double x) => Cbrt(Vector128.Create(x)).ToScalar();
}
