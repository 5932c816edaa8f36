using Xunit;

namespace ModelLang.Cli.Tests;

/// <summary>Command lines that cannot be carried out: exit code 2 and a message that names what is wrong.</summary>
public sealed class UsageTests : CliFixture
{
    [Theory]
    [InlineData("'rnu' is not a command", "rnu", "MODEL")]
    [InlineData("did you mean 'run'?", "rnu", "MODEL")]
    [InlineData("mlang run x.mlang", "x.mlang")]
    [InlineData("'mlang run' needs FILE", "run")]
    [InlineData("one argument is empty", "run", "")]
    [InlineData("--out is empty", "run", "MODEL", "--out", "")]
    [InlineData("--out is empty", "sweep", "MODEL", "--out=")]
    [InlineData("--set p.x=2", "run", "MODEL", "--set", "init p.x=2")]
    [InlineData("'b.mlang' is one argument too many", "run", "MODEL", "b.mlang")]
    [InlineData("'mlang run' has no option '--durtion'", "run", "MODEL", "--durtion", "3")]
    [InlineData("did you mean '--duration'?", "run", "MODEL", "--durtion", "3")]
    [InlineData("'--quiet' takes no value", "run", "MODEL", "--quiet=yes")]
    [InlineData("'--out' needs a value", "run", "MODEL", "--out")]
    [InlineData("'--out' needs a value", "run", "MODEL", "--out", "--quiet")]
    [InlineData("'--duration' is given twice", "run", "MODEL", "--duration", "3", "--duration=4")]
    [InlineData("exclude each other", "run", "MODEL", "--experiment", "relax", "--circuit", "one")]
    [InlineData("there is no file 'missing.mlang'", "run", "missing.mlang")]
    [InlineData("did you mean 'leaky.mlang'?", "check", "DIR/laeky.mlang")]
    [InlineData("there is no folder 'DIR/none' either", "check", "DIR/none/leaky.mlang")]
    [InlineData("'DIR' is a folder, not a model file", "run", "DIR")]
    [InlineData("in it are leaky.mlang", "show", "DIR")]
    [InlineData("--seed x: it must be a whole number", "run", "MODEL", "--seed", "x")]
    [InlineData("--solver is empty", "run", "MODEL", "--solver", "")]
    [InlineData("'rtoll' is not a setting", "run", "MODEL", "--solver", "dopri5 rtoll=1e-3")]
    [InlineData("did you mean 'rtol'?", "run", "MODEL", "--solver", "dopri5 rtoll=1e-3")]
    [InlineData("'rk4' goes with a fixed step, it has no 'rtol'", "run", "MODEL", "--solver", "rtol=1e-3")]
    [InlineData("'rk4' needs a step", "run", "MODEL", "--circuit", "one", "--duration", "5ms", "--solver", "rk4")]
    [InlineData("there is p.tau, p.gain, p.u, p.x", "run", "MODEL", "--set", "p=1")]
    [InlineData("'dt' is set twice", "run", "MODEL", "--solver", "dt=1 dt=2")]
    [InlineData("'dt=' is not understood", "run", "MODEL", "--solver", "rk4 dt=")]
    [InlineData("'rk5' is not a method", "run", "MODEL", "--solver", "rk5")]
    [InlineData("did you mean 'rk4'?", "run", "MODEL", "--solver", "rk5")]
    [InlineData("'euler' is not understood", "run", "MODEL", "--solver", "rk4 euler")]
    [InlineData("dt -1ms: it must be positive", "run", "MODEL", "--solver", "dt=-1ms")]
    [InlineData("too small for a run", "run", "MODEL", "--solver", "rk4 dt=1e-300ms")]
    [InlineData("too small for a run", "run", "MODEL", "--solver", "dopri5 max_step=1e-300ms")]
    [InlineData("--solver: dt x: ", "run", "MODEL", "--solver", "dt=x")]
    [InlineData("--duration nan: ", "run", "MODEL", "--duration", "nan")]
    [InlineData("--duration 0 ms: it must be positive", "run", "MODEL", "--duration", "0 ms")]
    [InlineData("--duration -5ms: it must be positive", "run", "MODEL", "--duration", "-5ms")]
    [InlineData("--duration 5: '5' has no unit; write 5ms", "run", "MODEL", "--duration", "5")]
    [InlineData("--duration 5 mV: ", "run", "MODEL", "--duration", "5 mV")]
    [InlineData("write path=value", "run", "MODEL", "--set", "nonsense")]
    [InlineData("write path=value", "run", "MODEL", "--set", "p.tau=")]
    [InlineData("'one' has no 'p.tua'", "run", "MODEL", "--set", "p.tua=3")]
    [InlineData("did you mean 'p.tau'?", "run", "MODEL", "--set", "p.tua=3")]
    [InlineData("did you mean 'p.tau'?", "run", "MODEL", "--set", "tau=3")]
    [InlineData("--set p.gain=nan: ", "run", "MODEL", "--set", "p.gain=nan")]
    [InlineData("--set p.gain=inf: ", "run", "MODEL", "--set", "p.gain=inf")]
    [InlineData("--set p.gain=3 mV: ", "run", "MODEL", "--set", "p.gain=3 mV")]
    [InlineData("-1 ms is outside the range of 'p.tau'", "run", "MODEL", "--set", "p.tau=-1ms")]
    [InlineData("allowed is (0 ms, inf)", "run", "MODEL", "--set", "p.tau=0 s")]
    [InlineData("200 is outside the range of 'p.u'", "run", "MODEL", "--set", "p.u=200")]
    [InlineData("60 is outside the range of 'p.x'", "run", "MODEL", "--set", "p.x=60")]
    [InlineData("the model computes 'p.twice'", "run", "MODEL", "--set", "p.twice=1")]
    [InlineData("this is set twice", "run", "MODEL", "--set", "p.tau=1ms", "--set", "p.tau=2ms")]
    [InlineData("'.txt' is not a format of results", "run", "MODEL", "--out", "DIR/x.txt")]
    [InlineData("has no extension", "run", "MODEL", "--out", "DIR/x")]
    [InlineData("'.pdf' is not a format of plots", "run", "MODEL", "--plot", "DIR/x.pdf")]
    [InlineData("does not exist", "run", "MODEL", "--out", "DIR/missing/x.csv")]
    [InlineData("does not exist", "run", "MODEL", "--plot", "DIR/missing/x.svg")]
    [InlineData("it will not be overwritten", "run", "MODEL", "--out", "MODEL")]
    [InlineData("it will not be overwritten", "emit", "MODEL", "--out", "MODEL")]
    [InlineData("must end in .cs", "emit", "MODEL", "--out", "DIR/x.txt")]
    [InlineData("'a b' is not a C# name", "emit", "MODEL", "--class", "a b")]
    [InlineData("'xml' is not a format", "check", "MODEL", "--format", "xml")]
    [InlineData("'kernal' is not a stage", "show", "MODEL", "--stage", "kernal")]
    [InlineData("did you mean 'kernel'?", "show", "MODEL", "--stage", "kernal")]
    [InlineData("there is no diagnostic 'ML9'", "explain", "ML9")]
    [InlineData("'mlang explain' lists all", "explain", "ML3999")]
    [InlineData("say it with --duration", "run", "MODEL", "--circuit", "one")]
    public void Impossible_command_line(string message, params string[] args)
    {
        Result result = Mlang([.. args.Select(a => a.Replace("MODEL", Model).Replace("DIR", Folder))]);

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message.Replace("DIR", Folder), result.Error);
        Assert.Equal("", result.Output);
        Assert.Equal(["leaky.mlang"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(new byte[] { 0x4d, 0x5a, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xfe, 0x41 })]
    public void Binary_file_as_model(byte[] content)
    {
        File.WriteAllBytes(At("b.mlang"), content);
        Result result = Mlang("check", At("b.mlang"));

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("b.mlang' is ", result.Error);
    }

    [Fact]
    public void Unwritable_directory_is_found_before_the_run()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // /proc refuses new files even to the superuser.
        Result result = Mlang("run", Model, "--out", "/proc/x.csv");

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("cannot write '/proc/x.csv'", result.Error);
    }

    [Fact]
    public void Link_to_the_model_is_not_overwritten()
    {
        File.CreateSymbolicLink(At("x.csv"), Model);
        Result result = Mlang("run", Model, "--out", At("x.csv"));

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Equal(Leaky, File.ReadAllText(Model));
    }

    [Fact]
    public void Relative_link_and_linked_directory_do_not_hide_the_model()
    {
        File.Move(Model, At("leaky.csv"));
        Directory.CreateSymbolicLink(At("same"), Folder);
        File.CreateSymbolicLink(At("x.csv"), "leaky.csv");
        string here = Path.GetRelativePath(Environment.CurrentDirectory, Folder);

        foreach (string output in new[] { Path.Combine(here, "x.csv"), Path.Combine(here, "same", "leaky.csv"), At("same/x.csv") })
        {
            Assert.Equal(ExitCode.Usage, Mlang("run", At("leaky.csv"), "--out", output).Code);
            Assert.Equal(Leaky, File.ReadAllText(At("leaky.csv")));
        }
    }

    [Fact]
    public void Endless_device_is_not_read_to_its_end()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("larger than 16 MB", Mlang("check", "/dev/zero").Error);
        }
    }

    [Fact]
    public void Several_experiments_are_listed()
    {
        string model = Write("two.mlang", Leaky + Leaky[Leaky.IndexOf("experiment", StringComparison.Ordinal)..].Replace("relax", "again"));
        Result result = Mlang("run", model);

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("relax, experiment again", result.Error);
        Assert.Contains("--experiment NAME", result.Error);
        Assert.Equal(ExitCode.Success, Mlang("run", model, "-e", "again").Code);
    }

    [Fact]
    public void Several_circuits_without_experiment_are_listed()
    {
        string model = Write("two.mlang", Leaky[..Leaky.IndexOf("experiment", StringComparison.Ordinal)] + "circuit two {\n  node q : leaky\n}\n");
        Result result = Mlang("run", model, "--duration", "5ms");

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("circuit one, circuit two", result.Error);
        Assert.Contains("--circuit NAME", result.Error);
    }

    [Fact]
    public void No_arguments_show_the_help()
    {
        Result result = Mlang();

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("A first session", result.Output);
    }
}
