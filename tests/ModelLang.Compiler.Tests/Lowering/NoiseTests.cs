using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Targets;
using ModelLang.Compiler.Text;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

/// <summary>White noise from the equations of a model to the form that a scheme integrates.</summary>
public sealed class NoiseTests
{
    [Theory]
    [InlineData("2*x' = -x + s*xi", "2 * x' = -x + g_x_xi*xi", "g_x_xi = s/2")]
    [InlineData("x' = (u - 3*xi)*s", "x' = u*s + g_x_xi*xi", "g_x_xi = -3*s")]
    [InlineData("x' = -x + (xi if x > 0 else 0)", "x' = -x + (0 if x > 0 else 0) + g_x_xi*xi", "g_x_xi = 1 if x > 0 else 0")]
    [InlineData("x' = xi/s - zeta", "x' = 0 + g_x_xi*xi + g_x_zeta*zeta", "g_x_xi = 1/s")]
    [InlineData("x'' = -x + s*xi", "x'' = -x + g_x_xi*xi", "g_x_xi = s")]
    [InlineData("x' = -x + hidden", "x' = -x + u + g_x_xi*xi", "g_x_xi = s*x")]
    public void Noise_becomes_a_term_with_a_coefficient(string equation, string drift, string coefficient)
    {
        string text = IRPrinter.Print(System(equation));

        Assert.Contains("  " + drift + "\n", text, StringComparison.Ordinal);
        Assert.Contains("  diffusion " + coefficient + "\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("noise xi", "euler_maruyama", "x' = -x + g_x_xi*xi")]
    [InlineData("noise xi", "stochastic_heun", "x' = -x - 0.5*(g_x_xi*s) + g_x_xi*xi")]
    [InlineData("noise xi stratonovich", "stochastic_heun", "x' = -x + g_x_xi*xi")]
    [InlineData("noise xi stratonovich", "euler_maruyama", "x' = -x + 0.5*(g_x_xi*s) + g_x_xi*xi")]
    public void Drift_is_corrected_where_the_method_has_the_other_kind_of_noise(string noise, string method, string equation)
    {
        DynamicalSystem prepared = PrepareNoise.Apply(LoweringPipeline.Real(System("x' = -x + s*x*xi", noise)), MethodTable.Find(method)!.Scheme!.Value);

        Assert.Contains("  " + equation + "\n", IRPrinter.Print(prepared), StringComparison.Ordinal);
    }

    [Fact]
    public void Milstein_gets_half_the_product_of_coefficient_and_derivative()
    {
        DynamicalSystem prepared = PrepareNoise.Apply(LoweringPipeline.Real(System("x' = -x + s*x*xi")), StochasticScheme.Milstein);

        Assert.Contains("  diffusion g_x_xi_milstein = 0.5*(g_x_xi*s)\n", IRPrinter.Print(prepared), StringComparison.Ordinal);
        Assert.Equal("g_x_xi_milstein", Assert.Single(prepared.Diffusion).Milstein);
    }

    [Fact]
    public void Additive_noise_needs_no_correction_and_no_second_term()
    {
        DynamicalSystem real = LoweringPipeline.Real(System("x' = -x + s*xi"));

        Assert.Equal(real.Equations, PrepareNoise.Apply(real, StochasticScheme.Heun).Equations);
        Assert.Null(Assert.Single(PrepareNoise.Apply(real, StochasticScheme.Milstein).Diffusion).Milstein);
    }

    private static DynamicalSystem System(string equation, string noise = "noise xi, zeta")
    {
        string model = $"operator o {{\n  param s = 0.1\n  input u = 0\n  {noise}\n  state x = 1\n  let hidden = u + s*x*xi\n  {equation}\n}}\ncircuit c {{\n  node a : o\n}}";
        DiagnosticBag diagnostics = new();
        SemanticModel semantics = FrontEnd.Bind(new SourceText("test.mlang", model), new TestResolver(), diagnostics).Model!;
        DynamicalSystem? system = FrontEnd.Build(semantics, semantics.Templates.Find(t => t.Name == "o")!, diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join("\n", diagnostics.ToList().Select(d => ExcerptPrinter.Print(d))));
        return system!;
    }
}
