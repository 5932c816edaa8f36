using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Sweeps;
using Xunit;

namespace ModelLang.Numerics.Tests.Sweeps;

/// <summary>A point of a sweep gives what its run by itself gives: every sample, warning and failure.</summary>
public sealed class LanePointRunnerTests
{
    private const int Points = 50;

    private const string Text = """
        operator unit {
          param a     = 1
          param onset = 0.52 in [0, inf)
          input u = 0
          NOISE
          state x = 0.2 in [0, 0.5]
          state y = a/10
          x' = -x + logistic(3*(x - 0.3)) + u + (a if t >= onset else 0.1) + TERM
          y' = x*y - y^3 + sin(3*t)
          output s = x + y
        }
        experiment e {
          model  unit
          drive  u = 0.3 if mod(t, 0.5) < 0.25 else 0
          run    8 discard 1
          seed   3
          record x, s every 0.05
        }
        """;

    [Theory]
    [InlineData("euler", 0.01, false)]
    [InlineData("rk4", 0.01, false)]
    [InlineData("dopri5", null, false)]
    [InlineData("tsit5", null, false)]
    [InlineData("euler_maruyama", 0.01, false)]
    [InlineData("stochastic_heun", 0.05, true)]
    public void Lanes_give_what_runs_by_themselves_give(string method, double? step, bool seeds)
    {
        using CompiledModel model = Compile(method);
        RunOptions options = new() { Step = step };
        SweepPoint[] points = [.. Enumerable.Range(0, Points).Select(i => Point(i, 0.5 + (0.02 * i), 0.3 + (0.031 * i), seeds ? i % 3 : null))];
        AssertSame(model, options, points);
    }

    [Fact]
    public void Long_ways_without_a_sample_are_gone_in_parts()
    {
        using CompiledModel model = Compile("rk4");
        AssertSame(model, new RunOptions { Step = 0.0005, Interval = 4 }, [.. Enumerable.Range(0, 9).Select(i => Point(i, 1 + i, 0.5))]);
    }

    [Fact]
    public void Without_samples_to_discard_the_first_is_the_initial_state()
    {
        using CompiledModel model = Compile("dopri5");
        AssertSame(model, new RunOptions { Discard = 0, Interval = 0.001, Duration = 2 }, [.. Enumerable.Range(0, 20).Select(i => Point(i, i, 0.5))]);
    }

    [Theory]
    [InlineData("rk4", 0.01)]
    [InlineData("dopri5", null)]
    public void Points_that_fail_say_so_as_they_do_by_themselves(string method, double? step)
    {
        const string Explosion = """
            operator p {
              param a = -1
              state x = 1
              x' = a*x^2
            }
            experiment e {
              model p
              run   4
            }
            """;
        using CompiledModel model = Model.FromText(Explosion, new ModelOptions { Experiment = "e", Method = method, Lanes = true, UseCache = false });
        SweepPoint[] points = [.. Enumerable.Range(0, 30).Select(i => new SweepPoint(i, [new VariableSetting(VariableKind.Parameter, 0, (i - 20) / 10.0)], null))];
        IReadOnlyDictionary<long, Result> results = AssertSame(model, new RunOptions { Step = step }, points);
        Assert.Equal(Enumerable.Range(23, 7).Select(i => (long)i), results.Where(r => r.Value.Failure is not null).Select(r => r.Key).Order());
    }

    [Fact]
    public void Initial_values_and_inputs_are_set_for_each_point()
    {
        using CompiledModel model = Compile("rk4");
        AssertSame(model, new RunOptions { Step = 0.01 }, [.. Enumerable.Range(0, 11).Select(i => new SweepPoint(i, [new VariableSetting(VariableKind.State, 0, 0.01 * i)], null))]);
    }

    [Fact]
    public void Data_files_are_read_by_all_lanes()
    {
        string folder = Directory.CreateTempSubdirectory("mlang-lanes").FullName;
        File.WriteAllText(Path.Combine(folder, "u.csv"), "t,u\n0,0\n1,2\n3,-1\n");
        File.WriteAllText(Path.Combine(folder, "m.mlang"), Text.Replace("NOISE", "").Replace("TERM", "0").Replace("0.3 if mod(t, 0.5) < 0.25 else 0", "csv(\"u.csv\") with linear"));
        using CompiledModel model = Model.Load(Path.Combine(folder, "m.mlang"), new ModelOptions { Experiment = "e", Method = "rk4", Lanes = true, UseCache = false });
        Assert.IsAssignableFrom<ILaneKernel>(model.CreateSimulator());
        AssertSame(model, new RunOptions { Step = 0.01 }, [.. Enumerable.Range(0, 20).Select(i => Point(i, 0.1 * i, 0.5))]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_cancelled_call_hands_over_whole_points_only()
    {
        foreach (string method in (string[])["rk4", "dopri5"])
        {
            using CompiledModel model = Compile(method);
            IPointRunner runner = PointRunners.Create(model.CreateSimulator);
            using var stop = new CancellationTokenSource();
            int handed = 0;
            SweepPoint[] points = [.. Enumerable.Range(0, 3000).Select(i => Point(i, 0.001 * i, 0.5))];
            runner.Run(points, new RunOptions { Step = method == "rk4" ? 0.01 : null }, (_, result) =>
            {
                Assert.Equal(RunOutcome.Completed, result.Outcome);
                if (++handed == 300)
                {
                    stop.Cancel();
                }
            }, stop.Token);
            Assert.InRange(handed, 300, 2999);
        }
    }

    private static SweepPoint Point(int index, double a, double onset, long? seed = null) => new(
        index, [new VariableSetting(VariableKind.Parameter, 0, a), new VariableSetting(VariableKind.Parameter, 1, onset)], seed);

    private static CompiledModel Compile(string method)
    {
        bool noisy = method is "euler_maruyama" or "milstein" or "stochastic_heun";
        string text = Text.Replace("NOISE", noisy ? "noise xi" : "").Replace("TERM", noisy ? "0.1*xi" : "0");
        return Model.FromText(text, new ModelOptions { Experiment = "e", Method = method, Lanes = true, UseCache = false });
    }

    private static IReadOnlyDictionary<long, Result> AssertSame(CompiledModel model, RunOptions options, SweepPoint[] points)
    {
        IPointRunner runner = PointRunners.Create(model.CreateSimulator);
        Assert.IsType<LanePointRunner>(runner);
        IReadOnlyDictionary<long, Result> lanes = Run(runner, options, points);
        IReadOnlyDictionary<long, Result> again = Run(runner, options, [.. points.Reverse()]);
        IReadOnlyDictionary<long, Result> alone = Run(new SinglePointRunner(WithData(model)), options, points);
        Assert.Equal(points.Length, lanes.Count);
        foreach (SweepPoint point in points)
        {
            Assert.Equivalent(alone[point.Index], lanes[point.Index], strict: true);
            Assert.Equivalent(alone[point.Index], again[point.Index], strict: true);
        }

        return lanes;
    }

    private static Simulator WithData(CompiledModel model)
    {
        Simulator simulator = model.CreateSimulator();
        simulator.LoadData();
        return simulator;
    }

    private static Dictionary<long, Result> Run(IPointRunner runner, RunOptions options, SweepPoint[] points)
    {
        Dictionary<long, Result> results = [];
        runner.Run(points, options, (point, result) => results.Add(point.Index, Result.Of(result)), CancellationToken.None);
        return results;
    }

    /// <summary>What is kept of a result; numbers as text, so that not-a-number equals itself.</summary>
    private sealed record Result(string Outcome, string Times, string Values, string Facts, string? Failure)
    {
        public static Result Of(RunResult result)
        {
            RunSummary summary = result.Summary;
            return new Result(
                result.Outcome.ToString(),
                string.Join(" ", result.Trajectory.Time.Values.ToArray().Select(v => v.ToString("R"))),
                string.Join(" ", result.Trajectory.Variables.SelectMany(v => v.Values.ToArray()).Select(v => v.ToString("R"))),
                $"{summary.Samples} {summary.EndTime:R} {summary.Steps} {summary.RejectedSteps} {summary.Seed} {string.Join(";", summary.RangeViolations)} {string.Join(";", summary.Warnings)}",
                result.Failure is { } f ? $"{f.Name} {f.Cause} {f.Time:R} {f.LastValue:R}" : null);
        }
    }
}
