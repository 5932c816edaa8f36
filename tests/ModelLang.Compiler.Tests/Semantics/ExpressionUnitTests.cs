using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Text;
using Xunit;

namespace ModelLang.Compiler.Tests.Semantics;

/// <summary>The unit and the stored value of expressions, or the error they give.</summary>
public sealed class ExpressionUnitTests
{
    private const string Head = """
        time ms
        function twice(x) = 2*x
        function ratio(a, b) = a/b
        operator o {
          param tau = 10 ms
          param V_T = -50 mV
          param k = 0.1 mV^-1
          param g = 10 nS
          param C = 200 pF
          param f = 20 Hz
          param n = 3.0
          param I_0 = 5 pA
          state V = 0 mV
          V' = (V_T - V)/tau + I_0/C + f*n*k*(1 mV)^2 + g*V/C
          output x = 
        """;

    [Theory]
    [InlineData("1 s + 5 ms", "s")]
    [InlineData("5 ms + 1 s", "ms")]
    [InlineData("f*tau", "")]
    [InlineData("20 Hz * tau + 1", "")]
    [InlineData("V/tau", "mV/ms")]
    [InlineData("C*V/tau", "pA")]
    [InlineData("g*V + I_0", "pA")]
    [InlineData("C/g", "ms")]
    [InlineData("C/g + tau", "ms")]
    [InlineData("1/tau", "Hz")]
    [InlineData("1/tau + f", "Hz")]
    [InlineData("V^2", "mV^2")]
    [InlineData("sqrt(V^2)", "mV")]
    [InlineData("(V^3)^(1/3)", "mV")]
    [InlineData("V^0.5*V^0.5", "mV")]
    [InlineData("cbrt(V^3) + V_T", "mV")]
    [InlineData("exp((V - V_T)/V_T)", "")]
    [InlineData("exp(k*V)", "")]
    [InlineData("exp(-tau*f)*V", "mV")]
    [InlineData("log(exp(tanh(V*k)))", "")]
    [InlineData("max(V, V_T, 0 mV)", "mV")]
    [InlineData("clip(V, -80 mV, 0.05 V)", "mV")]
    [InlineData("atan2(V, V_T)", "")]
    [InlineData("hypot(V, 3 mV)", "mV")]
    [InlineData("sign(V)", "")]
    [InlineData("abs(V)", "mV")]
    [InlineData("mod(t, 100 ms)", "ms")]
    [InlineData("t", "ms")]
    [InlineData("sin(2*pi*f*t)", "")]
    [InlineData("V if V > V_T and t < 1 s else V_T", "mV")]
    [InlineData("twice(V)", "mV")]
    [InlineData("twice(twice(tau))", "ms")]
    [InlineData("ratio(V, tau)", "mV/ms")]
    [InlineData("2*n^2", "")]
    [InlineData("n^n", "")]
    [InlineData("3 mV/ms * tau", "mV")]
    [InlineData("abs2(V)", "mV^2")]
    [InlineData("re(2i*n)", "")]
    [InlineData("10 percent * V", "mV")]
    public void Has_this_unit(string expression, string unit)
    {
        (SemanticModel model, DiagnosticBag diagnostics) = Bind(expression);
        Assert.DoesNotContain(diagnostics.ToList(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(unit, model.Templates[0].FindMember("x")!.Unit.Text);
    }

    [Theory]
    [InlineData("V + tau", "ML3001", "tau")]
    [InlineData("V + 1", "ML3001", "1")]
    [InlineData("0 + V", "ML3001", "V")]
    [InlineData("tau*f + V", "ML3001", "V")]
    [InlineData("V if V > 1 else V_T", "ML3001", "1")]
    [InlineData("V if V > V_T else tau", "ML3001", "tau")]
    [InlineData("max(V, tau)", "ML3001", "tau")]
    [InlineData("mod(t, 100 mV)", "ML3001", "100 mV")]
    [InlineData("exp(V)", "ML3006", "V")]
    [InlineData("exp(sin(V*k)*V)", "ML3006", "sin(V*k)*V")]
    [InlineData("floor(tau)", "ML3006", "tau")]
    [InlineData("V^n", "ML3007", "V^n")]
    [InlineData("V^0.3", "ML3007", "V^0.3")]
    [InlineData("2^V", "ML3001", "V")]
    [InlineData("5 mVolt + V", "ML3003", "mVolt")]
    [InlineData("20 Hz*tau", "ML3003", "Hz*tau")]
    [InlineData("twice(V) + n", "ML3001", "n")]
    [InlineData("not V", "ML3005", "V")]
    [InlineData("1 + (V > V_T)", "ML3005", "(V > V_T)")]
    [InlineData("V > 2i*V", "ML3004", "2i*V")]
    [InlineData("atan(2i)", "ML3004", "2i")]
    [InlineData("1e400", "ML3012", "1e400")]
    [InlineData("\"text\"", "ML3013", "\"text\"")]
    public void Gives_this_error_at_this_place(string expression, string code, string place)
    {
        Diagnostic error = Assert.Single(Bind(expression).Diagnostics.ToList(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(code, error.Code);
        Assert.Equal(place, error.Source.Slice(error.Span));
    }

    [Theory]
    [InlineData("1 s + 5 ms", 1005)]
    [InlineData("20 Hz * 10 ms", 0.2)]
    [InlineData("200 pF / (10 nS)", 20)]
    [InlineData("1 V / (1 s)", 1)]
    [InlineData("3 kHz * 1 s", 3000)]
    [InlineData("1 nA / (1 nF)", 1)]
    [InlineData("1 min", 60_000)]
    [InlineData("2 m/s * 1 ms", 2)]
    [InlineData("90 deg / pi", 0.5)]
    [InlineData("sqrt(4 mV^2)", 2)]
    public void Has_this_value_in_base_units(string expression, double value)
    {
        (SemanticModel model, DiagnosticBag diagnostics) = Bind(expression);
        Assert.DoesNotContain(diagnostics.ToList(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.True(ConstantEvaluator.TryEvaluate(model.Templates[0].FindMember("x")!.Value!, out double actual));
        Assert.Equal(value, actual, 1e-15 * Math.Abs(value));
    }

    private static (SemanticModel Model, DiagnosticBag Diagnostics) Bind(string expression)
    {
        DiagnosticBag diagnostics = new();
        ModelFileLoader loader = new(TestResolver.Library, diagnostics);
        ModelFile main = loader.Load(new SourceText("test.mlang", Head.TrimEnd('\n') + expression + "\n}\n"));
        return (SemanticModel.Bind(main, loader.Files, diagnostics), diagnostics);
    }
}
