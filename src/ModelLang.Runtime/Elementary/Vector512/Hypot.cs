using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Hypot(Lanes x, Lanes y)
    {
        Lanes a = Max(Abs(x), Abs(y));
        Lanes b = Min(Abs(x), Abs(y));
        Lanes isInfinite = Vector512.Equals(Abs(x), Create(double.PositiveInfinity)) | Vector512.Equals(Abs(y), Create(double.PositiveInfinity));
        Lanes sum = ConditionalSelect(isInfinite, Create(double.PositiveInfinity), a + b);
        Lanes isOrdinary = AndNot(GreaterThan(b, Create(1e-20) * a), isInfinite);

        Lanes isLarge = GreaterThan(a, Create(1e150));
        Lanes isTiny = LessThan(b, Create(1e-130));
        Lanes scale = ConditionalSelect(isLarge, Create(TwoToMinus600), ConditionalSelect(isTiny, Create(TwoTo600), Create(1.0)));
        Lanes back = ConditionalSelect(isLarge, Create(TwoTo600), ConditionalSelect(isTiny, Create(TwoToMinus600), Create(1.0)));
        a *= scale;
        b *= scale;
        Lanes square = FusedMultiplyAdd(a, a, b * b);
        Lanes length = Sqrt(square);
        Lanes lengthSquare = length * length;
        Lanes aSquare = a * a;
        Lanes residual = FusedMultiplyAdd(-b, b, lengthSquare - aSquare)
            + FusedMultiplyAdd(length, length, -lengthSquare) - FusedMultiplyAdd(a, a, -aSquare);
        return ConditionalSelect(isOrdinary, (length - residual / (length + length)) * back, sum);
    }
}
