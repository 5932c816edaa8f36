namespace ModelLang.Runtime.Tests;

/// <summary>Arguments at which a function is tried: evenly spread, spread over all exponents, and around chosen points.</summary>
internal static class Samples
{
    public static IEnumerable<double> Between(double low, double high, int count)
    {
        Random random = new(20_26);
        for (int i = 0; i < count; i++)
        {
            yield return low + (high - low) * random.NextDouble();
        }
    }

    /// <summary>Both signs, log |x| uniform between the bounds.</summary>
    public static IEnumerable<double> Logarithmic(double low, double high, int count)
    {
        Random random = new(20_27);
        double start = Math.Log2(low);
        double width = Math.Log2(high) - start;
        for (int i = 0; i < count; i++)
        {
            double x = Math.Clamp(Math.Pow(2, start + width * random.NextDouble()), low, high);
            yield return random.Next(2) == 0 ? x : -x;
        }
    }

    /// <summary>Each point with its twenty neighbours on either side.</summary>
    public static IEnumerable<double> Around(params double[] points)
    {
        foreach (double point in points)
        {
            double below = point;
            double above = point;
            yield return point;
            for (int i = 0; i < 20; i++)
            {
                yield return below = Math.BitDecrement(below);
                yield return above = Math.BitIncrement(above);
            }
        }
    }

    /// <summary>Zeros, infinities, NaN, the ends of the normal and denormal ranges, and random bit patterns.</summary>
    public static IEnumerable<double> Everything(int count)
    {
        double[] edges =
        [
            0.0, 1.0, 0.5, 2.0, double.Epsilon, 2.2250738585072014e-308, 1.1125369292536007e-308, double.MaxValue, double.PositiveInfinity, double.NaN,
            709.78, 709.79, 745.13, 745.14, 716.3, 716.4, 1024, 2251799813685248.0, 4503599627370496.0, 9007199254740992.0, 1e300,
        ];
        foreach (double edge in edges)
        {
            yield return edge;
            yield return -edge;
        }
        Random random = new(20_28);
        for (int i = 0; i < count; i++)
        {
            yield return BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            yield return 40 * random.NextDouble() - 20;
        }
    }
}
