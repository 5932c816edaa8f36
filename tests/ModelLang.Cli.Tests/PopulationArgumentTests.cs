using ModelLang.Simulation.Experiments;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Cli.Tests;

public sealed class PopulationArgumentTests
{
    [Theory]
    [InlineData("X.gain=2", VariableKind.Parameter, 0, -1, 2)]
    [InlineData("X.gain[3]=2", VariableKind.Parameter, 3, 3, 2)]
    [InlineData("X.r[0..2]=500 Hz", VariableKind.State, 0, 2, 0.5)]
    [InlineData("X.r = 500Hz", VariableKind.State, 0, -1, 0.5)]
    public void Units_are_set(string text, VariableKind kind, int first, int last, double value)
    {
        VariableSetting setting = Assert.Single(Assignments.Read([text], new Ensemble(5)));

        Assert.Equal((kind, first, last, value), (setting.Kind, setting.First, setting.Last, setting.Value));
    }

    [Fact]
    public void What_stands_later_counts()
    {
        var ensemble = new Ensemble(3);
        RunResult run = ensemble.Run(new RunOptions { Duration = 1, Step = 0.5, Settings = Assignments.Read(["X.gain=-1", "X.gain[1]=-2", "X.r=1Hz", "X.r[2]=2Hz"], ensemble) });

        Assert.Equal([-1.0, -2, -1], ensemble.ParameterValues(0).ToArray());
        Assert.Equal([1.0, 1, 2], run.Trajectory.Population("X.r").Sample(0).ToArray());
    }

    [Theory]
    [InlineData("X.gain[5]=1", "--set X.gain[5]=1: there is no 'X.gain[5]': population 'X' has 5 units, 0 to 4")]
    [InlineData("X.gain[1..]=1", "in the brackets stands a unit, such as [3], or a range, such as [0..9]")]
    [InlineData("s[0]=1", "'s' is a single value; write it without brackets")]
    [InlineData("X.eta[0]=1", "'ensemble' has no 'X.eta'")]
    [InlineData("X.r[0]=5 kHz", "is outside the range of 'X.r'")]
    [InlineData("X.gain[0]=2", "this is set twice")]
    public void Mistake_is_told_with_the_argument(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Assignments.Read(["X.gain[0]=1", text], new Ensemble(5))).Message);

    [Fact]
    public void Report_has_a_line_for_a_population()
    {
        var ensemble = new Ensemble(5);
        RunResult run = ensemble.Run(new RunOptions { Duration = 1, Step = 0.5, Settings = Assignments.Read(["X.r[1]=2000Hz", "X.gain[1..2]=3"], ensemble) });
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        RunReport.WriteSummary(output, ensemble, null, run);
        RunReport.WriteWarnings(new Terminal(output, error), ensemble.Description, [], run.Summary);

        Assert.Contains("ensemble: 7 states, euler\npopulation X of 5 units\n", output.ToString());
        Assert.Contains("X.r (mean of 5 units)   1200", output.ToString());
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("2 units of 'X.r' left their range [0 Hz, 2000 Hz], the first at t = 0.5 ms; 'X.r[1]' went farthest, to 12500 Hz", error.ToString());
    }

    [Theory]
    [InlineData("fc.svg", "fc.svg", "X.r")]
    [InlineData("rate=fc.svg", "fc.svg", "rate")]
    public void Correlated_population_is_found(string text, string file, string name)
    {
        var ensemble = new Ensemble(5, recordings: name == "X.r" ? [new("X.r", 1), new("s", 0)] : [new("X.r", 1), new("rate", 1)]);
        CorrelationArgument argument = CorrelationArgument.Parse(text)!;
        argument.Check(ensemble);

        Assert.Equal((file, name), (argument.File, argument.In(ensemble.Run().Trajectory).Name));
    }

    [Theory]
    [InlineData("fc.svg", "more than one population is recorded", "--plot-correlation X.r=fc.svg")]
    [InlineData("X.s=fc.svg", "'X.s' is not a recorded population", "X.r")]
    public void Population_that_cannot_be_told_is_asked_for(string text, string message, string hint)
    {
        var ensemble = new Ensemble(5, recordings: [new("X.r", 1), new("rate", 1)]);
        var e = Assert.Throws<UsageException>(() => CorrelationArgument.Parse(text)!.Check(ensemble));

        Assert.Contains(message, e.Message);
        Assert.Contains(hint, e.Hint);
    }

    [Fact]
    public void Correlation_of_too_many_units_or_none_is_refused_before_the_run()
    {
        var many = Assert.Throws<UsageException>(() => CorrelationArgument.Parse("fc.svg")!.Check(new Ensemble(5000)));
        var none = Assert.Throws<UsageException>(() => CorrelationArgument.Parse("fc.svg")!.Check(new Ensemble(5, recordings: [new("X.r[0]", 1, 0, 0)])));

        Assert.Contains("at most 4096", many.Message);
        Assert.Contains("X.r[0..999]", many.Hint);
        Assert.Contains("no population is recorded", none.Message);
    }
}
