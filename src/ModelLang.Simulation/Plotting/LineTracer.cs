using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Turns samples into the points of curves, however many samples there are.</summary>
/// <remarks>
/// Of the samples that fall into one column of the paper (far narrower than a line is wide) the first, the least, the
/// greatest and the last survive, in their order, so every extreme stays where it was. A value that is not finite, or
/// too large to show, ends a curve. Runs of equal height keep their ends only.
/// </remarks>
internal sealed class LineTracer
{
    /// <summary>Width of a column [pt].</summary>
    public const double ColumnWidth = 0.25;

    private const double SameHeight = 0.005;

    private readonly List<List<Point>> _curves = [];
    private List<Point>? _curve;

    private LineTracer()
    {
    }

    /// <summary>The curves through the samples; a sample without neighbours gives a curve of one point.</summary>
    public static IReadOnlyList<IReadOnlyList<Point>> Trace(ReadOnlySpan<double> times, ReadOnlySpan<double> values, Axis x, Axis y)
    {
        var tracer = new LineTracer();
        Column column = default;
        for (int i = 0; i < Math.Min(times.Length, values.Length); i++)
        {
            if (!DataRange.CanShow(values[i]) || !DataRange.CanShow(times[i]))
            {
                tracer.Add(column, times, values, x, y);
                tracer._curve = null;
                column = default;
                continue;
            }

            double number = Math.Floor(x.Map(times[i]) / ColumnWidth);
            if (column.Count > 0 && number == column.Number)
            {
                column = column with
                {
                    Count = column.Count + 1,
                    Last = i,
                    Least = values[i] < values[column.Least] ? i : column.Least,
                    Greatest = values[i] > values[column.Greatest] ? i : column.Greatest,
                };
            }
            else
            {
                tracer.Add(column, times, values, x, y);
                column = new Column(number, 1, i, i, i, i);
            }
        }

        tracer.Add(column, times, values, x, y);
        return tracer._curves;
    }

    private void Add(Column column, ReadOnlySpan<double> times, ReadOnlySpan<double> values, Axis x, Axis y)
    {
        if (column.Count == 0)
        {
            return;
        }

        int previous = -1;
        ReadOnlySpan<int> samples =
        [
            column.First, Math.Min(column.Least, column.Greatest), Math.Max(column.Least, column.Greatest), column.Last,
        ];
        foreach (int i in samples)
        {
            if (i != previous)
            {
                Add(new Point(x.Map(times[i]), y.Map(values[i])));
                previous = i;
            }
        }
    }

    private void Add(Point point)
    {
        if (_curve is null)
        {
            _curves.Add(_curve = []);
        }

        if (_curve.Count >= 2 && IsLevel(_curve[^2], _curve[^1]) && IsLevel(_curve[^2], point) && point.X >= _curve[^1].X)
        {
            _curve[^1] = point;
        }
        else
        {
            _curve.Add(point);
        }
    }

    private static bool IsLevel(Point a, Point b) => Math.Abs(a.Y - b.Y) < SameHeight;

    private readonly record struct Column(double Number, int Count, int First, int Least, int Greatest, int Last);
}
