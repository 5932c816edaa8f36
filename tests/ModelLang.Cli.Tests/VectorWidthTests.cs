using System.Diagnostics;
using Xunit;

namespace ModelLang.Cli.Tests;

/// <summary>Networks and sweeps give the same bits whatever vectors the processor has; the width is chosen when a process starts.</summary>
public sealed class VectorWidthTests : CliFixture
{
    private const string Network = """
        operator unit {
          param b = 1
          NOISE
          input u = 0
          input v = 0
          state x = 0.1
          state a = 0
          output s = tanh(x)
          output angles = asin(clip(x, -1, 1)) + acos(clip(a, -1, 1)) + atan(x) + atan2(x, a) + sin(x) + cos(a) + tan(x)
          output powers = sinh(x) + cosh(a) + cbrt(x) + hypot(x, a) + erf(x) + exp(a) + log1p(a^2) + expm1(x) + exprel(x) + logistic(a) + abs(x)^1.3
          output steps  = mod(x, 0.07) + round(50*x) + sign(a) + heaviside(x) + floor(9*x) + ceil(9*a) + min(x, a)
          x' = -b*x - a + u + v + 0.3 TERM
          a' = 0.2*(x - a)
        }

        circuit c {
          population X : unit[37] { b ~ uniform(0.8, 1.2), init x ~ normal(0, 0.5) }
          connect X.s -> X.u by fixed_indegree(k = 10) { weight ~ normal(0, 0.2) }
          connect X.s -> X.v by fixed_indegree(k = 5) { weight = 0.1, delay ~ uniform(0.35, 0.9) }
        }

        experiment e {
          model  c
          run    10
          record X.x, X.a, X.s, X.angles, X.powers, X.steps every 0.5
        }

        """;

    // Functions of every kind stand in the right-hand side, so that they are computed in lanes.
    private const string Sweep = """
        operator unit {
          param k = 1
          param onset = 2
          NOISE
          state x = 0.1
          state a = 0.2
          let angles = asin(clip(x, -1, 1)) + acos(clip(a, -1, 1)) + atan(x) + atan2(x, a + 3) + sin(3*t) + cos(a) + tan(0.3*x)
          let powers = sinh(0.1*x) + cosh(a) + cbrt(x) + hypot(x, a) + erf(x) + exp(-a^2) + log1p(a^2) + expm1(-x^2) + exprel(-x^2) + logistic(a) + abs(x)^1.3
          let steps  = mod(x, 0.07) + round(5*x) + sign(a) + heaviside(x) + floor(9*x) + ceil(9*a) + min(x, a) + max(x, 0.1) + sqrt(abs(a)) + log(1 + abs(x))
          x' = -2*x + k*tanh(0.1*(SUM)) + (0.4 if t >= onset and x < 1 else 0) TERM
          a' = x - a
        }
        experiment e {
          model  unit
          run    6
          record x, a, steps every 0.25
          seed   5
          sweep  { k = linspace(-1, 1, 19), onset = linspace(1, 3, 7) }
          reduce mean(x), std(a), final(steps)
        }
        """;

    [Theory]
    [InlineData("rk4 dt=0.05", false)]
    [InlineData("dopri5", false)]
    [InlineData("stochastic_heun dt=0.05", true)]
    public void Bits_of_a_sweep_depend_neither_on_the_width_of_vectors_nor_on_threads(string solver, bool noisy)
    {
        // Step control would step onto each of the jumps of floor and the like.
        string sum = solver == "dopri5" ? "angles + powers" : "angles + powers + steps";
        string model = Write("sweep.mlang", Sweep.Replace("SUM", sum).Replace("NOISE", noisy ? "noise xi" : "").Replace("TERM", noisy ? "+ 0.2*xi" : ""));
        string full = Results(null, "2");

        Assert.Equal(1 + (19 * 7), full.TrimEnd().Split('\n').Length);
        foreach (string feature in (string[])["AVX512F", "AVX2", "HWIntrinsic"])
        {
            Assert.Equal(full, Results($"DOTNET_Enable{feature}", "2"));
        }

        Assert.Equal(full, Results(null, "1"));
        Assert.Equal(full, Results(null, "3"));

        string Results(string? without, string threads)
        {
            string file = Path.Combine(Directory.CreateTempSubdirectory("mlang-width").FullName, "r.csv");
            Run(without, "sweep", model, "--experiment", "e", "--solver", solver, "--threads", threads, "-q", "-o", file);
            return File.ReadAllText(file);
        }
    }

    [Theory]
    [InlineData("dopri5", false)]
    [InlineData("stochastic_heun dt=0.1", true)]
    public void Bits_do_not_depend_on_the_width_of_vectors(string solver, bool noisy)
    {
        string model = Write("net.mlang", Network.Replace("NOISE", noisy ? "noise xi" : "").Replace("TERM", noisy ? "+ 0.2*xi" : ""));
        string full = Run(model, solver, null);

        Assert.Contains("X.x[36]", full);
        Assert.Contains("X.steps[36]", full);
        foreach (string feature in (string[])["AVX512F", "AVX2", "HWIntrinsic"])
        {
            Assert.Equal(full, Run(model, solver, $"DOTNET_Enable{feature}"));
        }
    }

    private static string Run(string model, string solver, string? without) =>
        Run(without, "run", model, "--experiment", "e", "--solver", solver, "--seed", "4", "-q", "-o", "-");

    private static string Run(string? without, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "mlang.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        if (without is not null)
        {
            start.Environment[without] = "0";
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
