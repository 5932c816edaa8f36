using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;
using ModelLang.Simulation.Sweeps;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Sweeps;

public sealed class SweepRunnerTests : IDisposable
{
    private static readonly double[] s_growth = [.. Enumerable.Range(0, 20).Select(i => -2 + (0.2 * i))];
    private static readonly double[] s_turning = [.. Enumerable.Range(0, 30).Select(i => 0.25 * i)];
    private static readonly SweepAxisDescription[] s_axes = [Spiral.Axis(SweptKind.Parameter, 0, s_growth), Spiral.Axis(SweptKind.Parameter, 1, s_turning)];
    private static readonly ReductionDescription[] s_reductions =
    [
        new("mean", ReductionKind.Mean, "x"), new("top", ReductionKind.Max, "x", 1, 4), new("last", ReductionKind.Final, "y"), new("T", ReductionKind.Period, "y"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("sweep").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Points_have_the_bits_of_single_runs()
    {
        Run("r.npz");
        SweepResult result = SweepResult.Load(At("r.npz"));

        Assert.Equal(["mean", "top", "last", "T", "status", "failure_time"], result.Names);
        Assert.Equal(["g", "w"], result["top"].Dimensions);
        Assert.Equal([20L, 30], result["top"].Shape);
        Assert.Equal(("mV", "max(x) over [1 ms, 4 ms]", "ms"), (result["top"].Unit, result["top"].Meaning, result["T"].Unit));
        double[] top = result["top"].Values, last = result["last"].Values;
        foreach ((int i, int j) in new[] { (0, 0), (3, 29), (19, 7), (10, 15) })
        {
            VariableSetting[] settings = [new(VariableKind.Parameter, 0, s_growth[i]), new(VariableKind.Parameter, 1, s_turning[j])];
            Trajectory single = new Spiral(Spiral.Over()).Run(new RunOptions { Settings = settings }).Trajectory;
            Assert.Equal(single["x"].Values[10..41].ToArray().Max(), top[(30 * i) + j]);
            Assert.Equal(single["y"].Values[^1], last[(30 * i) + j]);
        }
    }

    [Fact]
    public void Traces_are_kept_where_nothing_is_reduced()
    {
        Run("t.npz", new SweepOptions { Reductions = [], Axes = [s_axes[1]] });
        SweepResult result = SweepResult.Load(At("t.npz"));
        VariableSetting[] settings = [new(VariableKind.Parameter, 1, s_turning[4])];
        Trajectory single = new Spiral(Spiral.Over()).Run(new RunOptions { Settings = settings }).Trajectory;

        Assert.Equal(["w", "t"], result["x"].Dimensions);
        Assert.Equal([30L, 51], result["x"].Shape);
        Assert.Equal(single["x"].Values.ToArray(), result["x"].Values[(4 * 51)..(5 * 51)]);
        Assert.Equal(single.Time.Values.ToArray(), result.Coordinates.Single(c => c.Name == "t").Values);
    }

    [Fact]
    public void Units_of_a_population_are_reduced_each_by_itself()
    {
        SweepAxisDescription axis = new([new SweptDescription(SweptKind.Parameter, 0, [0, 0.5])]);
        SweepRunner.Run(
            () => new Ensemble(3, recordings: [new("X.r", 1), new("s", 0)]), At("p.npz"),
            new SweepOptions { Axes = [axis], Reductions = [new("last", ReductionKind.Final, "X.r"), new("s_last", ReductionKind.Final, "s")] });
        SweepResult result = SweepResult.Load(At("p.npz"));

        Assert.Equal(["X.gain", "X.r_unit"], result["last"].Dimensions);
        Assert.Equal([2L, 3], result["last"].Shape);
        Assert.Equal([1000.0, 1000, 1000], result["last"].Values[..3]);
        Assert.Equal(1000 * Math.Pow(1.005, 100), result["last"].Values[5], 1e-9);
        Assert.Equal([0.0, 1, 2], result.Coordinates.Single(c => c.Name == "X.r_unit").Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_do_not_change_a_byte(int threads)
    {
        Run("a.npz");
        Run("b.npz", Reduced with { Threads = threads });

        Assert.Equal(Bytes("a.npz"), Bytes("b.npz"));
    }

    [Fact]
    public void Interrupted_sweep_goes_on_where_it_was()
    {
        Run("whole.npz");
        byte[] whole = Bytes("whole.npz");
        int before = 0;
        for (int round = 0; ; round++)
        {
            // A step more each time, so that different blocks are cut short.
            using var stop = new CancellationTokenSource();
            int left = 100 + (17 * round);
            SweepSummary sweep = SweepRunner.Run(() => new Spiral(Spiral.Over(s_axes), () => Stop(ref left, stop)), At("r.npz"), Reduced, stop.Token);
            if (sweep.Outcome == SweepOutcome.Completed)
            {
                Assert.True(round > 3);
                break;
            }

            Assert.Equal(SweepOutcome.Interrupted, sweep.Outcome);
            Assert.False(File.Exists(At("r.npz")));
            Assert.True(sweep.Before >= before);
            before = (int)sweep.Before;
        }

        Assert.Equal(whole, Bytes("r.npz"));
        Assert.False(Directory.Exists(At("r.npz.partial")));

        static void Stop(ref int left, CancellationTokenSource source)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public void Damaged_blocks_are_computed_again()
    {
        Run("whole.npz");
        SweepOptions shard = Reduced with { Shard = new SweepShard(1, 1) };
        Run("r.npz", shard);
        string[] blocks = Directory.GetFiles(At("r.npz.shard-1-of-1"), "block-*").Order().ToArray();
        Assert.Equal(200, blocks.Length);
        Damage(blocks[3], b => b[^40] ^= 1);
        Damage(blocks[5], b => b[10] ^= 1);
        File.WriteAllBytes(blocks[8], File.ReadAllBytes(blocks[8])[..100]);
        File.WriteAllBytes(blocks[9], []);
        File.Copy(blocks[1], blocks[2], overwrite: true);
        File.Delete(blocks[11]);
        File.WriteAllText(Path.Combine(At("r.npz.shard-1-of-1"), ".abc.part"), "left by a crash");

        SweepSummary sweep = Run("r.npz", shard);

        Assert.Equal((5, 18, 582), (sweep.DamagedBlocks, sweep.Computed, sweep.Before));
        SweepMerge.Run(At("r.npz"), []);
        Assert.Equal(Bytes("whole.npz"), Bytes("r.npz"));
    }

    [Fact]
    public void Merged_shards_have_the_bytes_of_one_run()
    {
        Run("whole.npz");
        for (int i = 1; i <= 3; i++)
        {
            SweepSummary sweep = Run("r.npz", Reduced with { Shard = new SweepShard(i, 3) });
            Assert.Equal((SweepOutcome.Completed, At($"r.npz.shard-{i}-of-3")), (sweep.Outcome, sweep.Files.Single()));
        }

        Assert.Equal(0, Run("r.npz", Reduced with { Shard = new SweepShard(2, 3) }).Computed);
        SweepSummary merged = SweepMerge.Run(At("r.npz"), []);
        Assert.Equal((600, 0), (merged.Points, merged.Failed));
        Assert.Equal(Bytes("whole.npz"), Bytes("r.npz"));
        Assert.Equal(SweepOutcome.WasDone, SweepMerge.Run(At("r.npz"), []).Outcome);
        Assert.Equal(SweepOutcome.WasDone, Run("r.npz", Reduced with { Shard = new SweepShard(3, 3) }).Outcome);
    }

    [Fact]
    public void What_is_missing_for_a_merge_is_named()
    {
        Run("r.npz", Reduced with { Shard = new SweepShard(1, 4) });
        Run("r.npz", Reduced with { Shard = new SweepShard(3, 4) });
        File.Delete(Directory.GetFiles(At("r.npz.shard-3-of-4"), "block-*")[0]);
        Run("other.npz", Reduced with { Shard = new SweepShard(1, 4), Reductions = s_reductions[1..] });

        Assert.Contains(
            "101 of 200 blocks are missing; shards 2, 4 of 4 are missing; shard 3 of 4 is incomplete",
            Assert.Throws<ExperimentException>(() => SweepMerge.Run(At("r.npz"), [])).Message);
        Assert.Contains(
            "belongs to another sweep than", Assert.Throws<ExperimentException>(() => SweepMerge.Run(At("r.npz"), [At("r.npz.shard-1-of-4"), At("other.npz.shard-1-of-4")])).Message);
        Assert.Contains("is not the folder of a shard", Assert.Throws<ExperimentException>(() => SweepMerge.Run(At("r.npz"), [_folder])).Message);
        Assert.Contains("no shards of", Assert.Throws<ExperimentException>(() => SweepMerge.Run(At("none.npz"), [])).Message);
        Assert.False(Directory.Exists(At("r.npz.partial")));
    }

    [Fact]
    public void Finished_sweep_is_not_computed_again()
    {
        Run("r.npz");
        DateTime written = File.GetLastWriteTimeUtc(At("r.npz"));
        SweepSummary again = Run("r.npz");

        Assert.Equal((SweepOutcome.WasDone, 0), (again.Outcome, again.Computed));
        Assert.Equal(written, File.GetLastWriteTimeUtc(At("r.npz")));
        Assert.Equal(["r.json", "r.npz"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Other_results_and_other_work_are_neither_mixed_nor_lost()
    {
        Run("r.npz");
        SweepOptions other = Reduced with { Run = new RunOptions { Duration = 4 }, Reductions = [s_reductions[0]] };

        string message = Assert.Throws<ExperimentException>(() => Run("r.npz", other)).Message;
        Assert.Contains("differs in variables, duration", message);
        Run("r.npz", other with { Overwrite = true });
        Assert.Equal(["mean", "status", "failure_time"], SweepResult.Load(At("r.npz")).Names);

        Stopped("w.npz", Reduced);
        Assert.Contains("holds unfinished work of another sweep: it differs in", Assert.Throws<ExperimentException>(() => Run("w.npz", other)).Message);
        Assert.NotEmpty(Directory.GetFiles(At("w.npz.partial"), "block-*"));
        Assert.Equal(SweepOutcome.Completed, Run("w.npz", other with { Overwrite = true }).Outcome);

        File.WriteAllText(At("x.npz"), "something else");
        Assert.Contains("holds something else", Assert.Throws<ExperimentException>(() => Run("x.npz")).Message);
        File.WriteAllText(At("y.json"), "{}");
        Assert.Contains("'" + At("y.json"), Assert.Throws<ExperimentException>(() => Run("y.npz")).Message);
    }

    [Fact]
    public void Same_options_go_on_with_overwrite_too()
    {
        Run("r.npz", Reduced with { Reductions = [s_reductions[0]] });
        SweepOptions again = Reduced with { Overwrite = true };
        SweepSummary stopped = Stopped("r.npz", again);

        Assert.Equal(["mean", "status", "failure_time"], SweepResult.Load(At("r.npz")).Names);
        Assert.Equal(stopped.Computed, Run("r.npz", again).Before);
        Assert.Equal(SweepOutcome.WasDone, Run("r.npz", again).Outcome);
    }

    [Fact]
    public void One_process_at_a_time_works_on_a_sweep()
    {
        Stopped("r.npz", Reduced);
        using (new FileStream(At("r.npz.partial/lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Contains("another process is working on this sweep", Assert.Throws<ExperimentException>(() => Run("r.npz")).Message);
        }

        Assert.Equal(SweepOutcome.Completed, Run("r.npz").Outcome);
    }

    [Fact]
    public void File_system_that_refuses_costs_nothing_that_is_finished()
    {
        Run("whole.npz");
        string obstacle = At("r.npz.partial/block-000100");
        Directory.CreateDirectory(Path.Combine(obstacle, "in the way"));

        Assert.Contains("block-000100", Assert.Throws<ResultFileException>(() => Run("r.npz")).Message);
        Assert.False(File.Exists(At("r.npz")));
        Directory.Delete(obstacle, recursive: true);
        SweepSummary sweep = Run("r.npz");
        Assert.InRange(sweep.Before, 3, 597);
        Assert.Equal(600, sweep.Before + sweep.Computed);
        Assert.Equal(Bytes("whole.npz"), Bytes("r.npz"));
    }

    [Fact]
    public void Point_that_fails_leaves_the_others_alone()
    {
        SweepAxisDescription[] axes = [Spiral.Axis(SweptKind.Parameter, 0, 0, 1990, -1, 2000)];
        SweepOptions options = new() { Axes = axes, Reductions = s_reductions, Run = new RunOptions { Duration = 50 } };
        SweepSummary sweep = Run("f.npz", options);
        SweepNote failure = sweep.Notes[0];
        SweepResult result = SweepResult.Load(At("f.npz"));

        Assert.Equal((SweepNoteKind.Failure, 2, 1, "g = 1990"), (failure.Kind, failure.Points, failure.FirstPoint, failure.Values));
        Assert.Contains("is no longer a finite number", failure.Message);
        Assert.Contains(failure.Hints, h => h.StartsWith("its equation: x' = g*x", StringComparison.Ordinal));
        Assert.Contains(failure.Hints, h => h.StartsWith("try: a smaller step", StringComparison.Ordinal));
        Assert.Contains(sweep.Notes, n => n is { Kind: SweepNoteKind.Range, Subject: "x", Points: 2, FirstPoint: 1 });
        Assert.Equal([0.0, 1, 0, 1], result["status"].Values);
        Assert.Equal([true, false, true, false], result["mean"].Values.Select(double.IsFinite));
        Assert.Equal([false, true, false, true], result["failure_time"].Values.Select(double.IsFinite));
        Assert.Equal(2, Run("f.npz", options).Failed);

        Run("traces.npz", options with { Reductions = [] });
        double[] x = SweepResult.Load(At("traces.npz"))["x"].Values;
        Assert.True(double.IsFinite(x[501]) && double.IsNaN(x[1001]) && double.IsFinite(x[1002]));
    }

    [Fact]
    public void Point_that_cannot_begin_is_a_failure_of_this_point()
    {
        Spiral Model() => new() { Refused = -1 };
        SweepSummary sweep = SweepRunner.Run(Model, At("f.npz"), new SweepOptions
        {
            Axes = [Spiral.Axis(SweptKind.Parameter, 0, -1, -2)], Reductions = [new("last", ReductionKind.Final, "y")],
            Run = new RunOptions { Duration = 1, Step = 0.1, Interval = 0.1 },
        });

        Assert.Equal((1, "g = -1"), (sweep.Failed, sweep.Notes[0].Values));
        Assert.Contains("cannot begin: no steady state", sweep.Notes[0].Message);
    }

    [Fact]
    public void Table_has_a_row_for_each_point()
    {
        SweepAxisDescription zipped = new([new SweptDescription(SweptKind.Input, 0, [1, 2]), new SweptDescription(SweptKind.State, 1, [0, 0.5])]);
        Run("r.csv", new SweepOptions { Axes = [Spiral.Axis(SweptKind.Parameter, 1, 0, 1), zipped], Reductions = [new("a,b", ReductionKind.Max, "y")] });
        string[] lines = File.ReadAllLines(At("r.csv"));

        Assert.Equal("w,u,init y,\"a,b\",status,failure_time", lines[0]);
        Assert.Equal(["0,1,0,0,0,nan", "0,2,0.5,0.5,0,nan"], lines[1..3]);
        Assert.StartsWith("10,1,0,", lines[3]);
        Assert.Equal(5, lines.Length);
        Assert.Equal(SweepOutcome.WasDone, Run("r.csv", new SweepOptions { Axes = [Spiral.Axis(SweptKind.Parameter, 1, 0, 1), zipped], Reductions = [new("a,b", ReductionKind.Max, "y")] }).Outcome);
        Assert.Equal(0.5, SweepResult.Load(At("r.csv"))["a,b"].Values[1]);
        Assert.Contains(".npz", Assert.Throws<ExperimentException>(() => Run("t.csv", new SweepOptions { Reductions = [] })).Message);
    }

    [Fact]
    public void Table_and_archive_of_one_sweep_share_their_labels()
    {
        Run("r.csv");
        Run("r.npz");

        Assert.Equal(SweepOutcome.WasDone, Run("r.csv").Outcome);
        Assert.Equal(SweepOutcome.WasDone, Run("r.npz").Outcome);
        Assert.Equal(SweepResult.Load(At("r.npz"))["top"].Values, SweepResult.Load(At("r.csv"))["top"].Values);
        Run("r.npz", Reduced with { Reductions = s_reductions[1..], Overwrite = true });
        Assert.Throws<ExperimentException>(() => Run("r.csv"));
    }

    [Fact]
    public void Path_without_extension_is_a_folder()
    {
        SweepSummary sweep = Run("results/first");

        Assert.Equal([At("results/first/map.npz"), At("results/first/map.json")], sweep.Files);
        Assert.True(File.Exists(At("results/first/map.npz")));
    }

    [Fact]
    public void Wrong_reductions_are_told()
    {
        static string Message(Action action) => Assert.Throws<ExperimentException>(action).Message;

        Assert.Contains("'z' is not recorded", Message(() => Run("r.npz", new SweepOptions { Reductions = [new("m", ReductionKind.Mean, "z")] })));
        Assert.Contains("mean(x) over [6 ms, 7 ms]: no sample", Message(() => Run("r.npz", new SweepOptions { Reductions = [new("m", ReductionKind.Mean, "x", 6, 7)] })));
        Assert.Contains("would be named 'g'", Message(() => Run("r.npz", new SweepOptions { Reductions = [new("g", ReductionKind.Mean, "x")] })));
        Assert.Contains("would be named 'status'", Message(() => Run("r.npz", new SweepOptions { Reductions = [new("status", ReductionKind.Mean, "x")] })));
        Assert.Contains("there is no shard 3/2", Message(() => Run("r.npz", Reduced with { Shard = new SweepShard(3, 2) })));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_points()
    {
        // 2,000 points of 50,001 samples of two variables: 1.6 GB of results in blocks of at most 32 MB.
        double[] values = [.. Enumerable.Range(0, 400).Select(i => -1 - (1e-3 * i))];
        SweepOptions options = new()
        {
            Axes = [Spiral.Axis(SweptKind.Parameter, 0, values)], Reductions = [], Threads = 1, Run = new RunOptions { Duration = 2000, Interval = 0.1 },
        };
        var plan = new SweepPlan(new Spiral(Spiral.Over()), options);

        Assert.Equal(2, plan.Layout.PointsPerBlock);
        Assert.InRange(plan.Layout.PointsPerBlock * plan.Layout.BytesPerPoint, 0, 32 << 20);
        SweepPlan large = new(new Spiral(Spiral.Over()), options with { Run = new RunOptions { Duration = 200_000, Interval = 0.1 } });
        Assert.Equal(1, large.Layout.PointsPerBlock);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 100, 1)]
    [InlineData(1, 10_000, 40)]
    [InlineData(1, 1_000_000, 256)]
    [InlineData(1, 100_000_000, 24_415)]
    [InlineData(64, 12, 8)]
    [InlineData(64, 1000, 16)]
    [InlineData(64, 10_000, 128)]
    public void Blocks_are_many_enough_for_threads_and_large_enough_for_lanes(int granularity, long points, int expected) =>
        Assert.Equal(expected, SweepLayout.Create(points, [new SweepVariable("x", "", "", [], [])], granularity).PointsPerBlock);

    [Fact]
    public void Progress_is_counted_with_what_was_done_before()
    {
        SweepSummary stopped = Stopped("r.npz", Reduced);
        List<SweepProgress> seen = [];
        int steps = 0;
        SweepRunner.Run(
            () => new Spiral(Spiral.Over(s_axes), () => Thread.Sleep(Interlocked.Increment(ref steps) % 100 == 0 ? 5 : 0)), At("r.npz"), Reduced with { Progress = seen.Add });

        Assert.NotEmpty(seen);
        Assert.All(seen, p => Assert.InRange(p.Done, stopped.Computed, p.Points));
        Assert.Equal(600, seen[0].Points);
    }

    private static SweepOptions Reduced => new() { Reductions = s_reductions };

    private SweepSummary Run(string name, SweepOptions? options = null) => SweepRunner.Run(() => new Spiral(Spiral.Over(s_axes)), At(name), options ?? Reduced);

    // Ends somewhere in the middle.
    private SweepSummary Stopped(string name, SweepOptions options)
    {
        using var stop = new CancellationTokenSource();
        int left = 1000;
        SweepSummary sweep = SweepRunner.Run(() => new Spiral(Spiral.Over(s_axes), Count), At(name), options, stop.Token);
        Assert.Equal(SweepOutcome.Interrupted, sweep.Outcome);
        Assert.InRange(sweep.Computed, 1, 599);
        return sweep;

        void Count()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                stop.Cancel();
            }
        }
    }

    private static void Damage(string path, Action<byte[]> change)
    {
        byte[] bytes = File.ReadAllBytes(path);
        change(bytes);
        File.WriteAllBytes(path, bytes);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private byte[] Bytes(string name) => File.ReadAllBytes(At(name));
}
