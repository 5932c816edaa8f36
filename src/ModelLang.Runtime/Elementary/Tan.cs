using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <summary>The tangent.</summary>
    /// <param name="x">Angle [rad]; infinity gives NaN.</param>
    /// <remarks>Error at most 2.5 ulp, found 2.30. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Tan(double x) => Tan(Vector128.Create(x)).ToScalar();

    /// <summary>The same for two independent arguments in the time of one.</summary>
    /// <inheritdoc cref="Tan(double)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double, double) Tan(double a, double b) => Unpack(Tan(Pack(a, b)));
}
