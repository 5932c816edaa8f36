using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // 2^n for an integer n in [-1022, 1023], by placing the bits of the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes PowerOfTwo(Lanes n) => ((n + Create(ExponentShift)).AsInt64() << 52).AsDouble();

    // p * 2^n in two factors, the first of which keeps p normal so that only the second product can round.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes ScaleByBits(Lanes p, Lanes n)
    {
        Lanes m = MaxNative(Create(-1000.0), MinNative(Create(1000.0), n));
        return p * PowerOfTwo(m) * PowerOfTwo(n - m);
    }
}
