using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Targets;
using ModelLang.Compiler.Text;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Models;

/// <summary>A model with every kind of delay, stage by stage.</summary>
public sealed class DelayTests
{
    private const string Model = """
        module test.delays
        time ms

        operator unit {
          param tau = 10 ms in (0 ms, inf)
          param d   = 3 ms in (0 ms, inf)
          input u   = 0
          state r   = 0.1
          history r = 0.1*(1 + t/tau)
          output f  = tanh(r)
          tau * r' = -r + 0.5*f(t - d - 1 ms) + 0.2*r(t - 1.5*d) + u
        }

        operator wave {
          param f = 10 Hz
          input s = 0
          state z : complex = 1
          z' = 2*pi*f*(1i*z + 0.1*z(t - 5 ms) + s)
        }

        circuit coupled {
          param L = 20 mm
          param v = 5 m/s in (0 m/s, inf)
          node a : unit
          node b : unit { d = 2 ms }
          node w : wave
          edge a.f -> b.u { weight = 1.5, delay = L/v }
          edge b.f -> a.u { weight = -1.5, delay = gamma(mean = 4 ms, sd = 2 ms) }
          edge b.f -> w.s { weight = 0.1, delay = gamma(mean = 4 ms, sd = 2 ms) }
        }

        experiment e {
          model  coupled
          solver rk4 { dt = 0.5 ms }
          drive  a.u = 1 if t >= 10 ms and t < 20 ms else 0
          run    50 ms
          record a.r, past = b.r(t - 6 ms)
        }
        """;

    [Theory]
    [InlineData(Stage.Wiring)]
    [InlineData(Stage.Ir)]
    [InlineData(Stage.Lowered)]
    public void Each_stage_shows_delays(Stage stage)
    {
        ShowResult result = ModelCompiler.Show(new SourceText("delays.mlang", Model), stage, new CompilerOptions { Experiment = "e" }, TestResolver.Library);
        Assert.Empty(result.Diagnostics);
        Snapshot.Match(result.Text!, variant: stage.ToString());
    }

    [Theory]
    [InlineData("heun")]
    [InlineData("dopri5")]
    [InlineData("rosenbrock")]
    public void It_becomes_this_code(string method)
    {
        CompilationResult result = ModelCompiler.Compile(
            new SourceText("delays.mlang", Model), new CompilerOptions { Circuit = "coupled", Method = method }, TestResolver.Library);
        Assert.Empty(result.Diagnostics);
        Snapshot.Match(result.CSharp!, "cs", method);
    }

    [Theory]
    [InlineData("x(t - 2)", "x(t - 2)")]
    [InlineData("x(t - 2*d)", "x(t - 2*d)")]
    [InlineData("x(t - d - 1)", "x(t - (d + 1))")]
    [InlineData("x(-d + t)", "x(t - d)")]
    [InlineData("x(t - (d + 1)/2)", "x(t - (d + 1)/2)")]
    [InlineData("y(t - d)*x", "y(t - d)*x")]
    [InlineData("u(t - d)", "u(t - d)")]
    public void Delayed_values_are_written_like_this(string expression, string printed)
    {
        DynamicalSystem system = System(expression);
        Assert.EndsWith(" = " + printed + "\n", IRPrinter.Print(system), StringComparison.Ordinal);
        Assert.Single(system.DelayedReads);
    }

    [Fact]
    public void Equal_reads_are_read_once()
    {
        DynamicalSystem lowered = LoweringPipeline.Run(System("x(t - 2*d)*x + sin(x(t - 2*d)) - y(t - d)"));
        Assert.Equal(["x", "y"], lowered.DelayedSignals.Select(s => s.Name));
        Assert.Equal(2, lowered.Equations.Select(e => e.Rhs).Concat(lowered.Intermediates.Select(i => i.Definition)).Sum(e => e.SelfAndDescendants().Count(n => n is Delayed)));
    }

    [Fact]
    public void Delays_of_parameters_are_computed_before_the_steps()
    {
        DynamicalSystem lowered = LoweringPipeline.Run(System("x(t - 2*d)"));
        Assert.Equal("2*d", ExprPrinter.Print(Assert.Single(lowered.Invariants).Definition));
        Assert.IsType<Reference>(Assert.Single(lowered.DelayedReads).Delay);
    }

    [Fact]
    public void The_past_of_a_complex_state_is_that_of_its_parts()
    {
        DynamicalSystem real = LoweringPipeline.Real(System("re(z(t - d))"));
        Assert.Equal("z.re", Assert.Single(real.DelayedSignals).Name);
    }

    [Fact]
    public void A_history_further_outside_counts()
    {
        const string Text = """
            operator o {
              state x = 0
              history x = 5
              x' = -x(t - 1)
            }
            node n {
              param A = 1
              use o as p
              history p.x = A*sin(t)
            }
            circuit c {
              node a : n
              node b : n { A = 2 }
              node d : o
              history b.p.x = cos(t)
            }
            """;
        ShowResult result = ModelCompiler.Show(new SourceText("test.mlang", Text), Stage.Ir, new CompilerOptions(), new TestResolver());
        Assert.Empty(result.Diagnostics);
        Assert.Contains("histories\n  a.p.x = a.A*sin(t)\n  b.p.x = cos(t)\n  d.x = 5\n", result.Text!, StringComparison.Ordinal);
    }

    // The delay breaks the circle that the same edges without it would be.
    [Fact]
    public void A_delay_breaks_a_circle_of_outputs()
    {
        string Circuit(string delay) => $$"""
            operator o {
              input u = 0
              state x = 0
              output y = 0.5*u + x
              x' = -x
            }
            circuit c {
              node a : o
              node b : o
              edge a.y -> b.u { {{delay}} }
              edge b.y -> a.u
            }
            """;
        Assert.Equal("ML4004", Assert.Single(Check(Circuit("weight = 1"))).Code);
        Assert.Empty(Check(Circuit("delay = 1")));
    }

    private static IReadOnlyList<Diagnostic> Check(string text) => ModelCompiler.Check(new SourceText("test.mlang", text), new TestResolver());

    private static DynamicalSystem System(string expression)
    {
        string text = $"operator o {{\n  param d = 1\n  input u = 0\n  state x = 1\n  state z : complex = 1i\n  output y = x^2 + u\n  x' = -x\n  z' = {expression}\n}}\n";
        DiagnosticBag diagnostics = new();
        SemanticModel semantics = FrontEnd.Bind(new SourceText("test.mlang", text), new TestResolver(), diagnostics).Model!;
        DynamicalSystem? system = FrontEnd.Build(semantics, semantics.Templates[0], diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join("\n", diagnostics.ToList().Select(f => ExcerptPrinter.Print(f))));
        return system!;
    }
}
