using System.Globalization;
using System.IO.Compression;
using Xunit;

namespace ModelLang.Cli.Tests;

public sealed class RunCommandTests : CliFixture
{
    [Fact]
    public void Only_experiment_of_a_file_runs()
    {
        Result result = Mlang("run", Model);

        Assert.Equal((ExitCode.Success, ""), (result.Code, result.Error));
        Assert.Contains("one, experiment relax: 1 state, rk4", result.Output);
        Assert.Contains("51 samples, one every 1 ms", result.Output);
    }

    [Fact]
    public void Samples_on_standard_output_leave_the_summary_on_standard_error()
    {
        Result result = Mlang("run", "--out", "-", Model);
        double[][] rows = Rows(result.Output);

        Assert.Equal(ExitCode.Success, result.Code);
        Assert.StartsWith("t,p.x,p.twice\n0,1,2\n", result.Output);
        Assert.Equal(51, rows.Length);
        Assert.All(rows, row => Assert.Equal(Math.Exp(-row[0] / 10), row[1], 1e-8));
        Assert.Contains("51 samples", result.Error);
    }

    [Fact]
    public void Quiet_run_prints_nothing_but_the_samples() =>
        Assert.Equal("", Mlang("run", Model, "-o", "-", "-q").Error);

    [Fact]
    public void Options_may_stand_before_the_file_and_carry_an_equals_sign() =>
        Assert.Equal(Samples(), Samples("--duration=50ms"));

    [Fact]
    public void Parameter_input_and_initial_value_can_be_set()
    {
        double[] last = Rows(Samples("--set", "p.tau=20 ms", "--set", "p.u=3", "--set", "p.x=-2", "--set", "p.gain=0.5"))[^1];

        Assert.Equal(1.5 + ((-2 - 1.5) * Math.Exp(-50 / 20.0)), last[1], 1e-8);
    }

    [Theory]
    [InlineData("20ms")]
    [InlineData("0.02 s")]
    [InlineData("2e1ms")]
    public void Values_may_name_a_unit(string value) =>
        Assert.Equal(Samples("--set", "p.tau=20 ms"), Samples("--set", "p.tau=" + value));

    [Fact]
    public void Duration_and_step_may_be_in_other_units() =>
        Assert.Equal(Samples("--duration", "20 ms"), Samples("--duration", "0.02 s", "--solver", "dt=100us"));

    [Fact]
    public void Solver_changes_method_and_settings()
    {
        double exact = Math.Exp(-5);
        double Error(string solver) => Math.Abs(Rows(Samples("--solver", solver))[^1][1] - exact);

        Assert.InRange(Error("euler dt=0.1ms"), 1e-5, 1e-3);
        Assert.InRange(Error("dopri5 rtol=1e-10 atol=1e-12"), 0, 1e-9);
        Assert.True(Error("dt=1ms") > 10 * Error("rk4 { dt = 0.1 ms }"));
    }

    [Fact]
    public void Circuit_runs_without_experiment()
    {
        Result result = Mlang("run", Model, "--circuit", "one", "--duration", "30ms", "--solver", "rk4 dt=0.1ms");

        Assert.Equal(ExitCode.Success, result.Code);
        Assert.Contains("one: 1 state,", result.Output);
        Assert.Contains("(chosen; 'record ... every' states it)", result.Output);
    }

    [Theory]
    [InlineData("--experiment", "rleax")]
    [InlineData("--circuit", "tow")]
    public void Unknown_name_is_an_error(string option, string name)
    {
        Result result = Mlang("run", Model, option, name, "--duration", "3ms");

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(name, result.Error);
    }

    [Fact]
    public void Files_are_written_and_replaced()
    {
        File.WriteAllText(At("r.csv"), "old");
        Result result = Mlang("run", Model, "--out", At("r.csv"), "--plot", At("r.svg"));
        Mlang("run", Model, "--out", At("r.NPZ"), "--plot", At("r.png"));

        Assert.Equal(ExitCode.Success, result.Code);
        Assert.Equal(Samples(), File.ReadAllText(At("r.csv")));
        Assert.Contains("wrote " + At("r.svg"), result.Output);
        Assert.StartsWith("<", File.ReadAllText(At("r.svg")));
        Assert.Equal((byte)'P', File.ReadAllBytes(At("r.png"))[1]);
        using ZipArchive archive = ZipFile.OpenRead(At("r.NPZ"));
        Assert.Contains("p.x.npy", archive.Entries.Select(e => e.Name));
        Assert.Equal(["leaky.mlang", "r.NPZ", "r.csv", "r.png", "r.svg"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Model_with_errors_prints_them_with_excerpts()
    {
        string model = Write("bad.mlang", Leaky.Replace("-x + gain*u", "-y + gain*u"));
        Result result = Mlang("run", model);

        Assert.Equal((ExitCode.ModelError, ""), (result.Code, result.Output));
        Assert.Contains($"{model}:10:15: error ML2001: 'y' is not defined", result.Error);
        Assert.Contains("^", result.Error);
    }

    [Fact]
    public void State_that_leaves_its_range_is_a_warning()
    {
        Result result = Mlang("run", Model, "--set", "p.u=100");

        Assert.Equal(ExitCode.Success, result.Code);
        Assert.Contains("'p.x' left its range [-50, 50] at t = ", result.Error);
    }

    [Fact]
    public void Numerical_failure_names_the_state_and_keeps_the_samples()
    {
        string model = Write("burst.mlang", """
            operator burst {
              state x = 1.0
              x' = x^2
            }
            experiment burst_out {
              model  burst
              solver rk4 { dt = 0.01 }
              run    3
              record x every 0.1
            }

            """);
        Result result = Mlang("run", model, "--out", At("r.csv"));

        Assert.Equal(ExitCode.NumericalFailure, result.Code);
        Assert.Contains("'x' is no longer a finite number; it was ", result.Error);
        Assert.Contains("x' = x^2", result.Error);
        Assert.Contains("burst.mlang:3", result.Error);
        Assert.Contains("try: a smaller step", result.Error);
        Assert.InRange(Rows(File.ReadAllText(At("r.csv"))).Length, 10, 12);
    }

    [Fact]
    public void Interrupted_run_writes_what_it_has()
    {
        Result result = Mlang(new CancellationToken(canceled: true), "run", Model, "--out", At("r.csv"));

        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.Contains("interrupted at t = 0 ms", result.Error);
        Assert.Equal("t,p.x,p.twice\n", File.ReadAllText(At("r.csv")));
    }

    [Fact]
    public void Seed_of_a_model_without_randomness_is_told_to_be_useless() =>
        Assert.Contains("nothing in 'one' is random", Mlang("run", Model, "--seed", "3").Error);

    [Fact]
    public void Data_file_drives_an_input_and_its_mistakes_are_told()
    {
        string model = Write("driven.mlang", Leaky.Replace("  run ", "  drive  p.u = csv(\"in.csv\") with previous\n  run "));
        Write("in.csv", "t,u,extra\n0,1,0\n25,-1,0\n");
        Result good = Mlang("run", model, "-o", "-");
        Write("in.csv", "t,u\n0,1\n25,x\n");
        Result bad = Mlang("run", model);
        File.Delete(At("in.csv"));
        Result missing = Mlang("run", model);

        Assert.Equal(ExitCode.Success, good.Code);
        Assert.Contains("nothing uses column 'extra'", good.Error);
        Assert.Equal(-1 + (2 * Math.Exp(-2.5)), Rows(good.Output)[^1][1], 1e-8);
        Assert.Equal(ExitCode.ModelError, bad.Code);
        Assert.Contains("row 3, column 'u': 'x'", bad.Error);
        Assert.Equal(ExitCode.Usage, missing.Code);
        Assert.Contains("in.csv", missing.Error);
    }

    [Fact]
    public void Strict_and_uncached_runs_agree_with_the_usual_one_to_rounding()
    {
        double[] usual = Rows(Samples())[^1];

        Assert.Equal(Samples(), Samples("--no-cache"));
        Assert.Equal(usual[1], Rows(Samples("--strict"))[^1][1], 1e-14);
    }

    private string Samples(params string[] options)
    {
        Result result = Mlang(["run", Model, "--out", "-", .. options]);
        Assert.Equal((ExitCode.Success, ""), (result.Code, result.Code == 0 ? "" : result.Error));
        return result.Output;
    }

    private static double[][] Rows(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray())];
}
