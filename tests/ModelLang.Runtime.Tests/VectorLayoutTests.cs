using Xunit;

namespace ModelLang.Runtime.Tests;

public sealed class VectorLayoutTests
{
    private static readonly VariableDescription[] s_variables =
    [
        new("X.r", "Hz", Population: 0),
        new("a", ""),
        new("E.s", "", Population: 1),
        new("X.v", "mV", Population: 0),
    ];

    [Fact]
    public void Units_of_a_population_lie_in_a_row()
    {
        VectorLayout layout = new(s_variables, [3, 2]);
        Assert.Equal(9, layout.Length);
        Assert.Equal([0, 3, 4, 6], Enumerable.Range(0, 4).Select(layout.Offset));
        Assert.Equal([3, 1, 2, 3], Enumerable.Range(0, 4).Select(layout.Count));
        Assert.Equal(["X.r[0]", "X.r[1]", "X.r[2]", "a", "E.s[0]", "E.s[1]", "X.v[0]", "X.v[1]", "X.v[2]"], Enumerable.Range(0, 9).Select(layout.NameOf));
        Assert.All(Enumerable.Range(0, 9), position =>
        {
            (int variable, int unit) = layout.Locate(position);
            Assert.Equal(position, layout.Offset(variable) + unit);
            Assert.InRange(unit, 0, layout.Count(variable) - 1);
        });
    }

    [Fact]
    public void Populations_may_be_empty()
    {
        VectorLayout layout = new(s_variables, [2, 0]);
        Assert.Equal(5, layout.Length);
        Assert.Equal((3, 0), layout.Locate(3));
        Assert.Equal("X.v[1]", layout.NameOf(4));
        Assert.Equal(0, new VectorLayout([], []).Length);
    }

    [Fact]
    public void More_values_than_a_vector_holds_are_refused() =>
        Assert.Throws<OverflowException>(() => new VectorLayout(s_variables, [int.MaxValue, 1]));
}
