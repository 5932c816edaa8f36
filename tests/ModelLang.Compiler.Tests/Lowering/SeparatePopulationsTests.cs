using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

public sealed class SeparatePopulationsTests
{
    [Theory]
    [InlineData("output m = 2*mean(X.r*X.v) + 1", "m = 2*u2 + 1; u1 = X.r*X.v; u2 = mean(u1)")]
    [InlineData("output m = mean(X.r)", "m = mean(X.r)")]
    [InlineData("output m = max(X.r) - min(X.r)", "m = u1 - u2; u1 = max(X.r); u2 = min(X.r)")]
    [InlineData("output m = X.r - mean(X.r)", "m = X.r + u2; u1 = mean(X.r); u2 = -u1")]
    [InlineData("output m = X.r*(z.r*z.v) + 1", "m = X.r*u1 + 1; u1 = z.r*z.v")]
    [InlineData("output m = sum(X.r - mean(X.r))", "m = sum(u3); u1 = mean(X.r); u2 = -u1; u3 = X.r + u2")]
    [InlineData("output m = z.r + z.v", "m = z.r + z.v")]
    public void What_passes_between_units_gets_a_name(string output, string expected)
    {
        DynamicalSystem before = NetworkSystem.Of("population X : unit[4]", "node z : unit", output);
        DynamicalSystem after = SeparatePopulations.Apply(before);
        Assert.Equal(expected, string.Join("; ", after.Intermediates.Select(i => i.Path).Where(p => p == "m" || p[0] == 'u').Order(StringComparer.Ordinal).Select(p => $"{p} = {after.Definition(p)}")));
    }

    [Fact]
    public void A_right_hand_side_keeps_one_loop()
    {
        DynamicalSystem after = SeparatePopulations.Apply(NetworkSystem.Of(
            "param g = 3", "population X : unit[4]", "node z : unit", "edge z.f -> X.u { weight = g }", "connect X.f -> X.u by random(p = 0.5) { weight = g }", "connect X.f -> z.u by all_to_all"));
        Assert.All(after.Intermediates.Select(i => i.Definition).Concat(after.Equations.Select(e => e.Rhs)), definition =>
        {
            foreach (Expr part in definition.SelfAndDescendants().Where(SeparatePopulations.IsAcrossUnits))
            {
                Assert.Same(definition, part);
                Assert.All(part.Children(), child => Assert.IsType<Reference>(child));
            }
        });
    }

    [Fact]
    public void Without_populations_nothing_changes()
    {
        DynamicalSystem system = NetworkSystem.Of("node z : unit", "edge z.f -> z.u");
        Assert.Same(system, SeparatePopulations.Apply(system));
    }

    [Fact]
    public void A_connection_between_single_units_is_separated_too()
    {
        DynamicalSystem after = SeparatePopulations.Apply(NetworkSystem.Of("node x : unit", "node y : unit", "connect x.f -> y.u by random(p = 1) { weight = 2 }"));
        Assert.Contains(after.Intermediates, i => i.Definition is ConnectionSum);
        Assert.DoesNotContain(after.Intermediates, i => i.Definition is not ConnectionSum && i.Definition.Contains(e => e is ConnectionSum));
    }

    // Only what has the same units as its only reader moves into it.
    [Theory]
    [InlineData("let k = z.r*z.v", "output m = X.r + k", "X.r + k")]
    [InlineData("let k = X.r*X.v", "output m = X.r + k", "X.r + X.r*X.v")]
    public void What_is_the_same_for_all_units_is_not_computed_for_each(string let, string output, string expected)
    {
        DynamicalSystem system = NetworkSystem.Of("population X : unit[4]", "node z : unit", "population Y : unit[3]", let, output, "output o = sum(m)", "edge o -> z.u");
        Assert.Equal(expected, InlineSingleUse.Apply(system).Definition("m"));
    }

    [Fact]
    public void The_parts_of_a_complex_population_and_its_sums_have_its_units()
    {
        DynamicalSystem system = LoweringPipeline.Real(NetworkSystem.Of("population X : unit[4]", "output m = mean(X.r*(1 + 2i))", "output n = abs(m)"));
        UnitAxes axes = new(SeparatePopulations.Apply(system));
        Assert.Null(axes["n"]);
        Assert.Equal(["m.re", "m.im"], system.Intermediates.Select(i => i.Path).Where(p => p.StartsWith("m.", StringComparison.Ordinal)));
    }
}
