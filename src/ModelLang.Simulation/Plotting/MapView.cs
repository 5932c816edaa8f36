using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>A number over two axes.</summary>
/// <param name="Cells">Its values, the first row at the top.</param>
/// <param name="Quantity">What it is.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Range">The values it takes.</param>
internal sealed record MapPanel(Cells Cells, string Quantity, string Unit, DataRange Range) : Panel(Quantity, Unit, Range)
{
    public override int Count => 1;
}

/// <summary>Draws a number over two axes as an image with a colour bar.</summary>
internal sealed class MapView : PanelView
{
    private readonly MapPanel _panel;
    private readonly ColorBar _bar;

    private MapView(MapPanel panel, double height, DataRange range, TickScale scale, RichText label)
        : base(panel, height, range, scale, label)
    {
        _panel = panel;
        _bar = new ColorBar(ColorMap.Viridis, panel.Range.Widened(), panel.Quantity, panel.Unit, height);
    }

    public override double RightWidth => _bar.Width;

    /// <summary>The view of a panel whose axes have a height [pt].</summary>
    public static MapView Create(MapPanel panel, SweepAxisScale vertical, double height)
    {
        TickScale scale = ValueScale(vertical.Range, height);
        return new MapView(panel, height, vertical.Range, scale, Axis.Label(vertical.Name, vertical.Unit, scale))
        {
            Legend = panel.Cells.Values.Any(v => !DataRange.CanShow(v)) ? [new LegendEntry(ColorMap.Missing, "failed or not a number")] : [],
        };
    }

    private protected override IEnumerable<SceneNode> Content(ReadOnlySpan<double> times, Axis time, Axis axis, double top)
    {
        var box = new Box(time.Start, top, time.End - time.Start, Height);
        return _bar.Draw(box.Right, top).Prepend(new ImageNode(box, ColorMap.Viridis.Paint(_panel.Cells, _bar.Range)));
    }
}
