using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Experiments;

public class ExperimentRunnerTests
{
    private static readonly RunOptions s_short = new() { Duration = 1, Step = 0.01, Interval = 0.1 };

    [Fact]
    public void Samples_lie_at_multiples_of_the_interval()
    {
        RunResult result = ExperimentRunner.Run(new Growth(), s_short);

        Assert.Equal(RunOutcome.Completed, result.Outcome);
        Assert.Equal(Enumerable.Range(0, 11).Select(k => 0 + (k * 0.1)), result.Trajectory.Time.Values.ToArray());
        Assert.Equal(["x", "y"], result.Trajectory.Variables.Select(v => v.Name));
        Assert.Equal(["mV", ""], result.Trajectory.Variables.Select(v => v.Unit));
        Assert.Equal("ms", result.Trajectory.Time.Unit);
        Assert.Equal(1000 * Math.Pow(0.99, 100), result.Trajectory["x"].Values[^1], 1e-9);
    }

    [Fact]
    public void Second_run_says_how_to_start_again()
    {
        var growth = new Growth();
        growth.Run(s_short);

        Assert.Contains("call Reset", Assert.Throws<ExperimentException>(() => growth.Run(s_short)).Message);
        growth.Reset();
        Assert.Equal(RunOutcome.Completed, growth.Run(s_short).Outcome);
    }

    [Fact]
    public void Observables_are_recorded_by_name()
    {
        RunResult result = new Growth().Run(s_short with { Record = ["twice", "x"] });

        Assert.Equal(["twice", "x"], result.EnsureCompleted().Trajectory.Variables.Select(v => v.Name));
        var e = Assert.Throws<ExperimentException>(() => new Growth().Run(s_short with { Record = ["z"] }));
        Assert.Contains("no 'z' to record", e.Message);
        Assert.Contains("there is x, y, twice", e.Message);
    }

    [Fact]
    public void Run_that_did_not_end_can_be_refused()
    {
        RunResult result = new Growth().Run(s_short, new CancellationToken(canceled: true));

        Assert.Equal("The run was cancelled.", Assert.Throws<InvalidOperationException>(result.EnsureCompleted).Message);
    }

    [Fact]
    public void Discarded_time_is_simulated_but_not_recorded()
    {
        RunResult result = ExperimentRunner.Run(new Growth(), s_short with { Discard = 0.5 });

        Assert.Equal(Enumerable.Range(0, 6).Select(k => 0.5 + (k * 0.1)), result.Trajectory.Time.Values.ToArray());
        Assert.Equal(0.5, result.Trajectory["y"].Values[0], 1e-12);
    }

    [Fact]
    public void Experiment_gives_what_the_options_leave_open()
    {
        var experiment = new ExperimentDescription(
            "e", "", 2, 1, 0.01, null, null, null, 0.5, 0, [new RecordingDescription("double", 2), new RecordingDescription("level", 0)]);
        RunResult result = ExperimentRunner.Run(new Growth(experiment));
        RunResult shorter = ExperimentRunner.Run(new Growth(experiment), new RunOptions { Duration = 1.5 });

        Assert.Equal([1, 1.5, 2], result.Trajectory.Time.Values.ToArray());
        Assert.Equal(["double", "level"], result.Trajectory.Variables.Select(v => v.Name));
        Assert.Equal([2.0, 3.0, 4.0], result.Trajectory["double"].Values.ToArray().Select(v => Math.Round(v, 9)));
        Assert.False(result.Summary.IntervalWasChosen);
        Assert.Equal(2, shorter.Trajectory.Count);
    }

    [Theory]
    [InlineData(1, 0.01, 0.01, 101)]
    [InlineData(100, 0.001, 0.1, 1001)]
    [InlineData(1, 0.0003, 0.0009, 1112)]
    [InlineData(0.005, 0.01, 0.01, 1)]
    public void Chosen_interval_gives_about_a_thousand_samples_on_steps(double duration, double step, double interval, int samples)
    {
        RunResult result = ExperimentRunner.Run(new Growth(), new RunOptions { Duration = duration, Step = step });

        Assert.True(result.Summary.IntervalWasChosen);
        Assert.Equal(interval, result.Summary.Interval, 1e-12);
        Assert.Equal(samples, result.Trajectory.Count);
    }

    [Fact]
    public void How_samples_are_taken_does_not_change_them()
    {
        RunResult coarse = ExperimentRunner.Run(new Growth(), s_short with { Interval = 0.5 });
        RunResult fine = ExperimentRunner.Run(new Growth(), s_short with { Interval = 0.01 });

        Assert.Equal(fine.Trajectory["x"].Values[100], coarse.Trajectory["x"].Values[2]);
    }

    [Fact]
    public void State_outside_its_range_is_reported_once_with_its_extreme()
    {
        RunResult result = ExperimentRunner.Run(new Growth { Rate = 1 }, s_short);

        RangeViolation violation = Assert.Single(result.Summary.RangeViolations);
        Assert.Equal("x", violation.State.Name);
        Assert.Equal(0.7, violation.FirstTime, 0.02);
        Assert.Equal(1000 * Math.Pow(1.01, 100), violation.Extreme, 1e-9);
    }

    [Fact]
    public void Failure_names_state_equation_and_time_and_keeps_what_was_recorded()
    {
        RunResult result = ExperimentRunner.Run(new Growth { Rate = 1, Power = 2 }, new RunOptions { Duration = 3, Step = 0.01, Interval = 0.1 });

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal("x", result.Failure!.State?.Name);
        Assert.Equal("x' = k*x^p + u", result.Failure.Equation!.Text);
        Assert.Equal(7, result.Failure.Equation.Line);
        Assert.InRange(result.Failure.Time, 1.0, 1.2);
        Assert.True(double.IsFinite(result.Failure.LastValue));
        Assert.NotEmpty(result.Failure.Remedies);
        Assert.InRange(result.Trajectory.Count, 11, 12);
        Assert.All(result.Trajectory["y"].Values.ToArray(), v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Initial_state_that_is_not_a_number_fails_at_once()
    {
        var simulator = new Growth();
        simulator.State[1] = double.NaN;
        RunResult result = ExperimentRunner.Run(simulator, s_short);

        Assert.Equal((RunOutcome.Failed, "y", 0.0), (result.Outcome, result.Failure!.State?.Name, result.Failure.Time));
    }

    [Fact]
    public void Cancelled_run_returns_what_it_recorded()
    {
        using var cancel = new CancellationTokenSource();
        var options = new RunOptions { Duration = 1e7, Step = 0.01, Interval = 1, Progress = p => cancel.Cancel() };
        RunResult result = ExperimentRunner.Run(new Growth(), options, cancel.Token);

        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        Assert.InRange(result.Trajectory.Count, 1, 9_000_000);
        Assert.Equal(result.Trajectory.Count, result.Summary.Samples);
    }

    [Fact]
    public void Long_way_between_samples_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var options = new RunOptions { Duration = 1e6, Step = 0.01, Interval = 1e6, Progress = p => cancel.Cancel() };
        RunResult result = ExperimentRunner.Run(new Growth(), options, cancel.Token);

        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        Assert.True(result.Summary.EndTime < 1e6);
    }

    [Fact]
    public void Endless_run_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        RunResult result = ExperimentRunner.Run(new Growth(), new RunOptions { Duration = 1e12, Step = 0.01, Progress = _ => cancel.CancelAfter(10) }, cancel.Token);

        Assert.Equal((RunOutcome.Cancelled, 1), (result.Outcome, result.Trajectory.Count));
    }

    [Fact]
    public void Late_samples_still_fall_on_steps()
    {
        var simulator = new Growth { Time = 3e9 };
        RunResult result = ExperimentRunner.Run(simulator, new RunOptions { Duration = 3e9 + 100, Step = 0.001, Interval = 0.1 });

        Assert.Equal((RunOutcome.Completed, 1001), (result.Outcome, result.Trajectory.Count));
    }

    [Fact]
    public void Samples_allocate_nothing()
    {
        static long Allocated(int samples)
        {
            var options = new RunOptions { Duration = samples, Step = 0.5, Interval = 1, Progress = _ => { } };
            var simulator = new Growth();
            return Allocation.LeastOf(() =>
            {
                simulator.Reset();
                ExperimentRunner.Run(simulator, options);
            });
        }

        Allocated(10);
        const int Columns = 3;
        Assert.Equal(Columns * sizeof(double) * 1000, Allocated(3000) - Allocated(2000));
    }

    [Theory]
    [InlineData(0, 0, 0.1, "duration")]
    [InlineData(double.NaN, 0, 0.1, "duration")]
    [InlineData(1, 2, 0.1, "recording cannot start")]
    [InlineData(1, 0, -1, "sampling interval")]
    [InlineData(1, 0, 0.025, "do not fit a fixed step of 0.01 ms")]
    [InlineData(1, 0.005, 0.01, "first sample at 0.005 ms")]
    [InlineData(1e9, 0, 0.01, "too many")]
    public void Impossible_experiment_is_refused(double duration, double discard, double interval, string message)
    {
        var options = new RunOptions { Duration = duration, Discard = discard, Interval = interval, Step = 0.01 };

        Assert.Contains(message, Assert.Throws<ExperimentException>(() => ExperimentRunner.Run(new Growth(), options)).Message);
    }

    [Fact]
    public void Tolerance_below_rounding_is_refused() => Assert.Contains(
        "the least is 1e-15",
        Assert.Throws<ExperimentException>(() => ExperimentRunner.Run(new Growth(), s_short with { RelativeTolerance = 1e-20 })).Message);

    [Fact]
    public void Missing_step_is_refused() => Assert.Contains(
        "'euler' needs a step",
        Assert.Throws<ExperimentException>(() => ExperimentRunner.Run(new Growth(), new RunOptions { Duration = 1 })).Message);

    [Fact]
    public void Settings_reset_the_simulator_first()
    {
        var simulator = new Growth();
        ExperimentRunner.Run(simulator, s_short);
        RunResult again = ExperimentRunner.Run(simulator, s_short with { Settings = [new VariableSetting(VariableKind.State, 1, 5)] });

        Assert.Equal(0, again.Trajectory.Time.Values[0]);
        Assert.Equal(5, again.Trajectory["y"].Values[0]);
        Assert.Equal(1000, again.Trajectory["x"].Values[0]);
    }

    [Fact]
    public void Missing_duration_is_refused() =>
        Assert.Contains("duration", Assert.Throws<ExperimentException>(() => ExperimentRunner.Run(new Growth())).Message);
}
