using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>The scale of the colours of an image, to its right.</summary>
internal sealed class ColorBar
{
    private const double Gap = 5;
    private const double BarWidth = 6;

    private readonly ColorMap _map;
    private readonly TickScale _scale;
    private readonly RichText _label;
    private readonly double _height;

    /// <param name="map">The colours.</param>
    /// <param name="range">The values at their ends, neither empty nor constant.</param>
    /// <param name="quantity">What the values are.</param>
    /// <param name="unit">Their unit.</param>
    /// <param name="height">Height of the bar [pt].</param>
    public ColorBar(ColorMap map, DataRange range, string quantity, string unit, double height)
    {
        _map = map;
        _height = height;
        Range = range;
        _scale = PanelView.ValueScale(range, height);
        RichText full = Axis.Label(quantity, unit, _scale);
        _label = full.Width(PanelView.LabelSize) <= height + 6
            ? full
            : Axis.Label(FontMetrics.Shorten(quantity, PanelView.LabelSize, Math.Max(10, height - Axis.Label("", unit, _scale).Width(PanelView.LabelSize))), unit, _scale);
    }

    /// <summary>The values at the ends of the colours.</summary>
    public DataRange Range { get; }

    /// <summary>Room it needs to the right of an image [pt].</summary>
    public double Width => LabelOffset + PanelView.LabelSize;

    private double LabelOffset => Gap + BarWidth + PanelView.MajorTick + PanelView.TickGap + PanelView.TickLabelWidth(_scale) + PanelView.LabelGap;

    /// <summary>Draws it beside an image.</summary>
    /// <param name="right">Right edge of the image.</param>
    /// <param name="top">Its upper edge.</param>
    public IEnumerable<SceneNode> Draw(double right, double top)
    {
        const int Steps = 128;
        var box = new Box(right + Gap, top, BarWidth, _height);
        var axis = new Axis(Range, _scale, box.Bottom, box.Top);
        double[] places = [.. Enumerable.Range(0, Steps).Select(i => Range.Max - (Range.Span * (i + 0.5) / Steps))];
        yield return new ImageNode(box, _map.Paint(new Cells(1, Steps, places), Range));
        foreach (Tick tick in _scale.Majors)
        {
            double y = axis.Map(tick.Value);
            yield return new RuleNode(new Point(box.Right, y), new Point(box.Right + PanelView.MajorTick, y), PanelView.AxisWidth, Rgb.Black);
            var position = new Point(box.Right + PanelView.MajorTick + PanelView.TickGap, y + FontMetrics.CapHeight * PanelView.TickSize / 2);
            yield return new TextNode(position, RichText.Plain(tick.Label), new TextStyle(PanelView.TickSize));
        }

        if (!_label.IsEmpty)
        {
            var position = new Point(right + LabelOffset + FontMetrics.CapHeight * PanelView.LabelSize, top + _height / 2);
            yield return new TextNode(position, _label, new TextStyle(PanelView.LabelSize, TextAnchor.Middle, Vertical: true));
        }
    }
}
