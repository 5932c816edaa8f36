using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // The second value goes into lane 0: on return the pair is then in place after one shuffle, where the other order
    // makes the JIT pass a value through memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Pack(double a, double b) => Vector128.Create(b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double, double) Unpack(Vector128<double> pair) => (pair.GetElement(1), pair.ToScalar());
}
