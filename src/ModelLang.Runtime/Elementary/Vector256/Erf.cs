using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Erf(Lanes x)
    {
        Lanes size = Abs(x);
        Lanes square = x * x;
        Lanes centre = FusedMultiplyAdd(Create(ErfC12), square, Create(ErfC11));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC10));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC9));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC8));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC7));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC6));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC5));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC4));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC3));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC2));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC1));
        centre = FusedMultiplyAdd(centre, square, Create(ErfC0));
        Lanes near = FusedMultiplyAdd(x, Create(1.1283791670955126), x * centre);

        Lanes squareError = FusedMultiplyAdd(x, x, -square);
        Lanes t = (size - Create(2.0)) / (size + Create(2.0));
        Lanes tail = FusedMultiplyAdd(Create(ErfcC12), t, Create(ErfcC11));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC10));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC9));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC8));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC7));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC6));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC5));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC4));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC3));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC2));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC1));
        tail = FusedMultiplyAdd(tail, t, Create(ErfcC0));
        tail *= Exp(-square);
        Lanes far = Create(1.0) - FusedMultiplyAdd(-tail, squareError, tail);
        far = CopySign(ConditionalSelect(GreaterThan(size, Create(6.0)), Create(1.0), far), x);
        return ConditionalSelect(LessThan(size, Create(1.0)), near, far);
    }
}
