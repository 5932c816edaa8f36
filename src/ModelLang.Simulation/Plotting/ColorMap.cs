using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Colours for the values of an image, mixed linearly between evenly spaced control colours.</summary>
internal sealed class ColorMap
{
    /// <summary>From dark to light; equal steps of a value look equal, also in grey and to colour-blind readers. Samples of viridis, Smith and van der Walt (2015).</summary>
    public static readonly ColorMap Viridis = new(
        new(68, 1, 84), new(71, 45, 123), new(59, 82, 139), new(44, 114, 142), new(33, 144, 140), new(39, 173, 129), new(93, 200, 99), new(170, 220, 50), new(253, 231, 37));

    /// <summary>From blue through white to red, for values on both sides of zero. The scheme RdBu of Brewer (2003), reversed.</summary>
    public static readonly ColorMap BlueRed = new(
        new(5, 48, 97), new(33, 102, 172), new(67, 147, 195), new(146, 197, 222), new(209, 229, 240), new(247, 247, 247),
        new(253, 219, 199), new(244, 165, 130), new(214, 96, 77), new(178, 24, 43), new(103, 0, 31));

    /// <summary>The colour of what is no number.</summary>
    public static readonly Rgb Missing = new(0xA0, 0xA0, 0xA0);

    private readonly Rgb[] _controls;

    private ColorMap(params Rgb[] controls) => _controls = controls;

    /// <summary>Colour at a place from 0 to 1.</summary>
    public Rgb At(double place)
    {
        if (double.IsNaN(place))
        {
            return Missing;
        }

        double position = Math.Clamp(place, 0, 1) * (_controls.Length - 1);
        int i = Math.Min((int)position, _controls.Length - 2);
        return new Rgb(Mix(c => c.R), Mix(c => c.G), Mix(c => c.B));

        byte Mix(Func<Rgb, byte> channel) =>
            (byte)Math.Round(channel(_controls[i]) + ((position - i) * (channel(_controls[i + 1]) - channel(_controls[i]))));
    }

    /// <summary>An image of values, not-a-number in grey.</summary>
    /// <param name="cells">The values, row by row from the top.</param>
    /// <param name="range">The values at the ends of the map.</param>
    public PixelImage Paint(Cells cells, DataRange range)
    {
        Rgb[] table = [.. Enumerable.Range(0, 256).Select(i => At(i / 255.0))];
        byte[] pixels = new byte[3 * cells.Values.Length];
        for (int i = 0; i < cells.Values.Length; i++)
        {
            double place = (cells.Values[i] - range.Min) / range.Span;
            Rgb color = double.IsNaN(place) ? Missing : table[(int)Math.Round(255 * Math.Clamp(place, 0, 1))];
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (color.R, color.G, color.B);
        }

        return new PixelImage(cells.Columns, cells.Rows, pixels);
    }
}
