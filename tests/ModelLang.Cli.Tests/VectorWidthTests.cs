using System.Diagnostics;
using Xunit;

namespace ModelLang.Cli.Tests;

/// <summary>A network gives the same bits whatever vectors the processor has; the width is chosen when a process starts.</summary>
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

    private static string Run(string model, string solver, string? without)
    {
        ProcessStartInfo start = new(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "mlang.dll"), "run", model, "--experiment", "e", "--solver", solver, "--seed", "4", "-q", "-o", "-"])
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
