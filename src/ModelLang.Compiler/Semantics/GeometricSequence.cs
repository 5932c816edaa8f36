namespace ModelLang.Compiler.Semantics;

/// <summary>Numbers with equal ratios between neighbours, both ends included.</summary>
/// <remarks>
/// Computed with the 28 digits of <see cref="decimal"/> from a mantissa and a power of two, so that every machine gives the same bits:
/// logarithms and powers of the platform differ in the last one.
/// </remarks>
internal static class GeometricSequence
{
    private const decimal Ln2 = 0.6931471805599453094172321215m;
    private const long TwoTo52 = 1L << 52;

    /// <summary>The values; the first and last are exactly those given.</summary>
    /// <param name="first">First value; finite and not 0.</param>
    /// <param name="last">Last value, of the same sign.</param>
    /// <param name="count">How many, at least 1.</param>
    public static double[] Of(double first, double last, int count)
    {
        double[] values = new double[count];
        values[0] = first;
        if (count == 1)
        {
            return values;
        }

        (decimal mantissa, int exponent) = Split(Math.Abs(first));
        (decimal lastMantissa, int lastExponent) = Split(Math.Abs(last));
        decimal logarithm = Log(lastMantissa) - Log(mantissa) + ((lastExponent - exponent) * Ln2);
        (decimal ratio, int doublings) = Exp(logarithm / (count - 1));
        for (int i = 1; i < count - 1; i++)
        {
            (mantissa, exponent) = Normal(mantissa * ratio, exponent + doublings);
            values[i] = Math.Sign(first) * Join(mantissa, exponent);
        }

        values[count - 1] = last;
        return values;
    }

    // value = mantissa*2^exponent with the mantissa in [1, 2).
    private static (decimal Mantissa, int Exponent) Split(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) - 1075;
        long whole = bits & (TwoTo52 - 1);
        if (exponent == -1075)
        {
            exponent++;
        }
        else
        {
            whole |= TwoTo52;
        }

        for (; whole < TwoTo52; exponent--)
        {
            whole <<= 1;
        }

        return ((decimal)whole / TwoTo52, exponent + 52);
    }

    // Rounds to 53 bits, or to fewer where the value is subnormal.
    private static double Join(decimal mantissa, int exponent)
    {
        double rounded = (long)decimal.Round(mantissa * TwoTo52);
        return exponent >= -1022
            ? rounded * PowerOfTwo(exponent - 52)
            : (long)decimal.Round(mantissa * TwoTo52 / (1L << Math.Min(-1022 - exponent, 60))) * double.Epsilon;
    }

    // Two exact factors, since 2^-1074 to 2^971 is more than one of them reaches.
    private static double PowerOfTwo(int exponent) =>
        exponent >= -1022 ? BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52) : double.Epsilon * (1L << (exponent + 1074));

    private static (decimal Mantissa, int Exponent) Normal(decimal mantissa, int exponent) => mantissa >= 2 ? (mantissa / 2, exponent + 1) : (mantissa, exponent);

    // ln m = 2 artanh((m - 1)/(m + 1)).
    private static decimal Log(decimal mantissa)
    {
        decimal z = (mantissa - 1) / (mantissa + 1);
        decimal power = z;
        decimal sum = 0;
        for (int n = 1; power != 0; n += 2)
        {
            sum += power / n;
            power *= z * z;
        }

        return 2 * sum;
    }

    // e^x as a mantissa in [1, 2) and a power of two.
    private static (decimal Mantissa, int Exponent) Exp(decimal x)
    {
        int doublings = (int)decimal.Floor(x / Ln2);
        decimal rest = x - (doublings * Ln2);
        decimal term = 1;
        decimal sum = 1;
        for (int n = 1; term != 0; n++)
        {
            term *= rest / n;
            sum += term;
        }

        return Normal(sum, doublings);
    }
}
