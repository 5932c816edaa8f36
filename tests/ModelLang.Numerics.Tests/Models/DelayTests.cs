using System.Globalization;
using ModelLang.Dynamic;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Models with delays, from text to trajectory.</summary>
public sealed class DelayTests(ITestOutputHelper output)
{
    private const string Net12 = """
        operator op7 {
          input u = 0
          input inp = 0
          state a = 0
          a' = u + inp - a
        }
        circuit net12 {
          node pop0 : op7
          node pop1 : op7
          edge pop0.a -> pop1.u { weight = 0.1, delay = 0.2 }
          edge pop1.a -> pop0.u { weight = 0.5, delay = 0.2 }
        }
        experiment e {
          model net12
          drive pop0.inp = 0.5 if t >= 5 and t < 15 else 0
          run 19.9
          record pop0.a, pop1.a every 0.1
        }
        """;

    private const string Net13 = """
        operator op9 {
          param tau = 10.0
          input I_syn = 0
          input I_ext = 0
          state a = 0
          output b = tanh(a)
          tau * a' = a*(1 - a) + I_syn + I_ext
        }
        circuit net13 {
          node p1 : op9
          node p2 : op9 { tau = 1 }
          edge p1.b -> p2.I_syn { weight = 1, delay = gamma(mean = 2, sd = 0.8) }
          edge p2.b -> p1.I_syn { weight = 2, delay = gamma(mean = 1, sd = 0.4) }
        }
        experiment e {
          model net13
          drive p1.I_ext = 0.5 if t >= 10 and t < 60 else 0
          run 99.6
          record p1.a, p2.a every 0.4
        }
        """;

    private const string Net16 = """
        operator op_dde {
          param d = 0.1
          state x = 1
          x' = -x(t - d)
        }
        experiment e {
          model op_dde
          run 19.9
          record x every 0.1
        }
        """;

    private const string Li2Gamma = """
        operator li {
          input m_in = 0
          input u = 0
          state r = 0
          output m = tanh(r)
          r' = -r + m_in + u
        }
        circuit li2 {
          node p1 : li
          node p2 : li
          edge p1.m -> p2.m_in { weight = 5, delay = gamma(mean = 0.2, sd = 0.1) }
          edge p2.m -> p1.m_in { weight = -5, delay = gamma(mean = 0.3, sd = 0.2) }
        }
        experiment e {
          model li2
          drive p1.u = 1 if t >= 5 and t < 30 else 0
          run 49.8
          record p1.r, p2.r every 0.2
        }
        """;

    // Tables of a fixed step agree to rounding. That of net12 by the Runge-Kutta method is good to 5e-8, by which all methods of ours differ from it alike.
    [Theory]
    [InlineData("net12", "euler", "euler", 0.1, 1e-14)]
    [InlineData("net13", "euler", "euler", 0.001, 1e-13)]
    [InlineData("net13", "heun", "heun", 0.001, 1e-13)]
    [InlineData("net16", "euler", "euler", 0.001, 1e-15)]
    [InlineData("li2_gamma", "euler", "euler", 0.001, 1e-13)]
    [InlineData("li2_gamma", "heun", "heun", 0.001, 1e-13)]
    [InlineData("net12", "independent", "dopri5", 0, 1e-7)]
    [InlineData("net12", "independent", "tsit5", 0, 1e-7)]
    [InlineData("net12", "independent", "rosenbrock", 0, 1e-7)]
    [InlineData("net13", "independent", "dopri5", 0, 1e-10)]
    [InlineData("net16", "independent", "dopri5", 0, 1e-10)]
    [InlineData("net16", "independent", "tsit5", 0, 1e-10)]
    [InlineData("net16", "independent", "rosenbrock", 0, 1e-10)]
    [InlineData("net16", "independent", "rk4", 0.001, 1e-13)]
    [InlineData("li2_gamma", "independent", "dopri5", 0, 1e-10)]
    public void Circuits_of_PyRates_agree(string circuit, string table, string method, double step, double tolerance)
    {
        string text = circuit switch { "net12" => Net12, "net13" => Net13, "net16" => Net16, _ => Li2Gamma };
        Trajectory found = Run(text, method, step);
        double[][] expected = [.. File.ReadAllLines(Path.Combine(ReferenceSolution.Folder, "pyrates", $"{circuit}.{table}.csv")).Skip(1)
            .Select(line => line.Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray())];
        double error = 0;
        double scale = 0;
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.Equal(expected[row][0], found.Time.Values[row], 1e-9);
            for (int column = 1; column < expected[row].Length; column++)
            {
                error = Math.Max(error, Math.Abs(expected[row][column] - found.Variables[column - 1].Values[row]));
                scale = Math.Max(scale, Math.Abs(expected[row][column]));
            }
        }

        output.WriteLine($"{circuit} {table} {method} {error / scale:E2}");
        Assert.InRange(error / scale, 0, tolerance);
    }

    private static Trajectory Run(string text, string method, double step)
    {
        using CompiledModel model = Model.FromText(text, new ModelOptions { Experiment = "e", Method = method, UseCache = false });
        Assert.Empty(model.Diagnostics);
        RunOptions options = step > 0 ? new RunOptions { Step = step } : new RunOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-13 };
        return model.CreateSimulator().Run(options).EnsureCompleted().Trajectory;
    }
}
