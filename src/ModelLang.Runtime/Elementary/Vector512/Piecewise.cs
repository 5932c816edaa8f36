using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Sign(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sign(Lanes x) =>
        ConditionalSelect(GreaterThan(x, Lanes.Zero), Create(1.0), ConditionalSelect(LessThan(x, Lanes.Zero), Create(-1.0), x));

    /// <inheritdoc cref="Clip(double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Clip(Lanes x, Lanes low, Lanes high) =>
        ConditionalSelect(LessThan(x, low), low, ConditionalSelect(GreaterThan(x, high), high, x));

    /// <inheritdoc cref="Heaviside(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Heaviside(Lanes x) =>
        ConditionalSelect(LessThan(x, Lanes.Zero), Lanes.Zero, ConditionalSelect(GreaterThanOrEqual(x, Lanes.Zero), Create(1.0), x));

    /// <inheritdoc cref="Mod(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Mod(Lanes x, Lanes p)
    {
        // The quotient is one too large at most where it has fewer than 53 bits, and each difference is exact.
        Lanes quotient = x / p;
        Lanes fits = LessThan(Abs(quotient), Create(4503599627370496.0)) & LessThan(Abs(p), Create(double.PositiveInfinity));
        if (!EqualsAll(fits.AsInt64(), Create(-1L)))
        {
            return ModOfEach(x, p);
        }

        Lanes remainder = FusedMultiplyAdd(-Truncate(quotient), p, x);
        remainder = ConditionalSelect(OppositeSigns(remainder, x), remainder + CopySign(p, x), remainder);
        remainder = ConditionalSelect(IsZero(remainder), CopySign(remainder, x), remainder);
        return ConditionalSelect(OppositeSigns(remainder, p), remainder + p, remainder);
    }

    // Where a is not zero and has not the sign of b.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes OppositeSigns(Lanes a, Lanes b) => AndNot(LessThan(a, Lanes.Zero) ^ LessThan(b, Lanes.Zero), IsZero(a));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes ModOfEach(Lanes x, Lanes p)
    {
        for (int i = 0; i < Lanes.Count; i++)
        {
            x = x.WithElement(i, Mod(x.GetElement(i), p.GetElement(i)));
        }

        return x;
    }
}
