using ModelLang.Simulation.Results;
using ModelLang.Simulation.Sweeps;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws the reductions of a sweep: lines over one axis, or maps over two.</summary>
public static class SweepPlot
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const int MostCells = 1024;

    /// <summary>Lays out a figure.</summary>
    /// <remarks>
    /// Axes are in ascending order; one whose values have equal ratios and span at least a factor of five is shown by its logarithm. Quantities that change
    /// together are shown by the first of them. Points that failed leave gaps in lines, and are grey in maps.
    /// </remarks>
    /// <param name="result">The sweep.</param>
    /// <param name="options">Title and size; null for the defaults.</param>
    /// <exception cref="ArgumentException">It has no reductions, another number of axes than one or two, or over two axes values of units only.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size in <paramref name="options"/> is outside its range.</exception>
    public static Figure Create(SweepResult result, PlotOptions? options = null)
    {
        options ??= new PlotOptions();
        if (WhyNot(result.Axes.Count, result.Coordinates.Any(c => c.Dimension == SweepPlan.Time)) is { } reason)
        {
            throw new ArgumentException(reason, nameof(result));
        }

        string[] names = [.. result.Names.Where(n => n is not (SweepPlan.Status or SweepPlan.FailureTime))];
        SweepAxisScale[] axes = [.. result.Axes.Select(axis => new SweepAxisScale(result.Coordinates.First(c => c.Dimension == axis)))];
        return axes.Length == 1 ? Lines(result, names, axes[0], options) : Maps(result, names, axes[0], axes[1], options);
    }

    /// <summary>Why a sweep cannot be drawn, or null.</summary>
    internal static string? WhyNot(int axes, bool keepsTraces) =>
        keepsTraces ? "all samples of each point are kept, which no picture can show; state what to draw: reduce mean(...) in the experiment, or --reduce \"mean(...)\""
        : axes is 1 or 2 ? null
        : $"a picture shows one or two axes, but the sweep has {axes}; leave out the others, and fix their quantities with --set";

    private static Figure Lines(SweepResult result, string[] names, SweepAxisScale axis, PlotOptions options)
    {
        (RecordedQuantity, double[])[] arrays = [.. names.Select(n => result[n]).Select(a => (Quantity(a, result), Sorted(a, axis)))];
        return TrajectoryPlot.Create(Trajectory.FromArrays(RecordedQuantity.Single(axis.Name, axis.Unit), axis.Places, arrays), options);
    }

    private static RecordedQuantity Quantity(SweepArray array, SweepResult result)
    {
        if (array.Dimensions.Count == 1)
        {
            return RecordedQuantity.Single(array.Name, array.Unit);
        }

        SweepCoordinate units = result.Coordinates.Single(c => c.Dimension == array.Dimensions[1]);
        return RecordedQuantity.OfPopulation(array.Name, array.Unit, (int)units.Values[0], units.Values.Count, isWhole: true, labels: null);
    }

    private static double[] Sorted(SweepArray array, SweepAxisScale axis)
    {
        int units = array.Values.Length / axis.Order.Length;
        double[] sorted = new double[array.Values.Length];
        for (int i = 0; i < axis.Order.Length; i++)
        {
            array.Values.AsSpan(axis.Order[i] * units, units).CopyTo(sorted.AsSpan(i * units));
        }

        return sorted;
    }

    private static Figure Maps(SweepResult result, string[] names, SweepAxisScale vertical, SweepAxisScale horizontal, PlotOptions options)
    {
        SweepArray[] arrays = [.. names.Select(n => result[n])];
        SweepArray[] single = [.. arrays.Where(a => a.Dimensions.Count == 2)];
        if (single.Length == 0)
        {
            throw new ArgumentException("every reduction has a value for each unit of a population, which a map cannot show; reduce a single value, such as an output mean(X.r)", nameof(result));
        }

        SweepArray[] shown = [.. single.Take(options.MaxPanels)];
        double height = PointsPerMillimetre * (options.PanelHeight ?? shown.Length switch { 1 => 50, 2 => 40, _ => 32 });
        int[] columns = horizontal.Cells(MostCells);
        int[] rows = [.. Enumerable.Reverse(vertical.Cells(MostCells))];
        PanelView[] views = [.. shown.Select(a => MapView.Create(Panel(a, rows, columns), vertical, height))];
        string note = (arrays.Length > single.Length ? $"Not shown, with a value for each unit: {string.Join(", ", arrays.Except(single).Select(a => a.Name))}. " : "")
            + (single.Length > shown.Length ? $"Not shown: {single.Length - shown.Length} more reductions." : "");
        return TrajectoryPlot.Stack(views, height, horizontal.Places, horizontal.Range, horizontal.Name, horizontal.Unit, note.TrimEnd(), options);
    }

    private static MapPanel Panel(SweepArray array, int[] rows, int[] columns)
    {
        double[] cells = new double[rows.Length * columns.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                cells[(i * columns.Length) + j] = array.Values[(rows[i] * array.Shape[1]) + columns[j]];
            }
        }

        return new MapPanel(new Cells(columns.Length, rows.Length, cells), array.Name, array.Unit, DataRange.Of(array.Values));
    }
}
