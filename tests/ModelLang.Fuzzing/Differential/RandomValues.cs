namespace ModelLang.Fuzzing.Differential;

/// <summary>Numbers worth trying.</summary>
internal static class RandomValues
{
    /// <summary>Ordinary values, whole numbers with zeros and equal ones among them, small and large ones.</summary>
    public static double Next(Random random, int point) => (point % 4) switch
    {
        0 or 1 => (random.NextDouble() * 6) - 3,
        2 => random.Next(-2, 3),
        _ => ((random.NextDouble() * 2) - 1) * Math.Pow(10, random.Next(-6, 4)),
    };

    /// <summary>Times from 0 on, some of them whole, where schedules begin.</summary>
    public static double Time(Random random, int point) => point % 3 == 0 ? random.Next(0, 12) : random.NextDouble() * Math.Pow(10, random.Next(-3, 3));
}
