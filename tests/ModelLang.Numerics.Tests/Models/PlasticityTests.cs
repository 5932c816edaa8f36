using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Short-term plasticity against its fixed point at a constant rate: Tsodyks, Pawelzik and Markram (1998), Neural Comput. 10:821, eqs. (2.5) to (2.7).</summary>
public sealed class PlasticityTests
{
    // At rtol 1e-9 the fixed point is met within the error of the last steps.
    private const double Tolerance = 1e-7;

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Depression_settles_where_use_and_recovery_balance(double hertz)
    {
        (double x, _) = Settled("depression", hertz);

        Assert.Equal(1 / (1 + (0.5 * 0.8 * hertz)), x, Tolerance);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Facilitation_settles_where_growth_and_decay_balance(double hertz)
    {
        (double x, double u) = Settled("facilitation", hertz);

        double expected = 0.15 * (1 + (1.5 * hertz)) / (1 + (0.15 * 1.5 * hertz));
        Assert.Equal(expected, u, Tolerance);
        Assert.Equal(1 / (1 + (expected * 0.2 * hertz)), x, Tolerance);
    }

    // On an edge from a source of constant rate, so that via is what is tested too.
    private static (double X, double U) Settled(string name, double hertz)
    {
        string text = $$"""
            time ms
            import std.plasticity ({{name}})
            operator source {
              param f = 1 Hz
              state one = 1
              one' = 0 1/ms
              output r = f*one
            }
            operator target {
              input r = 0 Hz
              state y = 0
              y' = r - y/(10 ms)
            }
            circuit c {
              node a : source
              node b : target
              edge a.r -> b.r via {{name}}
            }
            """;
        using CompiledModel model = Model.FromText(text, new ModelOptions { Circuit = "c", Method = "tsit5", UseCache = false });
        Simulator simulator = model.CreateSimulator();
        VariableDescription f = simulator.Description.Parameters.Single(p => p.Name == "a.f");
        simulator.SetParameter(simulator.Description.Parameters.ToList().IndexOf(f), hertz / f.Scale);
        simulator.Reset();
        RunResult result = simulator.Run(new RunOptions { Duration = 30_000, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 }).EnsureCompleted();
        double Last(string state) => result.Trajectory.Variables.Any(v => v.Name == state) ? result.Trajectory[state].Values[^1] : double.NaN;
        return (Last(name + ".x"), Last(name + ".u"));
    }
}
