using ModelLang.Compiler.Text;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

/// <summary>The members of a class that take many simulators on at once.</summary>
public sealed class LaneEmitterTests
{
    private const string Text = """
        operator qif {
          param tau = 2
          param eta = -5
          state r = 0.1
          state v = -2
          tau * r' = 1/pi + 2*r*v
          tau * v' = v^2 + eta + (3 if t >= 1 else 0) - (pi*tau*r)^2
        }
        operator rate {
          param k = 2
          state x = 0.1
          x' = -x + tanh(k*x) + cos(t)
        }
        operator noisy {
          param sigma = 0.5
          noise xi
          state x = 0.1
          x' = -x^3 + sigma*x*xi
        }
        """;

    // One loop for a short step; one for each stage where there are functions; steps of their own; noise that is the same in all lanes.
    [Theory]
    [InlineData("qif", "heun")]
    [InlineData("rate", "heun")]
    [InlineData("qif", "dopri5")]
    [InlineData("noisy", "stochastic_heun")]
    public void Lanes_are_verified(string circuit, string method)
    {
        string text = Compile(circuit, method, lanes: true);
        Assert.IsAssignableFrom<ILaneKernel>(EmittedCode.Instance(text));

        Snapshot.Match(text, "cs", $"{circuit}_{method}");
    }

    [Theory]
    [InlineData("rosenbrock")]
    [InlineData("dopri5")]
    public void Where_there_is_no_form_there_are_no_lanes(string method)
    {
        string text = Compile("delayed", method, lanes: true, "operator delayed { state x = 1\n x' = -x(t - 1) }");
        Assert.False(EmittedCode.Instance(text) is ILaneKernel);
    }

    [Fact]
    public void Lanes_change_nothing_else()
    {
        Queue<string> rest = new(Compile("qif", "rk4", lanes: true).Split('\n'));
        foreach (string line in Compile("qif", "rk4", lanes: false).Split('\n').Where(l => !l.Contains("class ", StringComparison.Ordinal)))
        {
            while (rest.Count > 0 && rest.Dequeue() != line)
            {
            }

            Assert.True(rest.Count > 0 || line.Length == 0, line);
        }
    }

    private static string Compile(string circuit, string method, bool lanes, string text = Text)
    {
        CompilationResult result = ModelCompiler.Compile(
            new SourceText("m.mlang", text), new CompilerOptions { Circuit = circuit, Method = method, Lanes = lanes }, new TestResolver());
        Assert.Empty(result.Diagnostics);
        return result.CSharp!;
    }
}
