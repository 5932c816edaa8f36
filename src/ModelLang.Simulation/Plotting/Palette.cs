using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Colours that colour-blind readers tell apart.</summary>
internal static class Palette
{
    // Okabe and Ito, "Color Universal Design" (2008), without the yellow, which white paper swallows.
    private static readonly Rgb[] s_categories =
    [
        new(0x00, 0x72, 0xB2), // blue
        new(0xD5, 0x5E, 0x00), // vermillion
        new(0x00, 0x9E, 0x73), // bluish green
        new(0xCC, 0x79, 0xA7), // reddish purple
        new(0xE6, 0x9F, 0x00), // orange
        new(0x56, 0xB4, 0xE9), // sky blue
    ];

    // Samples of the viridis map of Smith and van der Walt (2015) at 0, 1/4, 1/2 and 3/4.
    private static readonly Rgb[] s_sequence = [new(68, 1, 84), new(59, 82, 139), new(33, 145, 140), new(94, 201, 98)];

    /// <summary>Number of different categories.</summary>
    public static int Categories => s_categories.Length;

    /// <summary>Colour of the line with that index in its panel.</summary>
    public static Rgb Category(int index) => s_categories[index % s_categories.Length];

    /// <summary>Colour at a place from 0 to 1 in an ordered family of lines.</summary>
    public static Rgb Sequence(double place)
    {
        double position = Math.Clamp(place, 0, 1) * (s_sequence.Length - 1);
        int i = Math.Min((int)position, s_sequence.Length - 2);
        return new Rgb(Mix(c => c.R), Mix(c => c.G), Mix(c => c.B));

        byte Mix(Func<Rgb, byte> channel) =>
            (byte)Math.Round(channel(s_sequence[i]) + (position - i) * (channel(s_sequence[i + 1]) - channel(s_sequence[i])));
    }
}
