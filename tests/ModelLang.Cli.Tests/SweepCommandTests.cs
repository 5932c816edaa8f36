using System.Globalization;
using System.Text.Json;
using ModelLang.Runtime;
using ModelLang.Simulation.Sweeps;
using Xunit;

namespace ModelLang.Cli.Tests;

public sealed class SweepCommandTests : CliFixture
{
    private const string Sweeps = """

        experiment map {
          model  one
          solver rk4 { dt = 0.1 ms }
          run    20 ms
          record p.x every 1 ms
          sweep {
            p.tau = [5, 10, 20] ms
            p.u   = linspace(0, 3, 4)
          }
          reduce mean(p.x), last = final(p.x)
          save   "map.npz"
        }

        experiment line {
          model  one
          solver rk4 { dt = 0.1 ms }
          run    20 ms
          record p.x every 1 ms
          sweep  { p.tau = logspace(1 ms, 100 ms, 9) }
          reduce last = final(p.x)
        }

        experiment many {
          model  one
          solver rk4 { dt = 0.1 ms }
          run    20 ms
          record p.x every 1 ms
          sweep {
            p.tau = linspace(5 ms, 20 ms, 20)
            p.u   = linspace(0, 3, 20)
          }
          reduce mean(p.x), last = final(p.x)
        }

        experiment traces {
          model  one
          solver rk4 { dt = 0.1 ms }
          run    20 ms
          record p.x every 1 ms
          sweep  { p.tau = [5, 10, 20] ms }
        }

        """;

    private readonly string _model;

    public SweepCommandTests() => _model = Write("sweeps.mlang", Leaky + Sweeps);

    [Fact]
    public void Sweep_writes_labelled_results_and_tells_what_it_did()
    {
        Result result = Mlang("sweep", _model, "-e", "map", "--out", At("map.npz"));

        Assert.Equal((ExitCode.Success, ""), (result.Code, result.Error));
        Assert.Contains("one, experiment map: rk4", result.Output);
        Assert.Contains("grid      p.tau (3) x p.u (4)\npoints    12\n", result.Output);
        Assert.Contains($"wrote {At("map.npz")}\nwrote {At("map.json")}\n", result.Output);
        var map = SweepResult.Load(At("map.npz"));
        Assert.Equal(["mean(p.x)", "last", "status", "failure_time"], map.Names);
        Assert.Equal([5.0, 10, 20], map.Coordinates[0].Values);
        double[] last = map["last"].Values;
        Assert.Equal(2 - Math.Exp(-20 / 5.0), last[2], 1e-5);
        Assert.Equal(3 - (2 * Math.Exp(-1)), last[11], 1e-6);
    }

    [Fact]
    public void Points_are_those_of_run_to_the_last_bit()
    {
        Mlang("sweep", _model, "-e", "map", "--out", At("map.csv"), "--seed", "3");
        string[] rows = File.ReadAllLines(At("map.csv"));
        string samples = Mlang("run", _model, "-e", "map", "--set", "p.tau=20ms", "--set", "p.u=1", "-o", "-", "-q").Output;

        Assert.StartsWith("20,1,", rows[10]);
        Assert.Equal(samples.TrimEnd('\n').Split('\n')[^1].Split(',')[1], rows[10].Split(',')[3]);
        Assert.Equal("p.tau,p.u,mean(p.x),last,status,failure_time", rows[0]);
    }

    [Fact]
    public void Second_time_there_is_nothing_to_do()
    {
        string[] command = ["sweep", _model, "-e", "map", "--out", At("map.npz")];
        Mlang(command);
        Result again = Mlang(command);

        Assert.Equal((ExitCode.Success, ""), (again.Code, again.Error));
        Assert.Contains("12 points are done already; nothing to do", again.Output);
        File.Delete(At("map.json"));
        Assert.Equal("", Mlang([.. command, "--quiet"]).Output);
        Assert.True(File.Exists(At("map.json")));
        Result other = Mlang([.. command, "--set", "p.gain=2"]);
        Assert.Equal(ExitCode.Usage, other.Code);
        Assert.Contains("differs in settings", other.Error);
        Assert.Contains("--overwrite", other.Error);
        Assert.Equal(ExitCode.Success, Mlang([.. command, "--set", "p.gain=2", "--overwrite"]).Code);
    }

    [Fact]
    public void Another_reduction_replaces_those_of_the_experiment()
    {
        Assert.Equal(ExitCode.Success, Mlang("sweep", _model, "-e", "map", "--out", At("map.npz"), "--reduce", "max(p.x)", "--reduce", "low = min(p.x) over [5 ms, 0.01 s]").Code);
        var map = SweepResult.Load(At("map.npz"));

        Assert.Equal(["max(p.x)", "low", "status", "failure_time"], map.Names);
        Assert.Equal("min(p.x) over [5 ms, 10 ms]", map["low"].Meaning);
    }

    [Fact]
    public void Shards_and_merge_give_the_bytes_of_one_run()
    {
        Mlang("sweep", _model, "-e", "many", "--out", At("whole.npz"));
        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(ExitCode.Success, Mlang("sweep", _model, "-e", "many", "--out", At("map.npz"), "--shard", $"{i}/3").Code);
        }

        Assert.Contains("computed  none", Mlang("sweep", _model, "-e", "many", "--out", At("map.npz"), "--shard", "2/3").Output);
        Result merged = Mlang("merge", At("map.npz"), "--plot", At("map.svg"));
        Assert.Equal((ExitCode.Success, ""), (merged.Code, merged.Error));
        Assert.Equal(File.ReadAllBytes(At("whole.npz")), File.ReadAllBytes(At("map.npz")));
        Assert.True(File.Exists(At("map.svg")));
        Directory.Delete(At("map.npz.shard-2-of-3"), recursive: true);
        File.Delete(At("map.npz"));
        Result incomplete = Mlang("merge", At("map.npz"));
        Assert.Equal(ExitCode.Usage, incomplete.Code);
        Assert.Contains("shard 2 of 3 is missing", incomplete.Error);
    }

    [Fact]
    public void Same_model_in_another_folder_is_the_same_sweep()
    {
        Directory.CreateDirectory(At("elsewhere"));
        File.Copy(_model, At("elsewhere/sweeps.mlang"));
        Mlang("sweep", _model, "-e", "many", "--out", At("map.npz"), "--shard", "1/2");
        Mlang("sweep", At("elsewhere/sweeps.mlang"), "-e", "many", "--out", At("elsewhere/map.npz"), "--shard", "2/2", "--no-cache");

        Assert.Equal(ExitCode.Success, Mlang("merge", At("map.npz"), At("map.npz.shard-1-of-2"), At("elsewhere/map.npz.shard-2-of-2")).Code);
    }

    [Fact]
    public void Interrupted_sweep_says_how_to_go_on()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Result result = Mlang(stop.Token, "sweep", _model, "-e", "map", "--out", At("map.npz"));

        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.Contains("interrupted with 0 of 12 points done; they are kept, and the same command goes on from there", result.Error);
        Assert.False(File.Exists(At("map.npz")));
        Assert.Equal(ExitCode.Success, Mlang("sweep", _model, "-e", "map", "--out", At("map.npz")).Code);
    }

    [Fact]
    public void Failed_points_give_a_cause_and_their_own_exit_code()
    {
        string model = Write("blow.mlang", """
            operator blow {
              param p = 1
              state x = 1 in [0, 10]
              x' = p*x^2
            }

            experiment e {
              model  blow
              solver rk4 { dt = 0.01 }
              run    5
              record x every 1
              sweep  { p = [0, -1, 1, 2] }
              reduce final(x)
            }
            """);
        Result result = Mlang("sweep", model, "--out", At("b.csv"));

        Assert.Equal(ExitCode.NumericalFailure, result.Code);
        Assert.Contains("2 of 4 points failed; their results are nan and their status is 1. The first is point 2 (p = 1): at t = ", result.Error);
        Assert.Contains("its equation: x' = p*x^2", result.Error);
        Assert.Contains("try: a smaller step", result.Error);
        Assert.Contains("warning: at point 2 (p = 1): 'x' left its range", result.Error);
        Assert.Equal(["0", "0", "1", "1"], File.ReadAllLines(At("b.csv"))[1..].Select(l => l.Split(',')[2]));
        Assert.Equal(ExitCode.NumericalFailure, Mlang("sweep", model, "--out", At("b.csv")).Code);
    }

    [Theory]
    [InlineData("map", "--set p.tau=5ms", "'p.tau' is set for all points, but the sweep changes it")]
    [InlineData("map", "--reduce mean(p.y)", "'p.y' is not recorded")]
    [InlineData("map", "--reduce average(p.x)", "there is no reduction 'average'")]
    [InlineData("map", "--reduce mean", "is not understood")]
    [InlineData("map", "--reduce mean(p.x)|--reduce mean(p.x)", "'mean(p.x)' occurs twice")]
    [InlineData("map", "--reduce mean(p.x) over [5, 6]", "has no unit")]
    [InlineData("map", "--reduce mean(p.x) over [6 ms, 5 ms]", "ends before it begins")]
    [InlineData("map", "--reduce mean(p.x) over [21 ms, 25 ms]", "no sample lies in this time")]
    [InlineData("map", "--shard 0/3", "is no shard")]
    [InlineData("map", "--shard 4/3", "is no shard")]
    [InlineData("map", "--shard x", "is no shard")]
    [InlineData("map", "--shard slurm", "SLURM_ARRAY_TASK_ID is not set")]
    [InlineData("map", "--shard 1/2|--plot PLOT", "a shard is a part of the result only")]
    [InlineData("map", "--threads 0", "it must be a whole number from 1 to 1024")]
    [InlineData("map", "--out -", "cannot be written to standard output")]
    [InlineData("map", "--out MODEL", "is read by this command")]
    [InlineData("map", "--out x.txt", "is not a format of results")]
    [InlineData("relax", "", "experiment 'relax' has no sweep")]
    [InlineData("line", "", "where should the results go?")]
    [InlineData("traces", "--plot PLOT|--out OUT", "all samples of each point are kept")]
    [InlineData("traces", "--out table.csv", "a table has one row for each point")]
    public void Impossible_commands_are_refused(string experiment, string arguments, string message)
    {
        string[] more = [.. arguments.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(a => a.Split(' ', 2))
            .Select(a => a.Replace("MODEL", _model).Replace("PLOT", At("p.svg")).Replace("OUT", At("o.npz")))];
        if (!arguments.Contains("--out") && experiment == "map")
        {
            more = [.. more, "--out", At("o.npz")];
        }

        Result result = Mlang(["sweep", _model, "-e", experiment, .. more]);

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.Error);
        Assert.False(File.Exists(At("o.npz")));
    }

    [Fact]
    public void Plots_of_one_and_two_axes_have_labels()
    {
        Mlang("sweep", _model, "-e", "line", "--out", At("line.csv"), "--plot", At("line.svg"));
        Mlang("sweep", _model, "-e", "map", "--out", At("map.npz"), "--plot", At("map.svg"));
        string line = File.ReadAllText(At("line.svg")), map = File.ReadAllText(At("map.svg"));

        Assert.Contains("log10(p.tau/ms)", line);
        Assert.Contains("last", line);
        Assert.Contains("one, line", line);
        Assert.Contains(">p.tau", map);
        Assert.Contains(">p.u", map);
        Assert.Contains("mean(p.x)", map);
        Assert.Equal(4, map.Split("<image").Length - 1); // two maps and their colour bars
    }

    [Fact]
    public void Keys_that_the_documented_program_reads_are_there()
    {
        Mlang("sweep", _model, "-e", "traces", "--out", At("t.npz"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(At("t.json")));
        JsonElement root = json.RootElement;
        JsonElement variable = root.GetProperty("variables")[0];
        JsonElement coordinate = root.GetProperty("coordinates")[0];

        Assert.Equal(("p.x", "p.x", "", "p.tau"), (Text(variable, "name"), Text(variable, "key"), Text(variable, "unit"), variable.GetProperty("dims")[0].GetString()));
        Assert.Equal(("p.tau", "p.tau", "p.tau", "ms"), (Text(coordinate, "name"), Text(coordinate, "key"), Text(coordinate, "dim"), Text(coordinate, "unit")));
        Assert.Equal([5.0, 10, 20], coordinate.GetProperty("values").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal("t", Text(root.GetProperty("coordinates")[1], "name"));
        JsonElement manifest = root.GetProperty("manifest");
        Assert.Equal(("sweeps.mlang", "one", "traces", "rk4"), (Text(manifest, "model"), Text(manifest, "circuit"), Text(manifest, "experiment"), Text(manifest, "method")));
        Assert.Equal(64, Text(manifest, "sources").Length);
        Assert.Equal(1, manifest.GetProperty("values").GetProperty("p.gain").GetDouble());
        Assert.Equal(0, root.GetProperty("outcome").GetProperty("failed").GetInt32());
        Assert.True(root.GetProperty("run").GetProperty("wallSeconds").GetDouble() > 0);
        Assert.True(DateTimeOffset.TryParse(Text(root.GetProperty("run"), "finished"), CultureInfo.InvariantCulture, out _));

        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    }

    [Theory]
    [InlineData("7", "8", "0", null, 8, 8)]
    [InlineData("1", "8", "1", null, 1, 8)]
    [InlineData("3", "8", null, null, 3, 8)]
    [InlineData("6", "4", "0", "2", 4, 4)]
    public void Job_arrays_name_their_shard(string id, string count, string? first, string? step, int index, int shards) =>
        Assert.Equal(new SweepShard(index, shards), ShardArgument.Parse("slurm", Variables(id, count, first, step)));

    [Theory]
    [InlineData("9", "8", "1", null)]
    [InlineData("0", "8", null, null)]
    [InlineData("3", "4", "0", "2")]
    [InlineData("x", "8", "1", null)]
    [InlineData("1", null, "1", null)]
    public void Job_arrays_with_gaps_are_refused(string id, string? count, string? first, string? step) =>
        Assert.Throws<UsageException>(() => ShardArgument.Parse("slurm", Variables(id, count, first, step)));

    [Fact]
    public void Environment_alone_makes_no_shard() => Assert.Null(ShardArgument.Parse(null, Variables("1", "8", "1", null)));

    [Fact]
    public void Threads_are_those_of_the_command()
    {
        int before = Workers.Threads;
        try
        {
            Mlang("sweep", _model, "-e", "many", "--out", At("a.npz"), "--threads", "3");
            Mlang("sweep", _model, "-e", "many", "--out", At("b.npz"), "--threads", "1");
        }
        finally
        {
            Workers.Threads = before;
        }

        Assert.Equal(File.ReadAllBytes(At("a.npz")), File.ReadAllBytes(At("b.npz")));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(At("a.json")));
        Assert.Equal(3, json.RootElement.GetProperty("run").GetProperty("threads").GetInt32());
    }

    [Fact]
    public void Values_that_a_sweep_reads_are_not_overwritten()
    {
        string values = Write("taus.csv", "tau\n5\n10\n");
        string model = Write("read.mlang", Leaky + """

            experiment map {
              model  one
              solver rk4 { dt = 0.1 ms }
              run    20 ms
              record p.x every 1 ms
              sweep  { p.tau = csv("taus.csv", column = tau) }
              reduce final(p.x)
            }

            """);
        Result result = Mlang("sweep", model, "-e", "map", "--out", values, "--overwrite");

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("it will not be overwritten", result.Error);
        Assert.Equal("tau\n5\n10\n", File.ReadAllText(values));
    }

    [Fact]
    public void Merged_result_of_three_axes_is_written_though_no_picture_shows_it()
    {
        string model = Write("three.mlang", Leaky + """

            experiment map {
              model  one
              solver rk4 { dt = 0.1 ms }
              run    20 ms
              record p.x every 1 ms
              sweep {
                p.tau  = [5, 10] ms
                p.u    = [0, 1]
                p.gain = [1, 2]
              }
              reduce final(p.x)
            }

            """);
        Mlang("sweep", model, "-e", "map", "--out", At("map.npz"), "--shard", "1/1");
        Result result = Mlang("merge", At("map.npz"), "--plot", At("map.svg"));

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("the sweep has 3", result.Error);
        Assert.DoesNotContain("Parameter '", result.Error);
        Assert.Contains($"wrote {At("map.npz")}", result.Output);
    }

    [Fact]
    public void Seeds_that_change_nothing_are_told()
    {
        string model = Write("seeds.mlang", Leaky + """

            experiment map {
              model  one
              solver rk4 { dt = 0.1 ms }
              run    20 ms
              record p.x every 1 ms
              sweep  { seed = [1, 2] }
              reduce final(p.x)
            }

            """);
        Result result = Mlang("sweep", model, "-e", "map", "--out", At("map.csv"));

        Assert.Equal(ExitCode.Success, result.Code);
        Assert.Contains("warning: nothing in 'one' is random; all seeds of the sweep give the same", result.Error);
    }

    [Fact]
    public void Folder_that_is_not_there_promises_nothing()
    {
        Result result = Mlang("sweep", _model, "-e", "map", "--out", At("none/map.npz"));

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("hint: once it can be written, the same command goes on from what is finished", result.Error);
    }

    private static Func<string, string?> Variables(string id, string? count, string? first, string? step) => name => name switch
    {
        "SLURM_ARRAY_TASK_ID" => id,
        "SLURM_ARRAY_TASK_COUNT" => count,
        "SLURM_ARRAY_TASK_MIN" => first,
        "SLURM_ARRAY_TASK_STEP" => step,
        _ => null,
    };

    [Fact]
    public void Run_says_that_it_is_one_point_and_keeps_results_of_sweeps()
    {
        string output = At("kept.npz");
        Assert.Equal(ExitCode.Success, Mlang("sweep", _model, "-e", "map", "-o", output).Code);
        byte[] bytes = File.ReadAllBytes(output);

        Result refused = Mlang("run", _model, "-e", "map", "-o", output);

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("is the result of a sweep", refused.Error);
        Assert.Equal(bytes, File.ReadAllBytes(output));
        Assert.Contains("mlang sweep runs the points of 'map'", Mlang("run", _model, "-e", "map").Output);
    }

    [Fact]
    public void Results_that_the_disk_has_no_room_for_are_refused_before_anything_is_computed()
    {
        string model = Write("huge.mlang", Leaky + """

            experiment huge {
              model  one
              solver rk4 { dt = 0.1 ms }
              run    20000 ms
              record p.x every 0.1 ms
              sweep {
                p.tau = linspace(5 ms, 20 ms, 10000)
                p.u   = linspace(0, 3, 20000)
              }
            }

            """);
        Result refused = Mlang("sweep", model, "-e", "huge", "-o", At("huge.npz"));

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("GB left; keep less of each point", refused.Error);
    }
}
