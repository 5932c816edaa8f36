using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Tanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Tanh(Lanes x)
    {
        Lanes y = Abs(x);
        y = MinNative(Create(40.0), y + y);
        Lanes n = Exponent(y);
        Lanes e = Expm1(y, n, PowerOfTwo(n));
        return CopySign(e / (e + Create(2.0)), x);
    }
}
