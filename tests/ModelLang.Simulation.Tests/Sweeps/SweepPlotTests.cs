using ModelLang.Runtime;
using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Plotting.Scene;
using ModelLang.Simulation.Sweeps;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Sweeps;

public sealed class SweepPlotTests : IDisposable
{
    private static readonly ReductionDescription[] s_two = [new("top", ReductionKind.Max, "x"), new("last", ReductionKind.Final, "y")];

    private readonly string _folder = Directory.CreateTempSubdirectory("sweep-plot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_axis_gives_lines_in_ascending_order()
    {
        Figure figure = Plot([Spiral.Axis(SweptKind.Parameter, 1, 3, 1, 2)]);

        Assert.Contains("w [kHz]", Texts(figure));
        Assert.Contains("top [mV]", Texts(figure));
        Assert.Contains(Texts(figure), t => t.StartsWith("last", StringComparison.Ordinal));
        PolylineNode line = All(figure.Nodes).OfType<PolylineNode>().First();
        Assert.Equal(line.Points.OrderBy(p => p.X), line.Points);
    }

    [Fact]
    public void Two_axes_give_a_map_for_each_reduction_with_the_first_axis_upwards()
    {
        // The last value of y is 1, 2, 3 upwards and does not depend on w, which is 0 for all.
        SweepAxisDescription rows = Spiral.Axis(SweptKind.State, 1, 3, 1, 2), columns = Spiral.Axis(SweptKind.Input, 0, 10, 20, 30, 40);
        Figure figure = Plot([rows, columns], new PlotOptions { MaxPanels = 1 }, [new("last", ReductionKind.Final, "y"), s_two[0]], Still);
        ImageNode map = All(figure.Nodes).OfType<ImageNode>().Single(i => i.Image.Width == 4);

        Assert.Equal(3, map.Image.Height);
        Assert.Equal(ColorMap.Viridis.At(1), map.Image[0, 0]);
        Assert.Equal(ColorMap.Viridis.At(0), map.Image[3, 2]);
        Assert.Contains("Not shown: 1 more reductions.", Texts(figure));
        Assert.Contains("init y", Texts(figure));
        Assert.Contains("u", Texts(figure));

        static Spiral Still() => new(Spiral.Over()) { Turning = 0 };
    }

    [Fact]
    public void Points_that_failed_are_grey()
    {
        Figure figure = Plot([Spiral.Axis(SweptKind.Parameter, 0, 0, 2000), Spiral.Axis(SweptKind.Parameter, 1, 0, 1)], duration: 50);

        Assert.Contains("failed or not a number", Texts(figure));
        Assert.Contains(All(figure.Nodes).OfType<ImageNode>(), i => i.Image.Width == 2 && i.Image[0, 0] == ColorMap.Missing && i.Image[0, 1] != ColorMap.Missing);
    }

    [Fact]
    public void Equal_ratios_are_shown_by_their_logarithm()
    {
        SweepAxisScale scale = Scale("ms", 1, 10, 100);

        Assert.Equal(("log10(p/ms)", ""), (scale.Name, scale.Unit));
        Assert.Equal([0.0, 1, 2], scale.Places);
        Assert.Equal(new DataRange(-0.5, 2.5), scale.Range);
        Assert.Equal([0, 1, 2], scale.Cells(100));
        Assert.Equal("p", Scale("ms", 1, 1.1, 1.21).Name);
        Assert.Equal("p", Scale("ms", -1, -10, -100).Name);
        Assert.Equal("log10(p)", Scale("", 100, 10, 1).Name);
    }

    [Fact]
    public void Cells_lie_where_their_values_are()
    {
        Assert.Equal([2, 1, 0], Scale("", 3, 2, 1).Cells(100));
        Assert.Equal([0, 0, 1, 1, 1, 2, 2, 2, 2, 2], Scale("", 0, 2, 8).Cells(10));
        Assert.Equal([0], Scale("", 5).Cells(10));
        Assert.Equal(new DataRange(4.5, 5.5), Scale("", 5).Range);
        Assert.Equal(4, Scale("", [.. Enumerable.Range(0, 100).Select(i => (double)i)]).Cells(4).Length);
    }

    [Fact]
    public void What_cannot_be_drawn_is_told()
    {
        SweepAxisDescription[] axes = [Spiral.Axis(SweptKind.Parameter, 0, 1), Spiral.Axis(SweptKind.Parameter, 1, 1), Spiral.Axis(SweptKind.Input, 0, 1)];

        Assert.Contains("one or two axes, but the sweep has 3", Assert.Throws<ArgumentException>(() => Plot(axes)).Message);
        SweepAxisDescription gain = Spiral.Axis(SweptKind.Parameter, 0, 0, 1), q = Spiral.Axis(SweptKind.State, 2, 0, 1);
        Assert.Contains(
            "every reduction has a value for each unit",
            Assert.Throws<ArgumentException>(() => Plot([gain, q], reductions: [new("last", ReductionKind.Final, "X.r")], model: () => new Ensemble(3, recordings: [new("X.r", 1)]))).Message);
        Assert.Contains("all samples of each point are kept", Assert.Throws<ArgumentException>(() => Plot(axes[..1], reductions: [])).Message);
    }

    private static SweepAxisScale Scale(string unit, params double[] values) => new(new SweepCoordinate("p", unit, "p", values));

    private Figure Plot(
        SweepAxisDescription[] axes, PlotOptions? options = null, ReductionDescription[]? reductions = null, Func<Simulator>? model = null, double? duration = null)
    {
        string path = Path.Combine(_folder, "r.npz");
        SweepRunner.Run(
            model ?? (() => new Spiral(Spiral.Over())), path,
            new SweepOptions { Axes = axes, Reductions = reductions ?? s_two, Overwrite = true, Run = new() { Duration = duration } });
        return SweepPlot.Create(SweepResult.Load(path), options);
    }

    private static IEnumerable<string> Texts(Figure figure) =>
        All(figure.Nodes).OfType<TextNode>().Select(t => string.Concat(t.Text.Runs.Select(r => r.Text)));

    private static IEnumerable<SceneNode> All(IEnumerable<SceneNode> nodes) =>
        nodes.SelectMany(n => n is ClipNode clip ? All(clip.Children) : [n]);
}
