using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Atan(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Atan(Lanes x) => CopySign(AngleOf(Abs(x), Create(1.0), Lanes.Zero), x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Atan2(Lanes y, Lanes x)
    {
        Lanes a = Abs(y);
        Lanes b = Abs(x);
        Lanes size = a + b;
        Lanes aIsInfinite = Vector256.Equals(a, Create(double.PositiveInfinity));
        Lanes bIsInfinite = Vector256.Equals(b, Create(double.PositiveInfinity));
        Lanes isInfinite = aIsInfinite | bIsInfinite;
        Lanes one = Create(1.0);
        a = ConditionalSelect(isInfinite, aIsInfinite & one, a);
        b = ConditionalSelect(isInfinite, bIsInfinite & one, b);
        b = ConditionalSelect(IsZero(a) & IsZero(b), one, b);
        Lanes angle = AngleOf(a, b, LessThan(CopySign(one, x), Lanes.Zero));
        return ConditionalSelect(Vector256.Equals(size, size), CopySign(angle, y), size);
    }

    // The angle of (b, a), or of (-b, a) on the left side, for a, b >= 0: some eighths of a turn and less than a sixteenth.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes AngleOf(Lanes a, Lanes b, Lanes left)
    {
        Lanes far = GreaterThan(a, Create(2.414213562373095) * b);
        Lanes middle = GreaterThan(a, Create(0.41421356237309503) * b);

        // The sum of the largest numbers would overflow, half of the smallest would vanish.
        Lanes scale = ConditionalSelect(GreaterThan(a, Create(1.0)), Create(0.5), Create(1.0));
        Lanes above = ConditionalSelect(far, -b, ConditionalSelect(middle, scale * a - scale * b, a));
        Lanes below = ConditionalSelect(far, a, ConditionalSelect(middle, scale * a + scale * b, b));
        Lanes t = above / below;
        Lanes eighths = ConditionalSelect(far, Create(2.0), middle & Create(1.0));
        eighths = ConditionalSelect(left, Create(4.0) - eighths, eighths);
        t ^= left & Create(-0.0);

        Lanes first = eighths * Create(0.5 * HalfPi1);
        Lanes angle = first + t;
        Lanes error = first - angle + t;
        Lanes z = t * t;
        Lanes tail = FusedMultiplyAdd(Create(AtanTail10), z, Create(AtanTail9));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail8));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail7));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail6));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail5));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail4));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail3));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail2));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail1));
        tail = FusedMultiplyAdd(tail, z, Create(AtanTail0));
        return angle + (error + FusedMultiplyAdd(t * z, tail, eighths * Create(0.5 * HalfPi2)));
    }
}
