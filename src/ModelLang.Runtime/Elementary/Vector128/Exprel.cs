using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector128;
using Lanes = System.Runtime.Intrinsics.Vector128<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Exprel(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exprel(Lanes x)
    {
        Lanes divisor = MinNative(Create(720.0), x);
        Lanes y = MaxNative(Create(-40.0), divisor);
        Lanes n = Exponent(y);

        // The part of the scale above 2^1000 comes last: the quotient may be finite where exp(x) is not.
        Lanes m = MinNative(Create(1000.0), n);
        Lanes quotient = Expm1(y, n, PowerOfTwo(m)) / divisor * PowerOfTwo(n - m);
        return ConditionalSelect(IsZero(x), Create(1.0), quotient);
    }
}
