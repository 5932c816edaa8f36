using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Plotting.Scene;
using Xunit;

namespace ModelLang.Simulation.Tests.Plotting;

public sealed class LineTracerTests
{
    private const double Nan = double.NaN;

    [Fact]
    public void Few_samples_are_kept_as_they_are() =>
        Assert.Equal([[new Point(0, 5), new Point(50, 7), new Point(100, 1)]], Trace([0, 50, 100], [5, 7, 1]));

    [Fact]
    public void A_million_samples_keep_their_extremes_in_few_points()
    {
        var random = new Random(5);
        double[] times = [.. Enumerable.Range(0, 1_000_000).Select(i => i * 1e-4)];
        double[] values = [.. times.Select(_ => random.NextDouble())];
        values[123_456] = 77;
        values[876_543] = -55;

        IReadOnlyList<Point> curve = Assert.Single(Trace(times, values));
        Assert.InRange(curve.Count, 100, 4 * 100 / LineTracer.ColumnWidth + 4);
        Assert.Contains(new Point(times[123_456], 77), curve);
        Assert.Contains(new Point(times[876_543], -55), curve);
        Assert.Equal(new Point(times[0], values[0]), curve[0]);
        Assert.Equal(new Point(times[^1], values[^1]), curve[^1]);
        Assert.Equal(curve.OrderBy(p => p.X), curve);

        // Every column of the paper shows the extremes of its own samples.
        foreach (var column in times.Zip(values).GroupBy(s => Math.Floor(s.First / LineTracer.ColumnWidth)))
        {
            double[] shown = [.. curve.Where(p => Math.Floor(p.X / LineTracer.ColumnWidth) == column.Key).Select(p => p.Y)];
            Assert.Equal(column.Max(s => s.Second), shown.Max());
            Assert.Equal(column.Min(s => s.Second), shown.Min());
        }
    }

    [Fact]
    public void Values_that_are_not_finite_break_the_line() =>
        Assert.Equal(
            [[new Point(0, 1), new Point(10, 2)], [new Point(30, 4)], [new Point(60, 5), new Point(70, 6)]],
            Trace([0, 10, 20, 30, 40, 50, 60, 70], [1, 2, Nan, 4, double.PositiveInfinity, double.NegativeInfinity, 5, 6]));

    [Fact]
    public void A_gap_within_one_column_still_breaks_the_line() =>
        Assert.Equal([[new Point(0, 1)], [new Point(0.002, 3)]], Trace([0, 0.001, 0.002], [1, Nan, 3]));

    [Fact]
    public void Nothing_finite_gives_no_line() => Assert.Empty(Trace([0, 1], [Nan, Nan]));

    [Fact]
    public void A_constant_run_is_two_points() =>
        Assert.Equal(
            [[new Point(0, 3), new Point(49, 3), new Point(50, 8), new Point(99, 8)]],
            Trace([.. Enumerable.Range(0, 100)], [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 3.0 : 8.0)]));

    /// <summary>Axes on which a value is its own place on the paper, exactly.</summary>
    private static IReadOnlyList<IReadOnlyList<Point>> Trace(double[] times, double[] values)
    {
        var range = new DataRange(0, 128);
        var axis = new Axis(range, TickScale.Create(range, 5, 10), 0, 128);
        return LineTracer.Trace(times, values, axis, axis);
    }
}
