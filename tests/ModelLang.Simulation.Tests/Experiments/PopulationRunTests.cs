using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Experiments;

public class PopulationRunTests
{
    private static readonly RunOptions s_short = new() { Duration = 1, Step = 0.01, Interval = 0.5 };

    [Fact]
    public void All_states_are_recorded_one_column_per_unit()
    {
        Trajectory trajectory = new Ensemble(3).Run(s_short).EnsureCompleted().Trajectory;

        Assert.Equal(["s", "X.r[0]", "X.r[1]", "X.r[2]", "q"], trajectory.Variables.Select(v => v.Name));
        Assert.Equal(["", "Hz", "Hz", "Hz", ""], trajectory.Variables.Select(v => v.Unit));
        Assert.Equal([1000.0, 1000, 1000], trajectory["X.r[2]"].Values.ToArray());
        Assert.Equal([0, 0.5, 1], trajectory["s"].Values.ToArray().Select(v => Math.Round(v, 9)));
    }

    [Fact]
    public void Units_are_recorded_as_one_matrix()
    {
        RunOptions options = s_short with { Record = ["X.twice"], Settings = [new VariableSetting(VariableKind.State, 1, 0.25, 1, 1)] };
        RecordedPopulation population = new Ensemble(3).Run(options).EnsureCompleted().Trajectory.Population("X.twice");

        Assert.Equal((0, 3, "X.twice"), (population.FirstUnit, population.Units, population.Name));
        Assert.Equal([2, 0.5, 2, 2, 0.5, 2, 2, 0.5, 2], population.Values.ToArray());
        Assert.Equal([2, 0.5, 2], population.Sample(1).ToArray());
        Assert.Equal("X.twice[1]", population[1].Name);
    }

    [Fact]
    public void Single_units_and_ranges_keep_their_index()
    {
        Trajectory trajectory = new Ensemble(10).Run(s_short with { Record = ["X.r[7]", "X.r[2..4]", "s"] }).Trajectory;

        Assert.Equal(["X.r[7]", "X.r[2]", "X.r[3]", "X.r[4]", "s"], trajectory.Variables.Select(v => v.Name));
        Assert.Equal((2, 3), (trajectory.Population("X.r").FirstUnit, trajectory.Population("X.r[2..4]").Units));
    }

    [Fact]
    public void Label_of_a_recording_replaces_the_path()
    {
        Trajectory trajectory = new Ensemble(3, recordings: [new("rate", 1, 1, 2), new("X.r[0]", 1, 0, 0), new("first", 1, 0, 0), new("r", 1)]).Run().Trajectory;

        Assert.Equal(["rate[1]", "rate[2]", "X.r[0]", "first", "r[0]", "r[1]", "r[2]"], trajectory.Variables.Select(v => v.Name));
        Assert.Equal(["rate[1..2]", "r"], trajectory.Populations.Select(p => p.Name));
    }

    [Theory]
    [InlineData("X.r[3]", "there is no 'X.r[3]': population 'X' has 3 units, 0 to 2")]
    [InlineData("X.r[0..3]", "there is no 'X.r[0..3]': population 'X' has 3 units, 0 to 2")]
    [InlineData("X.r[2..1]", "a unit, such as [3], or a range")]
    [InlineData("X.r[-1]", "a unit, such as [3], or a range")]
    [InlineData("X.r[]", "a unit, such as [3], or a range")]
    [InlineData("s[0]", "'s' is a single value")]
    [InlineData("X.z[0]", "there is no 'X.z' to record")]
    [InlineData("X.r", "'X.r[1]' would be recorded twice")]
    [InlineData("X.r[0..1]", "'X.r[1]' would be recorded twice")]
    public void Wrong_units_are_told(string name, string message) => Assert.Contains(
        message, Assert.Throws<ExperimentException>(() => new Ensemble(3).Run(s_short with { Record = ["X.r[1]", name] })).Message);

    [Fact]
    public void Too_much_to_record_is_refused_before_the_run() => Assert.Contains(
        "10001 samples of 1000000 values need 80.0",
        Assert.Throws<ExperimentException>(() =>
            new Ensemble(1_000_000).Run(new RunOptions { Duration = 100, Step = 0.01, Interval = 0.01, Record = ["X.r"] })).Message);

    [Fact]
    public void Failure_names_the_unit_and_the_equation_of_its_state()
    {
        RunOptions options = s_short with { Step = 0.5, Duration = 10_000, Settings = [new VariableSetting(VariableKind.Parameter, 0, 100, 2, 2)] };
        RunResult result = new Ensemble(4).Run(options);

        Assert.Equal((RunOutcome.Failed, "X.r[2]", "X.r"), (result.Outcome, result.Failure!.Name, result.Failure.State!.Name));
        Assert.Equal("r' = gain*r", result.Failure.Equation!.Text);
        Assert.Contains("'X.r[2]' is no longer", Assert.Throws<InvalidOperationException>(result.EnsureCompleted).Message);
    }

    [Fact]
    public void Exception_of_the_integrator_names_the_unit()
    {
        var ensemble = new Ensemble(4);
        ensemble.ParameterValues(0)[3] = 1e300;

        Assert.Contains("'X.r[3]' is not finite", Assert.Throws<NumericalFailureException>(() => ensemble.Step(1, 4)).Message);
    }

    [Fact]
    public void Value_that_is_not_finite_at_the_start_is_found_behind_a_population()
    {
        var ensemble = new Ensemble(4);
        ensemble.State[^1] = double.NaN;

        NumericalFailure failure = ensemble.Run(s_short).Failure!;
        Assert.Equal(("q", "q' = 0"), (failure.Name, failure.Equation!.Text));
    }

    [Fact]
    public void Single_state_behind_a_population_can_be_set()
    {
        var ensemble = new Ensemble(4) { Q = 7 };

        Assert.Equal([0.0, 1, 1, 1, 1, 7], ensemble.State.ToArray());
        Assert.Equal(7, ensemble.Q);
    }

    [Fact]
    public void Range_of_a_population_is_reported_once()
    {
        VariableSetting[] settings =
        [
            new(VariableKind.Parameter, 0, 1, 1, 3),
            new(VariableKind.Parameter, 0, 2, 2, 2),
        ];
        RangeViolation violation = Assert.Single(new Ensemble(5).Run(s_short with { Settings = settings }).Summary.RangeViolations);

        Assert.Equal(("X.r[2]", 2, 3), (violation.Name, violation.FarthestUnit, violation.Units));
        Assert.Equal(1000 * Math.Pow(1.02, 100), violation.Extreme, 1e-6);
        Assert.Equal(0.5, violation.FirstTime);
    }

    [Fact]
    public void Settings_of_units_that_are_not_there_are_refused()
    {
        RunOptions options = s_short with { Settings = [new VariableSetting(VariableKind.Parameter, 0, 1, 0, 5)] };

        Assert.Contains("'X.gain[0..5]': population 'X' has 5 units", Assert.Throws<ExperimentException>(() => new Ensemble(5).Run(options)).Message);
    }

    [Fact]
    public void Samples_of_a_population_allocate_nothing_but_their_room()
    {
        static long Allocated(int samples)
        {
            var simulator = new Ensemble(7);
            return Allocation.LeastOf(() =>
            {
                simulator.Reset();
                simulator.Run(new RunOptions { Duration = samples, Step = 1, Interval = 1 });
            });
        }

        Allocated(10);
        const int EulerStep = (9 + 3) * sizeof(double);
        long perSample = (Allocated(3000) - Allocated(2000)) / 1000;
        Assert.Equal((10 * sizeof(double)) + EulerStep, perSample);
    }
}
