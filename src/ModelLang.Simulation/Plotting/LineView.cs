using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws lines over time.</summary>
internal sealed class LineView : PanelView
{
    private const double ValueMargin = 0.05;

    private readonly LinePanel _panel;

    private LineView(LinePanel panel, double height, DataRange range, TickScale scale, RichText label)
        : base(panel, height, range, scale, label) => _panel = panel;

    public static LineView Create(LinePanel panel, double height)
    {
        DataRange range = panel.Range.Widened().Padded(ValueMargin);
        TickScale scale = ValueScale(range, height);
        RichText full = Axis.Label(panel.Quantity, panel.Unit, scale);
        bool fits = full.Width(LabelSize) <= height + 6;
        return new LineView(panel, height, range, scale, fits ? full : Axis.Label("", panel.Unit, scale))
        {
            Legend = panel.Lines.Count > 1 || !fits ? panel.Legend : [],
        };
    }

    private protected override IEnumerable<SceneNode> Content(ReadOnlySpan<double> times, Axis time, Axis axis, double top)
    {
        var curves = new List<SceneNode>();
        foreach (PanelLine line in _panel.Lines)
        {
            foreach (IReadOnlyList<Point> curve in LineTracer.Trace(times, line.Variable.Values, time, axis))
            {
                curves.Add(curve.Count == 1
                    ? new DiscNode(curve[0], 1.4 * _panel.LineWidth, line.Color)
                    : new PolylineNode(curve, _panel.LineWidth, line.Color));
            }
        }

        return [new ClipNode(new Box(time.Start, top, time.End - time.Start, Height), curves)];
    }
}
