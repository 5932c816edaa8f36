using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws units over time as an image with a colour bar.</summary>
internal sealed class ImageView : PanelView
{
    /// <summary>How many cells of an image a point can show when it is printed.</summary>
    public const double CellsPerPoint = 4;

    private readonly ImagePanel _panel;
    private readonly ColorBar _bar;

    private ImageView(ImagePanel panel, double height, DataRange units)
        : base(panel, height, units, ValueScale(units, height).WholeNumbers(), RichText.Plain("unit"))
    {
        _panel = panel;
        _bar = new ColorBar(ColorMap.Viridis, panel.Range.Widened(), panel.Quantity, panel.Unit, height);
    }

    public override double RightWidth => _bar.Width;

    public static ImageView Create(ImagePanel panel, double height)
    {
        double first = panel.Block.Quantity.FirstUnit - 0.5;
        List<LegendEntry> legend = [];
        if (HasGaps(panel.Block.Values))
        {
            legend.Add(new LegendEntry(ColorMap.Missing, "not a number"));
        }

        double share = (double)panel.Block.Units / MostRows(height);
        if (share > 1)
        {
            legend.Add(new LegendEntry(null, $"(a row is the mean of {(share < 10 ? Math.Round(share, 1) : Math.Round(share))} units)"));
        }

        return new ImageView(panel, height, new DataRange(first, first + panel.Block.Units)) { Legend = legend };
    }

    private protected override IEnumerable<SceneNode> Content(ReadOnlySpan<double> times, Axis time, Axis axis, double top)
    {
        var box = new Box(time.Start, top, time.End - time.Start, Height);
        Cells cells = Cells.OverTime(
            times, _panel.Block.Values, time.Range, (int)Math.Ceiling(CellsPerPoint * box.Width), MostRows(Height));
        IEnumerable<SceneNode> bar = _bar.Draw(box.Right, top);
        return cells.Values.Length == 0 ? bar : bar.Prepend(new ImageNode(box, ColorMap.Viridis.Paint(cells, _bar.Range)));
    }

    private static int MostRows(double height) => (int)Math.Ceiling(CellsPerPoint * height);

    private static bool HasGaps(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!DataRange.CanShow(value))
            {
                return true;
            }
        }

        return false;
    }
}
