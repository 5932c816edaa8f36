using ModelLang.Simulation.Plotting.Scene;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws how the units of a population go together over time: the matrix of their correlations, called functional connectivity.</summary>
public static class CorrelationPlot
{
    /// <summary>The most units that are correlated; the matrix of more takes too long and is too fine to see.</summary>
    public const int MostUnits = 4096;

    private const double Margin = 4;
    private const double TitleSize = 8;
    private const double TitleLine = 10.5;
    private const double NoteSize = 6;
    private const int MostNames = 6;

    /// <summary>Lays out a figure: unit against unit, the first at the top left, from blue at -1 through white to red at 1.</summary>
    /// <remarks>A unit that is constant has no correlation with any other: it is grey, and a line below tells which these are.</remarks>
    /// <param name="population">The recorded units; their labels are shown when they are known.</param>
    /// <param name="options">Title and width; null for the defaults. The other options do not matter here.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MostUnits"/> units.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width is outside its range.</exception>
    public static Figure Create(RecordedPopulation population, PlotOptions? options = null)
    {
        if (population.Units > MostUnits)
        {
            throw new ArgumentException($"'{population.Name}' has {population.Units} units; at most {MostUnits} are correlated", nameof(population));
        }

        options ??= new PlotOptions();
        double width = TrajectoryPlot.WidthOf(options);
        double[] matrix = population.Correlation();
        var probe = new ColorBar(ColorMap.BlueRed, new DataRange(-1, 1), "", "", 100);
        var axis = UnitAxis.Of(population, width - (2 * Margin) - probe.Width);
        double left = Margin + axis.Left;
        double side = width - left - probe.Width - Margin;

        var nodes = new List<SceneNode>();
        double y = Margin;
        foreach (string line in FontMetrics.Wrap(options.Title, TrajectoryPlot.WidestBold * TitleSize, width - left - Margin))
        {
            y += TitleLine;
            nodes.Add(new TextNode(new Point(left, y - 2.5), RichText.Plain(line), new TextStyle(TitleSize, Bold: true)));
        }

        y += 3;
        var box = new Box(left, y, side, side);
        if (population.Units > 0)
        {
            Cells cells = Cells.OfMatrix(matrix, population.Units, (int)(ImageView.CellsPerPoint * side));
            nodes.Add(new ImageNode(box, ColorMap.BlueRed.Paint(cells, probe.Range)));
        }

        nodes.AddRange(new ColorBar(ColorMap.BlueRed, probe.Range, $"correlation of {population.Name}", "", side).Draw(box.Right, y));
        nodes.AddRange(axis.Draw(box));
        y = box.Bottom + axis.Below;
        foreach (string line in FontMetrics.Wrap(Note(population, matrix), NoteSize, width - (2 * Margin)))
        {
            y += 1.3 * NoteSize;
            nodes.Add(new TextNode(new Point(Margin, y - 1), RichText.Plain(line), new TextStyle(NoteSize)));
        }

        return new Figure(options.Title, width, y + Margin, nodes);
    }

    private static string Note(RecordedPopulation population, double[] matrix)
    {
        int units = population.Units;
        int[] undefined = [.. Enumerable.Range(0, units).Where(i => double.IsNaN(matrix[(i * units) + i]))];
        if (undefined.Length == 0)
        {
            return "";
        }

        string names = string.Join(", ", undefined.Take(MostNames).Select(i => population.Labels?[i] ?? $"{population.FirstUnit + i}"));
        string which = undefined.Length == units ? "all units" : $"{undefined.Length} of {units} units ({names}{(undefined.Length > MostNames ? ", ..." : "")})";
        return $"Grey: {which} are constant or not a number, so that they have no correlation.";
    }
}
