using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // p * 2^n rounded once, with p in [1/2, 2) and n an integer in [-1100, 1100]; one instruction where there is one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Scale(Vector128<double> p, Vector128<double> n) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.Scale(p, n) : ScaleByBits(p, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Scale(Vector256<double> p, Vector256<double> n) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.Scale(p, n) : ScaleByBits(p, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> p, Vector512<double> n) =>
        Avx512F.IsSupported ? Avx512F.Scale(p, n) : ScaleByBits(p, n);
}
