using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using Xunit;

namespace ModelLang.Numerics.Tests.Networks;

/// <summary>A single value may follow from the size of a population or from data, which are known when files have been read.</summary>
public sealed class DataParameterTests
{
    [Theory]
    [InlineData("N")]
    [InlineData("k")]
    [InlineData("max(w)")]
    public void Value_follows_from_what_a_file_holds(string value)
    {
        string folder = Directory.CreateTempSubdirectory("mlang-data").FullName;
        File.WriteAllText(Path.Combine(folder, "w.csv"), "1\n2\n3\n");
        File.WriteAllText(Path.Combine(folder, "m.mlang"), $$"""
            operator leaky {
              param tau = 10
              state x = 1
              tau*x' = -x
            }
            circuit c {
              data w = csv("w.csv", shape = [N])
              param k = max(w)
              population X : leaky[N] { tau = {{value}}, init x = w }
            }
            """);
        using CompiledModel model = Model.Load(Path.Combine(folder, "m.mlang"), new ModelOptions { Circuit = "c", Method = "rk4", UseCache = false });
        Simulator simulator = model.CreateSimulator();
        RunResult result = simulator.Run(new RunOptions { Duration = 6, Step = 0.01 });
        for (int unit = 0; unit < 3; unit++)
        {
            // x(6) = x(0) exp(-6/3); rk4 with steps of tau/300 is exact to 1e-10.
            Assert.Equal((unit + 1) * Math.Exp(-2), result.Trajectory[$"X.x[{unit}]"].Values[^1], 1e-9);
        }

        Directory.Delete(folder, recursive: true);
    }
}
