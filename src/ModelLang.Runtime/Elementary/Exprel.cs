using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <summary>The relative error exponential (exp(x) - 1)/x, with the value 1 at x = 0.</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 2 ulp, found 1.89. Finite up to x = 716.35, beyond the range of exp(x).</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Exprel(double x) => Exprel(Vector128.Create(x)).ToScalar();

    /// <summary>The same for two independent arguments in the time of one.</summary>
    /// <inheritdoc cref="Exprel(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double, double) Exprel(double a, double b) => Unpack(Exprel(Pack(a, b)));
}
