using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Log(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes x)
    {
        Lanes k = LogExponent(x);
        return LogSpecial(x, Log(LogMantissa(x) - Create(1.0), k));
    }

    // x = 2^k m with k = LogExponent(x), m = LogMantissa(x) in [sqrt(1/2), sqrt(2)), for finite x > 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes LogExponent(Lanes x)
    {
        // The biased exponent becomes the low bits of 2^52, which makes it a double without a conversion.
        Lanes biased = ((LogBits(x) >>> 52) | Create(0x4330_0000_0000_0000)).AsDouble();
        return biased - Create(4503599627370496.0 + 1023) - (LessThan(x, Create(MinNormal)) & Create(54.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes LogMantissa(Lanes x) =>
        ((LogBits(x) & Create(0x000F_FFFF_FFFF_FFFF)) + Create(SqrtHalfBits)).AsDouble();

    // The bits of x, or of 2^54 x where x is denormal, moved so that the exponent steps at sqrt(1/2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> LogBits(Lanes x) =>
        ConditionalSelect(LessThan(x, Create(MinNormal)), x * Create(18014398509481984.0), x).AsInt64()
            + Create(OneBits - SqrtHalfBits);

    // k ln 2 + log(1 + f) = k ln 2 + f - f^2/2 + s (f^2/2 + s^2 polynomial(s^2)) with s = f/(2 + f).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Log(Lanes f, Lanes k)
    {
        Lanes s = f / (Create(2.0) + f);
        Lanes z = s * s;
        Lanes z2 = z * z;
        Lanes z4 = z2 * z2;
        Lanes c01 = FusedMultiplyAdd(Create(LogC1), z, Create(LogC0));
        Lanes c23 = FusedMultiplyAdd(Create(LogC3), z, Create(LogC2));
        Lanes c45 = FusedMultiplyAdd(Create(LogC5), z, Create(LogC4));
        Lanes c456 = FusedMultiplyAdd(Create(LogC6), z2, c45);
        Lanes c = FusedMultiplyAdd(c456, z4, FusedMultiplyAdd(c23, z2, c01));

        Lanes half = Create(0.5) * f * f;
        Lanes rest = FusedMultiplyAdd(s, FusedMultiplyAdd(c, z, half), k * Create(Ln2Low));
        return FusedMultiplyAdd(k, Create(Ln2High), f - (half - rest));
    }

    // The logarithms of zero, negative numbers, infinity and NaN; otherwise y.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes LogSpecial(Lanes x, Lanes y)
    {
        Lanes special = ConditionalSelect(LessThan(x, Lanes.Zero), Create(double.NaN), x);
        special = ConditionalSelect(IsZero(x), Create(double.NegativeInfinity), special);
        return ConditionalSelect(
            GreaterThan(x, Lanes.Zero) & LessThan(x, Create(double.PositiveInfinity)), y, special);
    }
}
