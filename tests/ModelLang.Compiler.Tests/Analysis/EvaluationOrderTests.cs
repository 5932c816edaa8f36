using ModelLang.Compiler.Analysis;
using Xunit;

namespace ModelLang.Compiler.Tests.Analysis;

public class EvaluationOrderTests
{
    [Fact]
    public void Items_keep_their_place_unless_they_need_a_later_one() =>
        Assert.Equal(["a", "c", "d", "b"], EvaluationOrder.Of([Item("a", "x"), Item("b", "d", "c"), Item("c"), Item("d", "a", "c")]).Names);

    [Fact]
    public void A_loop_is_given_as_its_shortest_cycle()
    {
        EvaluationOrder order = EvaluationOrder.Of([Item("a", "b"), Item("b", "c"), Item("c", "a", "d"), Item("d", "c"), Item("e", "a")]);
        Assert.Empty(order.Names);
        Assert.Equal(["c", "d"], order.Cycle);
    }

    [Fact]
    public void An_item_that_needs_itself_is_a_cycle_of_one() => Assert.Equal(["a"], EvaluationOrder.Of([Item("a", "a")]).Cycle);

    [Fact]
    public void A_long_chain_is_ordered_quickly()
    {
        var items = Enumerable.Range(0, 20_000).Select(i => Item($"x{i}", $"x{i + 1}")).ToList();
        Assert.Equal("x19999", EvaluationOrder.Of(items).Names[0]);
    }

    private static (string, IReadOnlyCollection<string>) Item(string name, params string[] needs) => (name, needs);
}
