namespace ModelLang.Simulation.Plotting.Scene;

/// <summary>An opaque sRGB colour.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    public static readonly Rgb Black = new(0, 0, 0);
    public static readonly Rgb White = new(255, 255, 255);

    public string Hex => $"#{R:x2}{G:x2}{B:x2}";
}
