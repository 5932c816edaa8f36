using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector128;
using Lanes = System.Runtime.Intrinsics.Vector128<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Asin(Lanes x)
    {
        Lanes isSmall = LessThan(Abs(x), Create(0.5));
        Lanes z = AsinArgument(x, isSmall);
        Lanes tail = AsinTail(z);
        (Lanes root, Lanes rest) = AsinOfRoot(z, tail);

        Lanes high = Create(HalfPi1) - (root + root);
        Lanes error = Create(HalfPi1) - high - (root + root);
        Lanes large = high + (error + (Create(HalfPi2) - (rest + rest)));
        return ConditionalSelect(isSmall, FusedMultiplyAdd(x * z, tail, x), CopySign(large, x));
    }

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Acos(Lanes x)
    {
        Lanes isSmall = LessThan(Abs(x), Create(0.5));
        Lanes z = AsinArgument(x, isSmall);
        Lanes tail = AsinTail(z);
        (Lanes root, Lanes rest) = AsinOfRoot(z, tail);

        Lanes high = Create(HalfPi1) - x;
        Lanes error = Create(HalfPi1) - high - x;
        Lanes small = high + (error + FusedMultiplyAdd(-x * z, tail, Create(HalfPi2)));

        Lanes turned = Create(2 * HalfPi1) - (root + root);
        Lanes turnedError = Create(2 * HalfPi1) - turned - (root + root);
        Lanes left = turned + (turnedError + Create(2.0) * (Create(HalfPi2) - rest));
        Lanes right = Create(2.0) * (root + rest);
        return ConditionalSelect(isSmall, small, ConditionalSelect(GreaterThan(x, Lanes.Zero), right, left));
    }

    // The square of x, or of the sine of half the angle whose cosine is |x|.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes AsinArgument(Lanes x, Lanes isSmall) => ConditionalSelect(isSmall, x * x, Create(0.5) * (Create(1.0) - Abs(x)));

    // asin(sqrt(z)) = root + rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Lanes Root, Lanes Low) AsinOfRoot(Lanes z, Lanes tail)
    {
        Lanes root = Sqrt(z);
        Lanes rootError = AndNot(FusedMultiplyAdd(-root, root, z) / (root + root), IsZero(z));
        return (root, FusedMultiplyAdd(root * z, tail, rootError));
    }

    // (asin(t) - t)/t^3 for z = t^2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes AsinTail(Lanes z)
    {
        Lanes tail = FusedMultiplyAdd(Create(AsinC12), z, Create(AsinC11));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC10));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC9));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC8));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC7));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC6));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC5));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC4));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC3));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC2));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC1));
        tail = FusedMultiplyAdd(tail, z, Create(AsinC0));
        return tail;
    }
}
