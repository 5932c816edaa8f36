using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace ModelLang.Cli.Tests;

public sealed class PopulationRunTests : CliFixture
{
    private const string Network = """
        time ms
        operator unit {
          param tau = 10 ms in (0 ms, inf)
          param k   = 0.5 in [0, 1]
          input u   = 0.0
          state r   = 1 Hz in [0 Hz, 50 Hz]
          tau * r' = -r + (k + u)*10 Hz
        }

        circuit net {
          data W = csv("weights.csv", shape = [N, N], rows = target, labels = header)
          population X : unit[N] { init r ~ uniform(0 Hz, 10 Hz), k = quantiles(uniform(0.2, 0.8)) }
          connect X.r -> X.u by matrix(W, rows = target) { weight = 0.01 s }
          output mean_r = mean(X.r)
        }

        experiment rest {
          model  net
          solver rk4 { dt = 0.5 ms }
          run    20 ms
          record X.r, pair = X.r[0..1], one = X.r[2], mean_r every 1 ms
        }

        """;

    private readonly string _network;

    public PopulationRunTests()
    {
        _network = Write("net.mlang", Network);
        Write("weights.csv", ",A,B,C\nA,0,0.5,0.1\nB,0.5,0,0.2\nC,0.1,0.2,0\n");
    }

    [Fact]
    public void Report_tells_of_populations_in_words()
    {
        Result result = Mlang("run", _network);

        Assert.Equal((ExitCode.Success, ""), (result.Code, result.Error));
        Assert.Contains("net, experiment rest: 3 states, rk4, seed 0\npopulation X of 3 units\n", result.Output);
        Assert.Contains("X.r (mean of 3 units)", result.Output);
        Assert.Contains("pair[0..1] (mean of 2 units)", result.Output);
    }

    [Fact]
    public void Table_and_archive_have_the_units()
    {
        string csv = Mlang("run", _network, "-o", "-", "-q").Output;
        Mlang("run", _network, "-o", At("r.npz"));
        using ZipArchive archive = ZipFile.OpenRead(At("r.npz"));
        using var manifest = JsonDocument.Parse(archive.GetEntry("manifest.json")!.Open());

        Assert.StartsWith("t,X.r[0],X.r[1],X.r[2],pair[0],pair[1],one,mean_r\n", csv);
        Assert.Equal(["t.npy", "X.r.npy", "pair[0..1].npy", "one.npy", "mean_r.npy", "manifest.json"], archive.Entries.Select(e => e.Name));
        Assert.Equal(["A", "B", "C"], manifest.RootElement.GetProperty("variables")[0].GetProperty("labels").EnumerateArray().Select(l => l.GetString()));
        Assert.Equal(0, manifest.RootElement.GetProperty("facts").GetProperty("seed").GetInt32());
        Assert.Equal(3, manifest.RootElement.GetProperty("facts").GetProperty("populations").GetProperty("X").GetInt32());
    }

    [Fact]
    public void Units_are_set_and_the_seed_draws_them()
    {
        string Start(params string[] options) => Mlang(["run", _network, "-o", "-", "-q", .. options]).Output.Split('\n')[1];

        Assert.StartsWith("0,3,4,4,", Start("--set", "X.r=3Hz", "--set", "X.r[1..2]=4 Hz"));
        Assert.NotEqual(Start(), Start("--seed", "1"));
        Assert.Equal(Start("--seed", "1"), Start("--seed", "1"));
        Assert.NotEqual(Mlang("run", _network, "-o", "-", "-q").Output, Mlang("run", _network, "-o", "-", "-q", "--set", "X.k[2]=1").Output);
    }

    [Theory]
    [InlineData("X.r[3]=1Hz", "there is no 'X.r[3]': population 'X' has 3 units, 0 to 2")]
    [InlineData("X.tau[0]=5ms", "'X.tau' has one value for all units of 'X'")]
    [InlineData("X.r[0]=5ms", "X.r[0]=5ms")]
    public void Wrong_unit_is_told(string setting, string message)
    {
        Result result = Mlang("run", _network, "--set", setting);

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public void Correlations_are_drawn_with_labels()
    {
        Result result = Mlang("run", _network, "--plot", At("r.svg"), "--plot-correlation", $"X.r={At("fc.svg")}");
        Result unclear = Mlang("run", _network, "--plot-correlation", At("fc.svg"));

        Assert.Equal(ExitCode.Success, result.Code);
        Assert.Contains(">B</text>", File.ReadAllText(At("fc.svg")));
        Assert.Contains("wrote " + At("fc.svg"), result.Output);
        Assert.Equal(ExitCode.Usage, unclear.Code);
        Assert.Contains("more than one population is recorded", unclear.Error);
    }

    [Fact]
    public void Matrix_that_connects_a_population_of_stated_size_names_its_units()
    {
        string stated = Write("stated.mlang", Network.Replace("shape = [N, N]", "shape = [3, 3]").Replace("unit[N]", "unit[3]"));
        Mlang("run", stated, "--plot-correlation", $"X.r={At("fc.svg")}");

        Assert.Contains(">C</text>", File.ReadAllText(At("fc.svg")));
    }

    [Theory]
    [InlineData(",A,B,C\nA,0,1,1\nB,1,x,1\nC,1,1,0\n", "row 3, column 3 ('B'): 'x' is not a finite number")]
    [InlineData(",A,B,C\nA,0,1,1\nB,1,nan,1\nC,1,1,0\n", "row 3, column 3 ('B'): 'nan' is not a finite number")]
    [InlineData(",A,B,C\nB,0,1,1\nA,1,0,1\nC,1,1,0\n", "row 1 of the matrix is labelled 'B', column 1 'A'")]
    [InlineData(",A,B,C\nA,0,1,1\nB,1,0,1\n", "is a matrix of 2 rows and 3 columns")]
    [InlineData("0,1,2\n1,0,2\n3,4,0\n", "found numbers where the model announces labels")]
    public void Mistake_in_a_file_is_told(string weights, string message)
    {
        Write("weights.csv", weights);
        Result result = Mlang("run", _network);

        Assert.Equal(ExitCode.ModelError, result.Code);
        Assert.Contains(message, result.Error);
        Assert.Contains("weights.csv", result.Error);
    }

    [Fact]
    public void Negative_delay_is_told_with_its_place()
    {
        string delayed = Network.Replace("  population X", "  data L = csv(\"lengths.csv\", shape = [N, N], rows = target, labels = header, unit = mm)\n  population X")
            .Replace("weight = 0.01 s }", "weight = 0.01 s, delay = L/(1 m/s) }");
        Write("lengths.csv", ",A,B,C\nA,0,10,10\nB,10,0,-3\nC,1,1,0\n");
        Result result = Mlang("run", Write("delayed.mlang", delayed));
        Write("lengths.csv", ",A,C,B\nA,0,10,10\nC,10,0,3\nB,1,1,0\n");
        Result unsorted = Mlang("run", At("delayed.mlang"));

        Assert.Equal((ExitCode.ModelError, ExitCode.ModelError), (result.Code, unsorted.Code));
        Assert.Contains("row 2, column 3 of", result.Error);
        Assert.Contains("lengths.csv", result.Error);
        Assert.Contains("column 2 is labelled 'B' in", unsorted.Error);
    }

    [Fact]
    public void Missing_file_and_value_out_of_range_are_told()
    {
        Result outside = Mlang("run", Write("wide.mlang", Network.Replace("uniform(0.2, 0.8)", "uniform(0.2, 1.8)")));
        File.Delete(At("weights.csv"));
        Result missing = Mlang("run", _network);

        Assert.Equal((ExitCode.ModelError, ExitCode.Usage), (outside.Code, missing.Code));
        Assert.Contains("'X.k[2]' = 1.4", outside.Error);
        Assert.Contains("is not in [0, 1]; what the model reads is in", outside.Error);
        Assert.Contains("weights.csv' does not exist; 'W' in 'net.mlang' reads it", missing.Error);
    }

    [Fact]
    public void Results_never_overwrite_what_is_read()
    {
        Result result = Mlang("run", _network, "--out", At("weights.csv"));

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("is read by this command", result.Error);
    }
}
