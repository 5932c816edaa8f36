using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Exp(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        x = MaxNative(Create(-750.0), MinNative(Create(710.0), x));
        Lanes n = Exponent(x);
        return Exp(n, FusedMultiplyAdd(n, Create(-Ln2High), x), n * Create(Ln2Low));
    }

    // 2^n exp(r1 - r2), where r2 is too small to matter beyond the rounding of the difference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Exp(Lanes n, Lanes r1, Lanes r2)
    {
        Lanes r = r1 - r2;
        return Scale(Create(1.0) + (r + ExpRest(r, (r1 - r) - r2)), n);
    }
}
