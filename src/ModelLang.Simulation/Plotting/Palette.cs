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

    // Lighter colours of the map are too pale for lines.
    private const double LightestLine = 0.75;

    /// <summary>Number of different categories.</summary>
    public static int Categories => s_categories.Length;

    /// <summary>Colour of the line with that index in its panel.</summary>
    public static Rgb Category(int index) => s_categories[index % s_categories.Length];

    /// <summary>Colour at a place from 0 to 1 in an ordered family of lines.</summary>
    public static Rgb Sequence(double place) => ColorMap.Viridis.At(LightestLine * Math.Clamp(place, 0, 1));
}
