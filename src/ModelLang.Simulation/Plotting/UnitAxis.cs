using System.Globalization;
using ModelLang.Simulation.Plotting.Scene;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Plotting;

/// <summary>Both axes of a matrix of units: their labels as far as they fit, or their indices.</summary>
internal sealed class UnitAxis
{
    private const double WidestLabel = 60;
    private const double LabelLine = 1.05 * PanelView.TickSize;

    private readonly int _units;
    private readonly IReadOnlyList<(int Place, string Text)> _labels;
    private readonly double _widest;
    private readonly bool _areNames;

    private UnitAxis(int units, IReadOnlyList<(int Place, string Text)> labels, bool areNames)
    {
        _units = units;
        _labels = labels;
        _areNames = areNames;
        _widest = labels.Select(l => FontMetrics.Width(l.Text, PanelView.TickSize)).DefaultIfEmpty().Max();
    }

    /// <summary>Room to the left of the matrix [pt].</summary>
    public double Left => _widest + Outside + Title;

    /// <summary>Room below the matrix [pt].</summary>
    public double Below => (_areNames ? _widest : PanelView.TickSize) + Outside + Title;

    private static double Outside => PanelView.MajorTick + PanelView.TickGap;

    // Names speak for themselves.
    private double Title => _areNames ? 0 : PanelView.LabelSize + PanelView.LabelGap;

    /// <summary>The axes of a matrix that has a room [pt] to share with the labels on its left.</summary>
    public static UnitAxis Of(RecordedPopulation population, double room)
    {
        if (population.Labels is { } names)
        {
            (int Place, string Text)[] all = [.. names.Select((name, i) => (i, FontMetrics.Shorten(name, PanelView.TickSize, WidestLabel)))];
            double height = room - new UnitAxis(population.Units, all, areNames: true).Left;
            int every = Math.Max(1, (int)Math.Ceiling(LabelLine * population.Units / height));
            return new UnitAxis(population.Units, [.. all.Where(label => label.Place % every == 0)], areNames: true);
        }

        double side = room - (2 * (PanelView.LabelSize + PanelView.LabelGap));
        var range = new DataRange(population.FirstUnit - 0.5, population.FirstUnit + Math.Max(1, population.Units) - 0.5);
        return new UnitAxis(
            population.Units,
            [.. PanelView.ValueScale(range, side).WholeNumbers().Majors.Select(t => ((int)t.Value - population.FirstUnit, t.Value.ToString("0", CultureInfo.InvariantCulture)))],
            areNames: false);
    }

    /// <summary>Draws ticks and labels to the left of a matrix and below it.</summary>
    public IEnumerable<SceneNode> Draw(Box box)
    {
        double half = FontMetrics.CapHeight * PanelView.TickSize / 2;
        foreach ((int place, string text) in _labels)
        {
            double at = (place + 0.5) / _units;
            double y = box.Top + (at * box.Height);
            double x = box.Left + (at * box.Width);
            yield return new RuleNode(new Point(box.Left - PanelView.MajorTick, y), new Point(box.Left, y), PanelView.AxisWidth, Rgb.Black);
            yield return new RuleNode(new Point(x, box.Bottom), new Point(x, box.Bottom + PanelView.MajorTick), PanelView.AxisWidth, Rgb.Black);
            yield return new TextNode(new Point(box.Left - Outside, y + half), RichText.Plain(text), new TextStyle(PanelView.TickSize, TextAnchor.End));
            yield return _areNames
                ? new TextNode(new Point(x + half, box.Bottom + Outside), RichText.Plain(text), new TextStyle(PanelView.TickSize, TextAnchor.End, Vertical: true))
                : new TextNode(new Point(x, box.Bottom + Outside + (2 * half)), RichText.Plain(text), new TextStyle(PanelView.TickSize, TextAnchor.Middle));
        }

        if (!_areNames)
        {
            RichText unit = RichText.Plain("unit");
            yield return new TextNode(new Point(box.Left - Left + (FontMetrics.CapHeight * PanelView.LabelSize), box.Top + (box.Height / 2)), unit, new TextStyle(PanelView.LabelSize, TextAnchor.Middle, Vertical: true));
            yield return new TextNode(new Point(box.Left + (box.Width / 2), box.Bottom + Below - 2), unit, new TextStyle(PanelView.LabelSize, TextAnchor.Middle));
        }
    }
}
