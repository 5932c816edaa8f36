using System.Diagnostics;
using System.Globalization;
using ModelLang.Simulation.Sweeps;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Cli.Tests;

/// <summary>
/// A sweep of 10,000 points is killed at random moments, and in each of its phases, and started again. Twelve times in the test run; MODELLANG_KILLS
/// says how often.
/// </summary>
[Trait("Category", "Kill")]
public sealed class SweepKillTests(ITestOutputHelper output) : CliFixture
{
    private const string Text = """
        operator qif {
          param eta = -5
          param J = 15
          state r = 0.1
          state v = -2
          r' = 1/pi + 2*r*v
          v' = v^2 + eta + J*r - (pi*r)^2
        }

        experiment map {
          model  qif
          solver heun { dt = 0.01 }
          run    0.5
          record r, v every 0.01
          sweep {
            eta = linspace(-10, -1, 100)
            J   = linspace(10, 20, 100)
          }
        }

        """;

    private readonly Random _random = new(Environment.ProcessId);
    private double _usual;

    /// <summary>When to kill.</summary>
    private enum Phase
    {
        /// <summary>At any moment.</summary>
        Any,

        /// <summary>While a block is written.</summary>
        Block,

        /// <summary>While the blocks are put together.</summary>
        Result,

        /// <summary>When the result has its name, and the blocks are removed.</summary>
        Removal,
    }

    [Fact]
    public void Killed_sweep_ends_with_the_bytes_of_an_undisturbed_one()
    {
        string model = Write("qif.mlang", Text);
        int kills = int.TryParse(Environment.GetEnvironmentVariable("MODELLANG_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int stated) ? stated : 12;
        var watch = Stopwatch.StartNew();
        Run(model, "whole.npz");
        double whole = _usual = watch.Elapsed.TotalSeconds;
        byte[] expected = File.ReadAllBytes(At("whole.npz"));
        Assert.Equal([100L, 100, 51], SweepResult.Load(At("whole.npz"))["r"].Shape);

        (int killed, int finished) = (0, 0);
        Dictionary<Phase, int> hits = Enum.GetValues<Phase>().ToDictionary(p => p, _ => 0);
        while (killed < kills)
        {
            using Process process = Start(model, "map.npz");
            if (Wait(process, (Phase)(killed % 4)))
            {
                process.Kill();
                process.WaitForExit();
                killed++;
                hits[Hit()]++;
            }
            else
            {
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
                _usual *= 0.8; // what is left takes less time
            }

            if (File.Exists(At("map.npz")))
            {
                // Under its final name is the whole result or none.
                Assert.Equal(expected, File.ReadAllBytes(At("map.npz")));
                Assert.True(File.Exists(At("map.json")));
                Run(model, "map.npz");
                Assert.False(Directory.Exists(At("map.npz.partial")));
                Assert.Equal(expected, File.ReadAllBytes(At("map.npz")));
                File.Delete(At("map.npz"));
                finished++;
            }
        }

        Run(model, "map.npz");
        Assert.Equal(expected, File.ReadAllBytes(At("map.npz")));
        Assert.Equal(
            ["leaky.mlang", "map.json", "map.npz", "qif.mlang", "whole.json", "whole.npz"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).Order());
        output.WriteLine($"{killed} kills, {finished} finished sweeps; left behind: {string.Join(", ", hits.Select(h => $"{h.Key} {h.Value}"))}; undisturbed {whole:F2} s, all {watch.Elapsed.TotalSeconds:F0} s");
        if (kills >= 50)
        {
            Assert.All(hits.Values, count => Assert.True(count > 0));
        }
    }

    private static Process Start(string model, string result)
    {
        string output = Path.Combine(Path.GetDirectoryName(model)!, result);
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mlang.dll"), "sweep", model, "--out", output, "--quiet"]))!;
    }

    private static void Run(string model, string result)
    {
        using Process process = Start(model, result);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    // Whether it is time to kill; false when the process has ended.
    private bool Wait(Process process, Phase phase)
    {
        var watch = Stopwatch.StartNew();
        double moment = _usual * _random.NextDouble();
        int blocks = _random.Next(80);
        while (!process.HasExited)
        {
            bool isTime = phase switch
            {
                Phase.Block => Temporary().Any(f => f != ".result.part") && Directory.GetFiles(At("map.npz.partial"), "block-*").Length >= blocks,
                Phase.Result => Temporary().Contains(".result.part"),
                Phase.Removal => File.Exists(At("map.npz")),
                _ => watch.Elapsed.TotalSeconds > moment,
            };
            if (isTime)
            {
                return true;
            }

            Thread.Yield();
        }

        return false;
    }

    // What the killed process left behind tells where it was.
    private Phase Hit() =>
        File.Exists(At("map.npz")) && Directory.Exists(At("map.npz.partial")) ? Phase.Removal
        : Temporary().Contains(".result.part") ? Phase.Result
        : Temporary().Length > 0 ? Phase.Block
        : Phase.Any;

    private string[] Temporary()
    {
        try
        {
            return [.. Directory.GetFiles(At("map.npz.partial"), ".*.part").Select(f => Path.GetFileName(f)!)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
