using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <inheritdoc cref="Pow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Pow(Lanes x, Lanes y)
    {
        // y log|x| as high + low.
        Lanes size = Abs(x);
        Lanes k = LogExponent(size);
        (Lanes logHigh, Lanes logLow) = LogInTwoParts(LogMantissa(size), k);
        logHigh = LogSpecial(size, logHigh);
        Lanes high = y * logHigh;
        Lanes low = FusedMultiplyAdd(y, logLow, FusedMultiplyAdd(y, logHigh, -high));
        low = ConditionalSelect(LessThan(Abs(high), Create(800.0)), low, Lanes.Zero);
        high = MaxNative(Create(-750.0), MinNative(Create(710.0), high));

        Lanes n = Exponent(high);
        Lanes power = Exp(n, FusedMultiplyAdd(n, Create(-Ln2High), high), FusedMultiplyAdd(n, Create(Ln2Low), -low));

        // A negative base: the sign of odd powers, no value for fractions.
        Lanes whole = Vector256.Equals(Floor(y), y);
        Lanes half = Create(0.5) * y;
        Lanes odd = AndNot(whole, Vector256.Equals(Floor(half), half));
        power ^= odd & x & Create(-0.0);
        Lanes undefined = AndNot(LessThan(x, Lanes.Zero) & LessThan(size, Create(double.PositiveInfinity)), whole);
        power = ConditionalSelect(undefined, Create(double.NaN), power);

        Lanes isOne = IsZero(y) | Vector256.Equals(x, Create(1.0))
            | (Vector256.Equals(x, Create(-1.0)) & Vector256.Equals(Abs(y), Create(double.PositiveInfinity)));
        return ConditionalSelect(isOne, Create(1.0), power);
    }

    // k ln 2 + log(m) to about 2^-66: 2s + s^3 (2/3 + s^2 polynomial(s^2)) with s = (m - 1)/(m + 1), in pairs of doubles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Lanes High, Lanes Low) LogInTwoParts(Lanes m, Lanes k)
    {
        Lanes f = m - Create(1.0);
        Lanes sum = m + Create(1.0);
        Lanes sumError = m - (sum - Create(1.0));
        Lanes s = f / sum;
        Lanes sLow = FusedMultiplyAdd(-s, sumError, FusedMultiplyAdd(-s, sum, f)) / sum;

        Lanes z = s * s;
        Lanes zLow = FusedMultiplyAdd(s + s, sLow, FusedMultiplyAdd(s, s, -z));

        Lanes z2 = z * z;
        Lanes c12 = FusedMultiplyAdd(Create(LogTailC2), z, Create(LogTailC1));
        Lanes c34 = FusedMultiplyAdd(Create(LogTailC4), z, Create(LogTailC3));
        Lanes c56 = FusedMultiplyAdd(Create(LogTailC6), z, Create(LogTailC5));
        Lanes rest = z * FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(Create(LogTailC7), z2, c56), z2, c34), z2, c12);
        Lanes c = Create(LogTailC0) + rest;
        Lanes cLow = (Create(LogTailC0) - c) + rest;

        // 2/3 + z c
        Lanes tail = z * c;
        Lanes tailLow = FusedMultiplyAdd(z, cLow, FusedMultiplyAdd(z, c, -tail));
        Lanes t = Create(TwoThirds) + tail;
        Lanes tLow = (Create(TwoThirds) - t) + tail + (Create(TwoThirdsLow) + tailLow);

        // 2 + z (2/3 + z c)
        Lanes zt = z * t;
        Lanes ztLow = FusedMultiplyAdd(z, tLow, FusedMultiplyAdd(zLow, t, FusedMultiplyAdd(z, t, -zt)));
        Lanes u = Create(2.0) + zt;
        Lanes uLow = (Create(2.0) - u) + zt + ztLow;

        Lanes log = s * u;
        Lanes logLow = FusedMultiplyAdd(s, uLow, FusedMultiplyAdd(sLow, u, FusedMultiplyAdd(s, u, -log)));

        // k ln 2 is zero or larger than log(m).
        Lanes kLn2 = k * Create(Ln2High);
        Lanes kLn2Low = FusedMultiplyAdd(k, Create(Ln2Low), FusedMultiplyAdd(k, Create(Ln2High), -kLn2));
        Lanes first = kLn2 + log;
        Lanes second = ConditionalSelect(IsZero(k), logLow, (kLn2 - first) + log + (kLn2Low + logLow));
        Lanes high = first + second;
        return (high, (first - high) + second);
    }
}
