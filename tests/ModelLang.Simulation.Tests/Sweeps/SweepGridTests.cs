using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Sweeps;
using Xunit;

namespace ModelLang.Simulation.Tests.Sweeps;

public sealed class SweepGridTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweep-grid").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Last_axis_changes_fastest_and_zipped_quantities_change_together()
    {
        SweepGrid grid = Grid(
            Spiral.Axis(SweptKind.Parameter, 0, -1, -2),
            new SweepAxisDescription([new(SweptKind.Input, 0, [10, 20, 30]), new(SweptKind.State, 1, [1, 2, 3]), new(SweptKind.Seed, 0, [7, 8, 9])]));

        Assert.Equal(6, grid.Count);
        Assert.Equal(
            [(-1, 10, 1, 7), (-1, 20, 2, 8), (-1, 30, 3, 9), (-2, 10, 1, 7), (-2, 20, 2, 8), (-2, 30, 3, 9)],
            Enumerable.Range(0, 6).Select(i => grid[i]).Select(p => (p.Settings[0].Value, p.Settings[1].Value, p.Settings[2].Value, p.Seed!.Value)));
        Assert.Equal(["g", "u"], grid.Axes.Select(a => a.Name));
        Assert.Equal("g = -2, u = 30, init y = 3, seed = 9", grid.Describe(5));
        Assert.Equal((VariableKind.State, 1), (grid[5].Settings[2].Kind, grid[5].Settings[2].Index));
    }

    [Fact]
    public void Values_are_shown_in_the_unit_of_the_model() =>
        Assert.Equal("w = 25 kHz", Grid(Spiral.Axis(SweptKind.Parameter, 1, 2.5)).Describe(0));

    [Fact]
    public void Without_axes_there_is_one_point()
    {
        SweepGrid grid = SweepGrid.Create(new Spiral(), [], [new VariableSetting(VariableKind.Parameter, 0, 3)], seed: false);

        Assert.Equal((1, 3, ""), (grid.Count, grid[0].Settings[0].Value, grid.Describe(0)));
        Assert.Null(grid[0].Seed);
    }

    [Fact]
    public void Count_of_points_may_be_larger_than_an_array()
    {
        double[] many = [.. Enumerable.Range(0, 5000).Select(i => (double)-i)];
        SweepGrid grid = Grid(Spiral.Axis(SweptKind.Parameter, 0, many), Spiral.Axis(SweptKind.Input, 0, many), Spiral.Axis(SweptKind.State, 1, many));

        Assert.Equal(125_000_000_000, grid.Count);
        Assert.Equal([-4999.0, -4999, -4998], grid[grid.Count - 2].Settings.Select(s => s.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[grid.Count]);
    }

    [Fact]
    public void Column_of_a_file_is_read_in_its_unit()
    {
        string file = Write("w.csv", "name,w\na,1\nb,2.5\n".Replace("a,", "0,").Replace("b,", "1,"));
        SweepGrid grid = Grid(FromFile(file, "w", scale: 10));

        Assert.Equal([0.1, 0.25], grid.Axes[0].Quantities[0].Values);
        Assert.Equal(2.5, grid.Axes[0].Quantities[0].Shown(1));
    }

    [Theory]
    [InlineData("w\n1\nx\n", "w", "row 3, column 1 ('w'): 'x' is not a finite number")]
    [InlineData("w\n1\n2\n-5\n", "w", "row 4, column 'w': w = -5 kHz is outside its range [0 kHz, inf)")]
    [InlineData("1\n-5\n", null, "row 2: w = -5 kHz is outside its range")]
    [InlineData("v\n1\n", "w", "has no column 'w'; it has 'v'")]
    [InlineData("", "w", "is empty")]
    public void Fault_of_a_file_names_its_place(string text, string? column, string message) => Assert.Contains(
        message, Assert.Throws<DataFileException>(() => Grid(FromFile(Write("w.csv", text), column, scale: 10))).Message);

    [Fact]
    public void Missing_file_is_told() => Assert.Contains(
        "does not exist; 'w'", Assert.Throws<FileNotFoundException>(() => Grid(FromFile(Path.Combine(_folder, "no.csv"), null, 1))).Message);

    [Fact]
    public void Value_outside_its_range_is_told_before_anything_runs() => Assert.Contains(
        "value 2 of the sweep: g = 2001 is outside its range (-inf, 2000]",
        Assert.Throws<ExperimentException>(() => Grid(Spiral.Axis(SweptKind.Parameter, 0, 0, 2001))).Message);

    [Fact]
    public void Seeds_are_whole_numbers() => Assert.Contains(
        "is no seed", Assert.Throws<ExperimentException>(() => Grid(Spiral.Axis(SweptKind.Seed, 0, 1.5))).Message);

    [Fact]
    public void Contradictions_are_refused()
    {
        SweepAxisDescription axis = Spiral.Axis(SweptKind.Parameter, 0, 1, 2);
        VariableSetting setting = new(VariableKind.Parameter, 0, 1);

        Assert.Contains("'g' is swept twice", Assert.Throws<ExperimentException>(() => Grid(axis, axis)).Message);
        Assert.Contains("'g' is set for all points", Assert.Throws<ExperimentException>(() => SweepGrid.Create(new Spiral(), [axis], [setting], false)).Message);
        Assert.Contains("'seed' is set", Assert.Throws<ExperimentException>(() => SweepGrid.Create(new Spiral(), [Spiral.Axis(SweptKind.Seed, 0, 1)], [], true)).Message);
        Assert.Contains("no values", Assert.Throws<ExperimentException>(() => Grid(Spiral.Axis(SweptKind.Input, 0))).Message);
        Assert.Contains(
            "'u' has 3 values, but 'g'",
            Assert.Throws<ExperimentException>(() => Grid(new SweepAxisDescription([new(SweptKind.Parameter, 0, [1, 2]), new(SweptKind.Input, 0, [1, 2, 3])]))).Message);
    }

    private static SweepGrid Grid(params SweepAxisDescription[] axes) => SweepGrid.Create(new Spiral(), axes, [], seed: false);

    private static SweepAxisDescription FromFile(string file, string? column, double scale) =>
        new([new SweptDescription(SweptKind.Parameter, 1, [], file, "", column, scale)]);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
