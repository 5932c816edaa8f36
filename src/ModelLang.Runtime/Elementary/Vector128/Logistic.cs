using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector128;
using Lanes = System.Runtime.Intrinsics.Vector128<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Logistic(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Logistic(Lanes x)
    {
        x = MaxNative(Create(-750.0), MinNative(Create(700.0), x));
        Lanes n = Exponent(x);
        Lanes r = FusedMultiplyAdd(n, Create(Ln2High), -x) + n * Create(Ln2Low);

        // exp(-x) = 2^-n exp(r), so 1/(1 + exp(-x)) = 2^n/(2^n + exp(r)): the numerator is exact and nothing overflows.
        Lanes scale = Scale(Create(1.0), n);
        return scale / ((Create(1.0) + scale) + ExpRest(r, r));
    }
}
