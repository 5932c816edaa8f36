using System.Diagnostics;
using System.Globalization;
using ModelLang.Simulation.Sweeps;
using Xunit;

namespace ModelLang.Cli.Tests;

/// <summary>A point of a sweep has the bits of a run by itself: for all kinds of methods, with inputs that jump, noise and delays, on any width of vectors and any number of threads.</summary>
public sealed class SweepEqualityTests : CliFixture
{
    private const string Text = """
        operator unit {
          param tau = 1 in (0, inf)
          param b   = 1.2
          NOISE
          input u   = 0
          input w   = 0
          state x   = 0.3
          state a   = 0.1
          output s  = tanh(2*x) + exp(-x^2)
          tau * x'  = -x - b*a + u + w TERM
          a'        = 0.3*(sin(x) - a)
        }

        circuit pair {
          param k = 0.7
          node p : unit
          node q : unit { tau = 2 }
          edge p.s -> q.u { weight = k DELAY }
          edge q.s -> p.u { weight = -k }
        }

        experiment map {
          model  pair
          solver SOLVER
          drive  p.w = 0.8 if t >= 2.3 and t < 4.1 else 0.1*sin(t)
          run    8
          record p.x, q.x, q.s every 0.25
          seed   5
          sweep {
            k     = linspace(0.1, 2, 7)
            p.tau = [0.5, 1, 1.5]
            zip { q.b = [1, 0.2], init q.x = [0, 1] }
          }
        }

        """;

    [Theory]
    [InlineData("euler { dt = 0.01 }", false, false)]
    [InlineData("rk4 { dt = 0.05 }", false, false)]
    [InlineData("rk4 { dt = 0.05 }", false, true)]
    [InlineData("heun { dt = 0.025 }", false, false)]
    [InlineData("dopri5 { rtol = 1e-6, atol = 1e-9 }", false, false)]
    [InlineData("dopri5 { rtol = 1e-6, atol = 1e-9 }", false, true)]
    [InlineData("rosenbrock { rtol = 1e-5, atol = 1e-8 }", false, false)]
    [InlineData("euler_maruyama { dt = 0.01 }", true, false)]
    [InlineData("stochastic_heun { dt = 0.01 }", true, true)]
    public void Points_are_single_runs(string solver, bool noisy, bool delayed)
    {
        string model = Model(solver, noisy, delayed);
        Assert.Equal((0, ""), Outcome(Mlang("sweep", model, "--out", At("map.npz"), "-q")));
        SweepResult map = SweepResult.Load(At("map.npz"));
        foreach ((int i, int j, int k) in new[] { (0, 0, 0), (3, 1, 1), (6, 2, 0), (6, 2, 1) })
        {
            string[] set = [$"k={Value(map, "k", i)}", $"p.tau={Value(map, "p.tau", j)}", $"q.b={Value(map, "q.b", k)}", $"q.x={Value(map, "init q.x", k)}"];
            Result run = Mlang(["run", model, "-o", "-", "-q", .. set.SelectMany(s => new[] { "--set", s })]);
            double[][] rows = [.. run.Output.TrimEnd('\n').Split('\n')[1..].Select(l => l.Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray())];
            int point = (((i * 3) + j) * 2) + k;
            for (int v = 0; v < 3; v++)
            {
                Assert.Equal(rows.Select(r => r[v + 1]), map[map.Names[v]].Values[(point * 33)..((point + 1) * 33)]);
            }
        }
    }

    [Theory]
    [InlineData("rk4 { dt = 0.05 }", false)]
    [InlineData("dopri5 { rtol = 1e-6, atol = 1e-9 }", false)]
    [InlineData("stochastic_heun { dt = 0.01 }", true)]
    public void Bytes_do_not_depend_on_vectors_or_threads(string solver, bool noisy)
    {
        string model = Model(solver, noisy, delayed: false);
        byte[] full = Sweep(model, "full.npz");

        Assert.Equal(full, Sweep(model, "one.npz", ("MODELLANG_THREADS", "1")));
        Assert.Equal(full, Sweep(model, "three.npz", ("MODELLANG_THREADS", "3")));
        foreach (string feature in (string[])["AVX512F", "AVX2", "HWIntrinsic"])
        {
            Assert.Equal(full, Sweep(model, feature + ".npz", ($"DOTNET_Enable{feature}", "0")));
        }
    }

    private static (int, string) Outcome(Result result) => (result.Code, result.Error);

    private static string Value(SweepResult map, string name, int place) =>
        map.Coordinates.Single(c => c.Name == name).Values[place].ToString("R", CultureInfo.InvariantCulture);

    private new string Model(string solver, bool noisy, bool delayed) => Write("pair.mlang", Text
        .Replace("SOLVER", solver)
        .Replace("NOISE", noisy ? "noise xi" : "")
        .Replace("TERM", noisy ? "+ 0.2*xi" : "")
        .Replace("DELAY", delayed ? ", delay = 0.5" : ""));

    private byte[] Sweep(string model, string result, (string Name, string Value)? variable = null)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "mlang.dll"), "sweep", model, "--out", At(result), "-q"]);
        if (variable is { } v)
        {
            start.Environment[v.Name] = v.Value;
        }

        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllBytes(At(result));
    }
}
