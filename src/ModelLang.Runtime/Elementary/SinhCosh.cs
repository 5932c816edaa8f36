using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // (sinh(x) - x)/x^3 in x^2 for |x| <= 1, to 1e-19 of the sine (Remez).
    private static ReadOnlySpan<double> SinhTail =>
    [
        0.16666666666666669, 0.008333333333333139, 0.00019841269841437692, 2.7557319155334546e-06,
        2.5052123398817957e-08, 1.6057240326586383e-10, 7.759312524523682e-13,
    ];

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 2 ulp, found 1.56. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Sinh(double x)
    {
        if (Math.Abs(x) < 1)
        {
            double z = x * x;
            return Math.FusedMultiplyAdd(x * z, Horner(z, SinhTail), x);
        }
        double half = HalfOfExp(Math.Abs(x));
        return Math.CopySign(half - 0.25 / half, x);
    }

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 1.5 ulp, found 1.24.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Cosh(double x)
    {
        double half = HalfOfExp(Math.Abs(x));
        return half + 0.25 / half;
    }

    // exp(x)/2, finite wherever it can be.
    private static double HalfOfExp(double x)
    {
        Vector128<double> y = Vector128.MinNative(Vector128.Create(720.0), Vector128.Create(x));
        Vector128<double> n = Exponent(y);
        Vector128<double> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2High), y);
        return Exp(n - Vector128.Create(1.0), r, n * Vector128.Create(Ln2Low)).ToScalar();
    }
}
