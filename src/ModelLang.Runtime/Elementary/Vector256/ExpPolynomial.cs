using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // The n for which exp(x) = 2^n exp(r) with |r| <= ln(2)/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Exponent(Lanes x) => FusedMultiplyAdd(x, Create(Log2E), Create(RoundingShift)) - Create(RoundingShift);

    // exp(r) - 1 - r + correction. The Estrin form: four dependent operations after r^2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes ExpRest(Lanes r, Lanes correction)
    {
        Lanes r2 = r * r;
        Lanes r4 = r2 * r2;
        Lanes c23 = FusedMultiplyAdd(Create(ExpC3), r, Create(ExpC2));
        Lanes c45 = FusedMultiplyAdd(Create(ExpC5), r, Create(ExpC4));
        Lanes c67 = FusedMultiplyAdd(Create(ExpC7), r, Create(ExpC6));
        Lanes c89 = FusedMultiplyAdd(Create(ExpC9), r, Create(ExpC8));
        Lanes c1011 = FusedMultiplyAdd(Create(ExpC11), r, Create(ExpC10));
        Lanes c4567 = FusedMultiplyAdd(c67, r2, c45);
        Lanes c891011 = FusedMultiplyAdd(c1011, r2, c89);
        return FusedMultiplyAdd(FusedMultiplyAdd(c891011, r4, c4567), r4, FusedMultiplyAdd(c23, r2, correction));
    }
}
