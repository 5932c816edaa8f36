using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector128;
using Lanes = System.Runtime.Intrinsics.Vector128<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Log1p(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log1p(Lanes x)
    {
        // 1 + x = sum + error exactly; near zero the error brings f back to x itself.
        Lanes sum = Create(1.0) + x;
        Lanes one = sum - x;
        Lanes error = (Create(1.0) - one) + (x - (sum - one));
        Lanes k = LogExponent(sum);
        Lanes f = FusedMultiplyAdd(error, PowerOfTwo(MaxNative(Create(-1000.0), -k)), LogMantissa(sum) - Create(1.0));
        return ConditionalSelect(IsZero(x), x, LogSpecial(sum, Log(f, k)));
    }
}
