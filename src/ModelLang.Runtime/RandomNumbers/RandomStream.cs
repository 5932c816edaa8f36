namespace ModelLang.Runtime;

/// <summary>
/// Random numbers that are functions of (seed, stream, index, step): the same whoever asks for them, in whatever order, on however many threads.
/// </summary>
/// <param name="Seed">Chooses the whole set of numbers.</param>
/// <param name="Stream">Tells uses of one seed apart.</param>
public readonly record struct RandomStream(ulong Seed, uint Stream)
{
    private const double TwoPi = 2 * Math.PI;

    // 2^-64 and 2^-53.
    private const double Unit64 = 1.0 / 18446744073709551616.0;
    private const double Unit53 = 1.0 / 9007199254740992.0;

    /// <summary>Two independent uniform numbers in (0, 1).</summary>
    /// <param name="index">Which unit or connection.</param>
    /// <param name="step">Which step or draw.</param>
    public (double First, double Second) UniformPair(uint index, ulong step)
    {
        (ulong a, ulong b) = Bits(index, step);
        return (Open(a), Open(b));
    }

    /// <summary>
    /// Two independent standard normal numbers, by the transformation of Box and Muller (1958), Ann. Math. Stat. 29:610. The radius comes from 64 bits,
    /// so that values up to 9.4 occur; elementary functions are those of this library, so that the bits are the same on every machine.
    /// </summary>
    /// <param name="index">Which unit or connection.</param>
    /// <param name="step">Which step or draw.</param>
    public (double First, double Second) NormalPair(uint index, ulong step)
    {
        (ulong a, ulong b) = Bits(index, step);
        double radius = Math.Sqrt(-2 * Elementary.Log((a + 0.5) * Unit64));
        double angle = TwoPi * ((b >> 11) * Unit53);
        return (radius * Elementary.Cos(angle), radius * Elementary.Sin(angle));
    }

    /// <summary>128 random bits.</summary>
    internal (ulong A, ulong B) Bits(uint index, ulong step)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox.Bits((uint)step, (uint)(step >> 32), index, Stream, (uint)Seed, (uint)(Seed >> 32));
        return (((ulong)x1 << 32) | x0, ((ulong)x3 << 32) | x2);
    }

    /// <summary>The middle of one of 2^52 equal parts of (0, 1), which a double holds exactly.</summary>
    internal static double Open(ulong bits) => ((bits >> 12) + 0.5) * (2 * Unit53);
}
