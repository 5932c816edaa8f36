using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws one panel: its axes, ticks, labels and content.</summary>
internal abstract class PanelView
{
    /// <summary>Size of tick labels [pt].</summary>
    public const double TickSize = 6.5;

    /// <summary>Size of axis labels [pt].</summary>
    public const double LabelSize = 7.5;

    /// <summary>Least distance between ticks [pt].</summary>
    public const double MinorTickSpacing = 4;

    /// <summary>Width of the rule of an axis [pt].</summary>
    public const double AxisWidth = 0.5;

    /// <summary>Length of a labelled tick [pt].</summary>
    public const double MajorTick = 2.8;

    /// <summary>Distance of a label from its tick [pt].</summary>
    public const double TickGap = 2;

    /// <summary>Distance of the label of an axis from those of its ticks [pt].</summary>
    public const double LabelGap = 4;

    private const double MinorTick = 1.6;
    private const double TickSpacing = 11;
    private const int MostIntervals = 7;

    private readonly Panel _panel;
    private readonly DataRange _range;
    private readonly TickScale _scale;
    private readonly RichText _label;

    private protected PanelView(Panel panel, double height, DataRange range, TickScale scale, RichText label)
    {
        _panel = panel;
        _range = range;
        _scale = scale;
        _label = label;
        Height = height;
    }

    /// <summary>What a legend has to explain; empty if the axis label says it all.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; private protected init; } = [];

    /// <summary>Room for labels and ticks to the left of the axes [pt].</summary>
    public double LabelWidth => (_label.IsEmpty ? 0 : LabelSize + LabelGap) + TickLabelWidth(_scale) + TickGap + MajorTick;

    /// <summary>Room for what stands to the right of the axes [pt].</summary>
    public virtual double RightWidth => 0;

    private protected double Height { get; }

    /// <summary>The view of a panel whose axes have a height [pt].</summary>
    public static PanelView Of(Panel panel, double height) => panel switch
    {
        LinePanel lines => LineView.Create(lines, height),
        ImagePanel image => ImageView.Create(image, height),
        _ => throw new NotSupportedException(panel.GetType().Name),
    };

    /// <summary>Draws content, axis and labels of the values below <paramref name="top"/>.</summary>
    public IEnumerable<SceneNode> Draw(ReadOnlySpan<double> times, Axis time, double top)
    {
        var axis = new Axis(_range, _scale, top + Height, top);
        List<SceneNode> nodes = [.. Content(times, time, axis, top)];
        if (_panel.Range.IsEmpty)
        {
            var middle = new Point((time.Start + time.End) / 2, top + Height / 2);
            nodes.Add(new TextNode(middle, RichText.Plain("no finite values"), new TextStyle(TickSize, TextAnchor.Middle)));
        }

        double left = time.Start;
        nodes.Add(new RuleNode(new Point(left, top), new Point(left, top + Height), AxisWidth, Rgb.Black));
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
            var position = new Point(3 + FontMetrics.CapHeight * LabelSize, top + Height / 2);
            nodes.Add(new TextNode(position, _label, new TextStyle(LabelSize, TextAnchor.Middle, Vertical: true)));
        }

        return nodes;
    }

    /// <summary>What is drawn in the axes and to their right.</summary>
    private protected abstract IEnumerable<SceneNode> Content(ReadOnlySpan<double> times, Axis time, Axis axis, double top);

    /// <summary>The ticks of a vertical axis.</summary>
    public static TickScale ValueScale(DataRange range, double height) =>
        TickScale.Create(range, Math.Clamp((int)(height / TickSpacing), 2, MostIntervals), (int)(height / MinorTickSpacing));

    /// <summary>Width of the widest label [pt].</summary>
    public static double TickLabelWidth(TickScale scale) => scale.Majors.Select(t => FontMetrics.Width(t.Label, TickSize)).DefaultIfEmpty().Max();

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
}
