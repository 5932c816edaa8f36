using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector128;
using Lanes = System.Runtime.Intrinsics.Vector128<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Sinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sinh(Lanes x)
    {
        Lanes z = x * x;
        Lanes tail = FusedMultiplyAdd(Create(SinhTail6), z, Create(SinhTail5));
        tail = FusedMultiplyAdd(tail, z, Create(SinhTail4));
        tail = FusedMultiplyAdd(tail, z, Create(SinhTail3));
        tail = FusedMultiplyAdd(tail, z, Create(SinhTail2));
        tail = FusedMultiplyAdd(tail, z, Create(SinhTail1));
        tail = FusedMultiplyAdd(tail, z, Create(SinhTail0));
        Lanes half = HalfOfExp(Abs(x));
        return ConditionalSelect(
            LessThan(Abs(x), Create(1.0)), FusedMultiplyAdd(x * z, tail, x), CopySign(half - Create(0.25) / half, x));
    }

    /// <inheritdoc cref="Cosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Cosh(Lanes x)
    {
        Lanes half = HalfOfExp(Abs(x));
        return half + Create(0.25) / half;
    }

    // exp(x)/2, finite wherever it can be.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes HalfOfExp(Lanes x)
    {
        Lanes y = MinNative(Create(720.0), x);
        Lanes n = Exponent(y);
        return Exp(n - Create(1.0), FusedMultiplyAdd(n, Create(-Ln2High), y), n * Create(Ln2Low));
    }
}
