using ModelLang.Compiler.Text;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Models;

/// <summary>An experiment with everything that sweeps have, as text and as the description that emitted code carries.</summary>
public sealed class SweepTests
{
    private const string Model = """
        module test.sweep
        time ms

        operator unit {
          param tau = 10 ms in (0 ms, inf)
          param k   = 1
          input u   = 0 mV
          state x   = 0 mV in [-100 mV, 100 mV]
          state z : complex = 1
          state a   = 0
          tau * x' = -k*x + u
          tau * z' = -z
          tau^2 * a'' = -a
        }

        circuit network {
          population P : unit[3]
          node q : unit
          edge q.x -> P.u
        }

        experiment everything {
          model network
          run   100 ms discard 20 ms
          sweep {
            P.tau = [5, 10, 20] ms
            q.k = logspace(1000, 0.1, 9)
            zip { q.u = linspace(-70 mV, -50 mV, 21), init q.x = csv("start.csv", column = k, unit = uV) }
            init q.a' = [-1, 1] 1/s
            init P.x = [1 uV, -0.3 mV]
            seed = linspace(1, 4, 4)
          }
          record q.x, q.z, x = P.x, d = q.x - mean(P.x), P.a[1] every 1 ms
          reduce mean(q.x), std(x), top = max(d) over [20 ms, 50 ms], lowest = min(q.x) over [0.03, 0.1] s
          reduce final(q.z.im), period(P.x), f = peak_frequency(q.x - mean(P.x)), final(P.a[1])
          save   "everything.npz"
        }
        """;

    [Fact]
    public void It_becomes_this_description()
    {
        string text = Compile();
        int start = text.IndexOf("    Experiment = new", StringComparison.Ordinal);
        Snapshot.Match(text[start..(text.IndexOf("\n    };", start, StringComparison.Ordinal) + 1)]);
    }

    [Fact]
    public void The_description_has_the_values_in_base_units()
    {
        SystemDescription description = EmittedCode.Instance(Compile()).Description;
        ExperimentDescription experiment = description.Experiment!;
        Assert.Equal([1, 1, 2, 1, 1, 1], experiment.Sweep.Select(axis => axis.Swept.Count));
        SweptDescription[] swept = [.. experiment.Sweep.SelectMany(axis => axis.Swept)];
        Assert.Equal(
            ["Parameter P.tau", "Parameter q.k", "Input q.u", "State q.x", "State q.a'", "State P.x", "Seed seed"],
            swept.Select(s => $"{s.Kind} {Name(s)}"));
        Assert.Equal([5, 10, 20], swept[0].Values);
        Assert.Equal([1000, 316.22776601683796, 100, 31.622776601683793, 10, 3.1622776601683795, 1, 0.31622776601683794, 0.1], swept[1].Values);
        Assert.Equal(Enumerable.Range(-70, 21).Select(i => (double)i), swept[2].Values);
        Assert.Equal([-1e-3, 1e-3], swept[4].Values);
        Assert.Equal([1e-3, -0.3], swept[5].Values);
        Assert.Equal([1, 2, 3, 4], swept[6].Values);
        Assert.Equal(("start.csv", "sweep.mlang", "k", 1000.0), (swept[3].File, swept[3].ModelFile, swept[3].Column, swept[3].Scale));
        Assert.Empty(swept[3].Values);
        Assert.Equal("everything.npz", experiment.ResultFile);
        Assert.Equal(
            ["Mean q.x", "StandardDeviation x", "Max d", "Min q.x", "Final q.z.im", "Period x", "PeakFrequency d", "Final P.a"],
            experiment.Reductions.Select(r => $"{r.Kind} {r.Recording}"));
        Assert.Equal(
            ["mean(q.x)", "std(x)", "top", "lowest", "final(q.z.im)", "period(P.x)", "f", "final(P.a[1])"],
            experiment.Reductions.Select(r => r.Label));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (experiment.Reductions[0].From, experiment.Reductions[0].To));
        Assert.Equal((20, 50), (experiment.Reductions[2].From, experiment.Reductions[2].To));
        Assert.Equal((30, 100), (experiment.Reductions[3].From, experiment.Reductions[3].To));

        string Name(SweptDescription s) => s.Kind switch
        {
            SweptKind.Parameter => description.Parameters[s.Index].Name,
            SweptKind.Input => description.Inputs[s.Index].Name,
            SweptKind.State => description.States[s.Index].Name,
            _ => "seed",
        };
    }

    private static string Compile()
    {
        CompilationResult result = ModelCompiler.Compile(new SourceText("sweep.mlang", Model), new CompilerOptions { Experiment = "everything" }, TestResolver.Library);
        Assert.Empty(result.Diagnostics);
        return result.CSharp!;
    }
}
