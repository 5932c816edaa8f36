using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <summary>e to the power of x.</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 1 ulp, found 0.90. Results below the normal range are denormal, below -745.13 zero, above 709.78 infinite.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Exp(double x) => Exp(Vector128.Create(x)).ToScalar();

    /// <summary>The same for two independent arguments in the time of one.</summary>
    /// <inheritdoc cref="Exp(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double, double) Exp(double a, double b) => Unpack(Exp(Pack(a, b)));
}
