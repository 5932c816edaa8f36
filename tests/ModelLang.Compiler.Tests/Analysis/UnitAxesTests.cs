using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Analysis;

public sealed class UnitAxesTests
{
    private static readonly DynamicalSystem s_system = NetworkSystem.Of(
        "param g = 1",
        "population X : unit[4] { a ~ uniform(1, 2) }",
        "population Y : unit[5]",
        "node z : unit",
        "connect X.r -> Y.u by random(p = 0.5)",
        "connect X.r -> z.u by random(p = 0.5)",
        "connect Y.r -> X.u by all_to_all",
        "output m = mean(X.f)",
        "output d = X.f - g*m",
        "output s = z.r + g");

    [Theory]
    [InlineData("g", null)]
    [InlineData("X.a", "X")]
    [InlineData("X.b", null)]
    [InlineData("X.r", "X")]
    [InlineData("Y.f", "Y")]
    [InlineData("Y.u", "Y")]
    [InlineData("X.u", null)]
    [InlineData("z.u", null)]
    [InlineData("m", null)]
    [InlineData("d", "X")]
    [InlineData("s", null)]
    public void A_value_has_the_population_of_what_it_is_made_of(string path, string? population) =>
        Assert.Equal(population, new UnitAxes(s_system)[path]);

    [Fact]
    public void Two_populations_meet_only_where_nothing_is_between()
    {
        UnitAxes axes = new(s_system);
        Expr x = new Reference("X.r", VariableKind.State);
        Expr y = new Reference("Y.r", VariableKind.State);
        Expr both = new Sum(new[] { x, new Product(Algebra.Number(2), y) }.ToEquatableArray());
        Assert.Equal(("X", "Y"), axes.Mixed(both));
        Assert.Equal(("X", "Y"), axes.Mixed(new Reduction(ReductionKind.Sum, both)));
        Assert.Null(axes.Mixed(new Sum(new[] { x, new Reduction(ReductionKind.Mean, y) }.ToEquatableArray())));
        Assert.Null(axes.Mixed(x));
    }

    [Fact]
    public void A_system_without_populations_has_none()
    {
        Assert.False(new UnitAxes(NetworkSystem.Of("node z : unit")).Any);
        Assert.True(new UnitAxes(s_system).Any);
    }
}
