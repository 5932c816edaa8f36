using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws one panel: its axes, ticks, labels and lines.</summary>
internal sealed class PanelView
{
    /// <summary>Size of tick labels [pt].</summary>
    public const double TickSize = 6.5;

    /// <summary>Size of axis labels [pt].</summary>
    public const double LabelSize = 7.5;

    /// <summary>Least distance between ticks [pt].</summary>
    public const double MinorTickSpacing = 4;

    private const double AxisWidth = 0.5;
    private const double MajorTick = 2.8;
    private const double MinorTick = 1.6;
    private const double TickGap = 2;
    private const double LabelGap = 4;
    private const double ValueMargin = 0.05;
    private const double TickSpacing = 11;
    private const int MostIntervals = 7;

    private readonly Panel _panel;
    private readonly double _height;
    private readonly DataRange _range;
    private readonly TickScale _scale;
    private readonly RichText _label;
    private readonly double _tickLabelWidth;

    public PanelView(Panel panel, double height)
    {
        _panel = panel;
        _height = height;
        _range = panel.Range.Widened().Padded(ValueMargin);
        _scale = TickScale.Create(_range, Math.Clamp((int)(height / TickSpacing), 2, MostIntervals), (int)(height / MinorTickSpacing));
        _tickLabelWidth = _scale.Majors.Select(t => FontMetrics.Width(t.Label, TickSize)).DefaultIfEmpty().Max();

        RichText full = Axis.Label(panel.Quantity, panel.Unit, _scale);
        bool fits = full.Width(LabelSize) <= height + 6;
        _label = fits ? full : Axis.Label("", panel.Unit, _scale);
        Legend = panel.Lines.Count > 1 || !fits ? panel.Legend : [];
    }

    /// <summary>What a legend has to explain; empty if the axis label says it all.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; }

    /// <summary>Room for labels and ticks to the left of the axes [pt].</summary>
    public double LabelWidth => (_label.IsEmpty ? 0 : LabelSize + LabelGap) + _tickLabelWidth + TickGap + MajorTick;

    /// <summary>Draws lines, axis and labels of the values below <paramref name="top"/>.</summary>
    public IEnumerable<SceneNode> Draw(ReadOnlySpan<double> times, Axis time, double top)
    {
        var axis = new Axis(_range, _scale, top + _height, top);
        var nodes = new List<SceneNode> { new ClipNode(new Box(time.Start, top, time.End - time.Start, _height), Curves(times, time, axis)) };
        if (_panel.Range.IsEmpty)
        {
            var middle = new Point((time.Start + time.End) / 2, top + _height / 2);
            nodes.Add(new TextNode(middle, RichText.Plain("no finite values"), new TextStyle(TickSize, TextAnchor.Middle)));
        }

        double left = time.Start;
        nodes.Add(new RuleNode(new Point(left, top), new Point(left, top + _height), AxisWidth, Rgb.Black));
        foreach (Tick tick in _scale.Majors.Concat(_scale.Minors))
        {
            double y = axis.Map(tick.Value);
            double length = tick.IsMajor ? MajorTick : MinorTick;
            nodes.Add(new RuleNode(new Point(left - length, y), new Point(left, y), AxisWidth, Rgb.Black));
            if (tick.IsMajor)
            {
                var position = new Point(left - MajorTick - TickGap, y + FontMetrics.CapHeight * TickSize / 2);
                nodes.Add(new TextNode(position, RichText.Plain(tick.Label), new TextStyle(TickSize, TextAnchor.End)));
            }
        }

        if (!_label.IsEmpty)
        {
            // Labels of all panels stand in one column at the left edge of the figure.
            var position = new Point(3 + FontMetrics.CapHeight * LabelSize, top + _height / 2);
            nodes.Add(new TextNode(position, _label, new TextStyle(LabelSize, TextAnchor.Middle, Vertical: true)));
        }

        return nodes;
    }

    /// <summary>Draws the time axis at the lower edge of a panel.</summary>
    public static IEnumerable<SceneNode> DrawTimeAxis(Axis time, double y, bool labelled)
    {
        yield return new RuleNode(new Point(time.Start, y), new Point(time.End, y), AxisWidth, Rgb.Black);
        foreach (Tick tick in time.Scale.Majors.Concat(time.Scale.Minors))
        {
            double x = time.Map(tick.Value);
            yield return new RuleNode(new Point(x, y), new Point(x, y + (tick.IsMajor ? MajorTick : MinorTick)), AxisWidth, Rgb.Black);
            if (tick.IsMajor && labelled)
            {
                var position = new Point(x, y + MajorTick + TickGap + FontMetrics.CapHeight * TickSize);
                yield return new TextNode(position, RichText.Plain(tick.Label), new TextStyle(TickSize, TextAnchor.Middle));
            }
        }
    }

    private List<SceneNode> Curves(ReadOnlySpan<double> times, Axis time, Axis axis)
    {
        var nodes = new List<SceneNode>();
        foreach (PanelLine line in _panel.Lines)
        {
            foreach (IReadOnlyList<Point> curve in LineTracer.Trace(times, line.Variable.Values, time, axis))
            {
                nodes.Add(curve.Count == 1
                    ? new DiscNode(curve[0], 1.4 * _panel.LineWidth, line.Color)
                    : new PolylineNode(curve, _panel.LineWidth, line.Color));
            }
        }

        return nodes;
    }
}
