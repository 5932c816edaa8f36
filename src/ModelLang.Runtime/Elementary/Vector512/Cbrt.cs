using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Cbrt(Lanes x)
    {
        // |x| = m 2^exponent = a 2^(3 third), m in [1, 2), a in [1, 8).
        Lanes size = Abs(x);
        Lanes isDenormal = LessThan(size, Create(MinNormal));
        Vector512<long> bits = ConditionalSelect(isDenormal, size * Create(18014398509481984.0), size).AsInt64();
        Lanes biased = ((bits >>> 52) | Create(0x4330_0000_0000_0000)).AsDouble();
        Lanes exponent = biased - Create(4503599627370496.0 + 1023) - (isDenormal & Create(54.0));
        Lanes third = Floor(exponent / Create(3.0));
        Lanes remainder = exponent - Create(3.0) * third;
        Lanes m = ((bits & Create(0x000F_FFFF_FFFF_FFFF)) | Create(OneBits)).AsDouble();

        Lanes root = FusedMultiplyAdd(Create(CbrtC4), m, Create(CbrtC3));
        root = FusedMultiplyAdd(root, m, Create(CbrtC2));
        root = FusedMultiplyAdd(root, m, Create(CbrtC1));
        root = FusedMultiplyAdd(root, m, Create(CbrtC0));
        Lanes isFirst = Vector512.Equals(remainder, Create(1.0));
        Lanes isSecond = Vector512.Equals(remainder, Create(2.0));
        root *= ConditionalSelect(isSecond, Create(1.5874010519681996), ConditionalSelect(isFirst, Create(1.2599210498948732), Create(1.0)));
        Lanes a = m * ConditionalSelect(isSecond, Create(4.0), ConditionalSelect(isFirst, Create(2.0), Create(1.0)));

        // Halley's step, then Newton's with the residual in two doubles.
        Lanes cube = root * root * root;
        root *= (cube + (a + a)) / ((cube + cube) + a);
        Lanes square = root * root;
        Lanes squareError = FusedMultiplyAdd(root, root, -square);
        Lanes residual = FusedMultiplyAdd(-square, root, a) - squareError * root;
        root += residual / (Create(3.0) * square);
        Lanes isOrdinary = AndNot(LessThan(size, Create(double.PositiveInfinity)), IsZero(x));
        return ConditionalSelect(isOrdinary, CopySign(root * PowerOfTwo(third), x), x);
    }
}
