using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Sin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sin(Lanes x) => ConditionalSelect(IsZero(x), x, SinCos(x, 0));

    /// <inheritdoc cref="Cos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Cos(Lanes x) => SinCos(x, 1);

    // The sine of x + quarters pi/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes SinCos(Lanes x, long quarters)
    {
        if (GreaterThanAny(Abs(x), Create(ThreePartLimit)))
        {
            return SinCosOfHuge(x, quarters);
        }

        // x = n pi/2 + r + low. The first difference is exact; what the second rounds off is kept.
        Lanes shifted = FusedMultiplyAdd(x, Create(TwoOverPi), Create(RoundingShift));
        Lanes n = shifted - Create(RoundingShift);
        Lanes r1 = FusedMultiplyAdd(n, Create(-HalfPi1), x);
        Lanes r2 = n * Create(HalfPi2);
        Lanes r2Error = FusedMultiplyAdd(n, Create(HalfPi2), -r2);
        Lanes r = r1 - r2;
        Lanes difference = r1 - r;
        Lanes low = (r1 - (r + difference)) + (difference - r2) - FusedMultiplyAdd(n, Create(HalfPi3), r2Error);
        return SinCos(r, low, shifted.AsInt64() + Create(quarters));
    }

    // The sine of r + low + quarters pi/2 for |r| <= pi/4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes SinCos(Lanes r, Lanes low, Vector256<long> quarters)
    {
        Lanes z = r * r;
        Lanes z2 = z * z;
        Lanes half = Create(0.5) * z;

        Lanes s01 = FusedMultiplyAdd(Create(SinC1), z, Create(SinC0));
        Lanes s23 = FusedMultiplyAdd(Create(SinC3), z, Create(SinC2));
        Lanes s45 = FusedMultiplyAdd(Create(SinC5), z, Create(SinC4));
        Lanes s = FusedMultiplyAdd(FusedMultiplyAdd(s45, z2, s23), z2, s01);
        Lanes sine = r + FusedMultiplyAdd(r * z, s, FusedMultiplyAdd(-half, low, low));

        Lanes c01 = FusedMultiplyAdd(Create(CosC1), z, Create(CosC0));
        Lanes c23 = FusedMultiplyAdd(Create(CosC3), z, Create(CosC2));
        Lanes c45 = FusedMultiplyAdd(Create(CosC5), z, Create(CosC4));
        Lanes c = FusedMultiplyAdd(FusedMultiplyAdd(c45, z2, c23), z2, c01);
        Lanes first = Create(1.0) - half;
        Lanes cosine = first + ((Create(1.0) - first) - half + FusedMultiplyAdd(z2, c, -(r * low)));

        Lanes isSine = Vector256.Equals(quarters & Create(1L), Vector256<long>.Zero).AsDouble();
        Lanes sign = ((quarters & Create(2L)) << 62).AsDouble();
        return ConditionalSelect(isSine, sine, cosine) ^ sign;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes SinCosOfHuge(Lanes x, long quarters)
    {
        for (int i = 0; i < Lanes.Count; i++)
        {
            x = x.WithElement(i, SinCosOfHuge(x.GetElement(i), quarters));
        }
        return x;
    }
}
