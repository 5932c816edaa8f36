using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <summary>The logistic function 1/(1 + exp(-x)).</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>
    /// Error at most 2 ulp, found 1.85, except where exp(x) is half an ulp of 1 (-37.1 &lt; x &lt; -36.3: at most 2.6, found 2.48). Small
    /// results keep their digits down to the smallest denormal; nothing overflows.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Logistic(double x) => Logistic(Vector128.Create(x)).ToScalar();

    /// <summary>The same for two independent arguments in the time of one.</summary>
    /// <inheritdoc cref="Logistic(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double, double) Logistic(double a, double b) => Unpack(Logistic(Pack(a, b)));

    /// <summary>The same from the platform's exponential, for runs that ask for nothing else.</summary>
    /// <inheritdoc cref="Logistic(double)"/>
    public static double LogisticPlatform(double x) => 1 / (1 + Math.Exp(-x));
}
