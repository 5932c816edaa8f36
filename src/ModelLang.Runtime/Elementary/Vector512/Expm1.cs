using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Expm1(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Expm1(Lanes x)
    {
        Lanes y = MaxNative(Create(-40.0), MinNative(Create(710.0), x));
        Lanes n = Exponent(y);

        // Half the scale and a doubling where 2^n itself would overflow.
        y = Expm1(y, n, PowerOfTwo(MinNative(Create(1023.0), n)));
        y = ConditionalSelect(GreaterThan(n, Create(1023.0)), y + y, y);
        return CopySign(y, x);
    }

    // scale exp(x - n ln 2) - 1, where n = Exponent(x). What the reduction and the first sum round off is carried along.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Expm1(Lanes x, Lanes n, Lanes scale)
    {
        Lanes r1 = FusedMultiplyAdd(n, Create(-Ln2High), x);
        Lanes r2 = n * Create(Ln2Low);
        Lanes r = r1 - r2;
        Lanes rest = ExpRest(r, (r1 - r) - r2);

        Lanes shift = scale - Create(1.0);
        Lanes sum = FusedMultiplyAdd(r, scale, shift);
        Lanes sumError = FusedMultiplyAdd(r, scale, shift - sum);
        return sum + FusedMultiplyAdd(rest, scale, sumError);
    }
}
