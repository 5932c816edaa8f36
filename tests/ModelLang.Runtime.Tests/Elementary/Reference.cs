namespace ModelLang.Runtime.Tests;

/// <summary>An exact value as mantissa times 2^exponent, so that it neither overflows nor loses digits to underflow.</summary>
internal readonly record struct Reference(DoubleDouble Mantissa, int Exponent)
{
    public static implicit operator Reference(DoubleDouble value) => new(value, 0);

    /// <summary>
    /// Distance of <paramref name="actual"/> from this value in units of the last place of a double of this size. Infinity is
    /// accepted where the value rounds to it.
    /// </summary>
    public double UlpError(double actual)
    {
        int size = Math.ILogB(Mantissa.High) + Exponent;
        if (double.IsInfinity(actual) && size >= 1023)
        {
            // Read as the power of two that would follow the largest number.
            return actual > 0 == Mantissa.High > 0 ? Math.Max(0, (1 - Mantissa.Scale(Exponent - 1024).High) * 9007199254740992.0) : double.PositiveInfinity;
        }
        int ulp = Math.Max(size - 52, -1074) - Exponent;
        double scaled = Exponent == 0 ? actual : Math.ScaleB(Math.ScaleB(actual, -Exponent / 2), -Exponent - -Exponent / 2);
        DoubleDouble error = DoubleDouble.Abs(scaled - Mantissa);
        return double.IsNaN(error.High) ? double.PositiveInfinity : Math.ScaleB(error.High, -ulp);
    }
}
