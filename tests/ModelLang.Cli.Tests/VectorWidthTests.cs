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
          x' = -b*x - a + u + v + 0.3 TERM
          a' = 0.2*(x - a)
        }

        circuit c {
          population X : unit[37] { b ~ uniform(0.8, 1.2), init x ~ normal(0, 0.5) }
          connect X.s -> X.u by fixed_indegree(k = 10) { weight ~ normal(0, 0.2) }
          connect X.s -> X.v by fixed_indegree(k = 5) { weight = 0.1, delay ~ uniform(0.35, 0.9) }
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
        foreach (string feature in (string[])["AVX512F", "AVX2", "HWIntrinsic"])
        {
            Assert.Equal(full, Run(model, solver, $"DOTNET_Enable{feature}"));
        }
    }

    private static string Run(string model, string solver, string? without)
    {
        ProcessStartInfo start = new(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "mlang.dll"), "run", model, "--circuit", "c", "--solver", solver, "--duration", "10", "--seed", "4", "-q", "-o", "-"])
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
