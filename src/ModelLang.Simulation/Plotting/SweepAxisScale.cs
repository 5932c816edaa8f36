using ModelLang.Simulation.Sweeps;

namespace ModelLang.Simulation.Plotting;

/// <summary>An axis of a sweep as a plot shows it: in ascending order, and by its logarithm where its values have equal ratios.</summary>
internal sealed class SweepAxisScale
{
    private const double LeastRatioOfLogarithms = 5;
    private const double Equal = 1e-6;

    private readonly double[] _edges;

    public SweepAxisScale(SweepCoordinate coordinate)
    {
        bool isLogarithmic = IsLogarithmic(coordinate.Values);
        Order = [.. Enumerable.Range(0, coordinate.Values.Count).OrderBy(i => coordinate.Values[i])];
        Places = [.. Order.Select(i => isLogarithmic ? Math.Log10(coordinate.Values[i]) : coordinate.Values[i])];
        Name = !isLogarithmic ? coordinate.Name : coordinate.Unit.Length == 0 ? $"log10({coordinate.Name})" : $"log10({coordinate.Name}/{coordinate.Unit})";
        Unit = isLogarithmic ? "" : coordinate.Unit;
        _edges = Edges(Places);
        Range = new DataRange(_edges[0], _edges[^1]);
    }

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>The unit of <see cref="Places"/>.</summary>
    public string Unit { get; }

    /// <summary>Which place of the sweep comes where.</summary>
    public int[] Order { get; }

    /// <summary>The values shown, ascending.</summary>
    public double[] Places { get; }

    /// <summary>From the edge of the first cell to that of the last.</summary>
    public DataRange Range { get; }

    /// <summary>Which place of the sweep each of equally wide cells shows: one for each place if these are equidistant, else as many as can be told apart.</summary>
    public int[] Cells(int most)
    {
        double step = Range.Span / Places.Length;
        bool isRegular = Places.Length <= most && Enumerable.Range(0, _edges.Length).All(i => Math.Abs(_edges[i] - (Range.Min + (i * step))) <= Equal * step * Places.Length);
        if (isRegular)
        {
            return Order;
        }

        int[] cells = new int[most];
        int place = 0;
        for (int i = 0; i < most; i++)
        {
            double middle = Range.Min + (Range.Span * (i + 0.5) / most);
            while (place < Places.Length - 1 && middle >= _edges[place + 1])
            {
                place++;
            }

            cells[i] = Order[place];
        }

        return cells;
    }

    private static bool IsLogarithmic(IReadOnlyList<double> values)
    {
        if (values.Count < 3 || values.Any(v => v <= 0) || Math.Max(values[^1] / values[0], values[0] / values[^1]) < LeastRatioOfLogarithms)
        {
            return false;
        }

        double ratio = values[1] / values[0];
        return Enumerable.Range(1, values.Count - 1).All(i => Math.Abs((values[i] / values[i - 1] / ratio) - 1) < Equal);
    }

    // In the middle between neighbours; a place alone gets some room, and so do equal ones.
    private static double[] Edges(double[] places)
    {
        double[] edges = new double[places.Length + 1];
        for (int i = 1; i < places.Length; i++)
        {
            edges[i] = 0.5 * (places[i - 1] + places[i]);
        }

        double room = places.Length > 1 && places[^1] > places[0] ? 0 : Math.Max(0.5, 0.1 * Math.Abs(places[0]));
        edges[0] = places.Length > 1 ? places[0] - (edges[1] - places[0]) - room : places[0] - room;
        edges[^1] = places.Length > 1 ? places[^1] + (places[^1] - edges[^2]) + room : places[0] + room;
        return edges;
    }
}
