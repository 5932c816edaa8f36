using ModelLang.Simulation.Plotting.Scene;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws the variables of a trajectory over time: panels one above the other that share the time axis.</summary>
public static class TrajectoryPlot
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double Margin = 4;
    private const double PanelGap = 7;
    private const double TimeLabelSpace = 24;
    private const double TitleSize = 8;
    private const double TitleLine = 10.5;
    internal const double WidestBold = 1.35; // bold DejaVu Sans, a common stand-in, relative to regular Helvetica
    private const double NoteSize = 6;

    /// <summary>Lays out a figure.</summary>
    /// <remarks>
    /// Variables of one unit share a panel of at most six lines; a variable that would look flat beside the others, and a
    /// population of more units, have panels of their own; with more than twelve units it is an image. Values that are not finite leave gaps. Any number of samples
    /// gives a figure of bounded size in which every extreme is kept.
    /// </remarks>
    /// <param name="trajectory">What to draw; may still be empty.</param>
    /// <param name="options">Title and size; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size in <paramref name="options"/> is outside its range.</exception>
    public static Figure Create(Trajectory trajectory, PlotOptions? options = null)
    {
        options ??= new PlotOptions();
        Require(options.PanelHeight ?? 10, 10, 1000, nameof(options.PanelHeight));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPanels, 1, nameof(options.MaxPanels));

        IReadOnlyList<Panel> plan = PanelPlan.Create(trajectory);
        Panel[] panels = [.. plan.Take(options.MaxPanels)];
        double axesHeight = PointsPerMillimetre * (options.PanelHeight ?? panels.Length switch { <= 1 => 45, 2 => 30, 3 => 25, _ => 20 });

        PanelView[] views = [.. panels.Select(panel => PanelView.Of(panel, axesHeight))];
        return Stack(
            views, axesHeight, trajectory.Time.Values, DataRange.Of(trajectory.Time.Values).Widened(), trajectory.Time.Name, trajectory.Time.Unit, Note(plan, panels), options);
    }

    /// <summary>Lays out panels one above the other over a common horizontal axis.</summary>
    /// <param name="views">The panels.</param>
    /// <param name="axesHeight">Height of the axes of each [pt].</param>
    /// <param name="places">Values on the horizontal axis, ascending.</param>
    /// <param name="range">What the axis spans.</param>
    /// <param name="name">What the axis shows.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="note">A remark below; empty for none.</param>
    /// <param name="options">Title and width.</param>
    internal static Figure Stack(
        IReadOnlyList<PanelView> views, double axesHeight, ReadOnlySpan<double> places, DataRange range, string name, string unit, string note, PlotOptions options)
    {
        double width = WidthOf(options);
        double left = Margin + views.Select(v => v.LabelWidth).DefaultIfEmpty().Max();
        double right = views.Select(v => v.RightWidth).DefaultIfEmpty().Max();
        double axesWidth = width - left - Math.Max(2.5 * Margin, Margin + right);
        var axis = new Axis(range, TimeScale(range, axesWidth), left, left + axesWidth);

        var nodes = new List<SceneNode>();
        double y = Margin;
        foreach (string line in FontMetrics.Wrap(options.Title, WidestBold * TitleSize, axesWidth))
        {
            y += TitleLine;
            nodes.Add(new TextNode(new Point(left, y - 2.5), RichText.Plain(line), new TextStyle(TitleSize, Bold: true)));
        }

        foreach (PanelView view in views)
        {
            var legend = new LegendBlock(view.Legend, axesWidth);
            y += legend.Height == 0 ? PanelGap / 2 : 0;
            nodes.AddRange(legend.Draw(left, y));
            y += legend.Height + 1.5;
            nodes.AddRange(view.Draw(places, axis, y));
            y += axesHeight;
            nodes.AddRange(PanelView.DrawTimeAxis(axis, y, labelled: view == views[^1]));
            y += PanelGap;
        }

        y += TimeLabelSpace - PanelGap;
        if (views.Count > 0)
        {
            RichText label = Axis.Label(name, unit, axis.Scale);
            nodes.Add(new TextNode(new Point(left + axesWidth / 2, y - 3.5), label, new TextStyle(PanelView.LabelSize, TextAnchor.Middle)));
        }

        foreach (string line in FontMetrics.Wrap(note, NoteSize, width - 2 * Margin))
        {
            y += 1.3 * NoteSize;
            nodes.Add(new TextNode(new Point(Margin, y - 1), RichText.Plain(line), new TextStyle(NoteSize)));
        }

        return new Figure(options.Title, width, y + Margin / 2, nodes);
    }

    /// <summary>Width of a figure [pt].</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    internal static double WidthOf(PlotOptions options)
    {
        Require(options.Width, 40, 1000, nameof(options.Width));
        return options.Width * PointsPerMillimetre;
    }

    private static void Require(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"must be between {least} and {most} mm");
        }
    }

    /// <summary>As many ticks as fit without their labels touching.</summary>
    private static TickScale TimeScale(DataRange times, double width)
    {
        for (int most = Math.Min(10, (int)(width / 28)); ; most--)
        {
            TickScale scale = TickScale.Create(times, Math.Max(2, most), (int)(width / PanelView.MinorTickSpacing));
            double widest = scale.Majors.Select(t => FontMetrics.Width(t.Label, PanelView.TickSize)).DefaultIfEmpty().Max();
            if (most <= 2 || scale.Majors.Count < 2 || widest + 5 <= width * (scale.Majors[1].Value - scale.Majors[0].Value) / times.Span)
            {
                return scale;
            }
        }
    }

    private static string Note(IReadOnlyList<Panel> plan, IReadOnlyList<Panel> shown)
    {
        int missing = plan.Skip(shown.Count).Sum(p => p.Count);
        return plan.Count == 0 ? "Nothing was recorded."
            : missing > 0 ? $"Not shown: {missing} more variables in {plan.Count - shown.Count} panels."
            : "";
    }
}
