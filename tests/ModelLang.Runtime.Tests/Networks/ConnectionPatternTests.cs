using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

public sealed class ConnectionPatternTests
{
    [Fact]
    public void One_to_one_is_the_diagonal()
    {
        ConnectionPattern pattern = ConnectionPattern.OneToOne(4, 4);
        Assert.True(pattern.IsOneToOne);
        Assert.Equal([(0, 0), (1, 1), (2, 2), (3, 3)], Pairs(pattern));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void All_to_all_is_every_pair_and_without_autapses_every_pair_of_different_units(int sources, int targets)
    {
        (int, int)[] all = [.. from i in Enumerable.Range(0, targets) from j in Enumerable.Range(0, sources) select (j, i)];
        ConnectionPattern complete = ConnectionPattern.AllToAll(sources, targets);
        ConnectionPattern others = ConnectionPattern.AllToAll(sources, targets, autapses: false);
        Assert.True(complete.IsComplete);
        Assert.False(others.IsComplete);
        Assert.Equal(all, Pairs(complete));
        Assert.Equal(all.Where(p => p.Item1 != p.Item2), Pairs(others));
    }

    [Fact]
    public void A_pattern_of_a_million_millions_is_known_but_not_listed()
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(1_000_000, 1_000_000);
        Assert.True(pattern.IsComplete);
        Assert.Contains("1,000,000,000,000 connections", Assert.Throws<OverflowException>(() => pattern.Count).Message, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => pattern.Source.Length);
        Assert.Throws<OverflowException>(() => pattern.RowStart.Length);
    }

    [Fact]
    public void A_list_in_any_order_is_sorted_and_its_values_follow()
    {
        int[] source = [2, 0, 1, 0, 2];
        int[] target = [1, 1, 0, 1, 1];
        ConnectionPattern pattern = ConnectionPattern.FromList(source, target, 3, 3);
        Assert.Equal([(1, 0), (0, 1), (0, 1), (2, 1), (2, 1)], Pairs(pattern));
        Assert.Equal([0, 1, 5, 5], pattern.RowStart.ToArray());
        Assert.Equal([30, 20, 40, 10, 50], pattern.PickFromList([10, 20, 30, 40, 50]));
    }

    [Fact]
    public void A_list_of_every_pair_is_complete_and_its_values_still_follow()
    {
        ConnectionPattern pattern = ConnectionPattern.FromList([1, 0, 1, 0], [1, 1, 0, 0], 2, 2);
        Assert.True(pattern.IsComplete);
        Assert.Equal([4, 3, 2, 1], pattern.PickFromList([1, 2, 3, 4]));
        Assert.False(ConnectionPattern.FromList([0, 0, 1, 1], [0, 0, 1, 1], 2, 2).IsComplete);
    }

    [Fact]
    public void A_matrix_gives_its_non_zero_entries()
    {
        double[] matrix = [0, 1, 2, 3, 0, 0];
        ConnectionPattern pattern = ConnectionPattern.FromMatrix(matrix, sources: 3, targets: 2, skipZero: true);
        Assert.Equal([(1, 0), (2, 0), (0, 1)], Pairs(pattern));
        Assert.Equal([1, 2, 3], pattern.PickFromMatrix(matrix));
        Assert.Equal([20, 30, 40], pattern.PickFromMatrix([10, 20, 30, 40, 50, 60]));
    }

    [Fact]
    public void A_matrix_with_few_zeros_is_complete_and_one_with_many_is_not()
    {
        Assert.True(ConnectionPattern.FromMatrix([0, 1, 2, 3], 2, 2, skipZero: false).IsComplete);
        Assert.False(ConnectionPattern.FromMatrix([0, 1, 2, 3], 2, 2, skipZero: true).IsComplete);
        Assert.Equal([(1, 0)], Pairs(ConnectionPattern.FromMatrix([0, 1, 0, 0], 2, 2, skipZero: false)));
    }

    [Fact]
    public void Wrong_input_is_refused_with_what_to_do()
    {
        Refused("one_to_one needs as many sources as targets, but there are 3 and 1,200", () => ConnectionPattern.OneToOne(3, 1200));
        Refused("at least one source and one target", () => ConnectionPattern.AllToAll(0, 3));
        Refused("must be in [0, 1], but it is 1.5", () => ConnectionPattern.Random(1.5, 2, 2, 0, 1));
        Refused("must be in [0, 1], but it is -0.1", () => ConnectionPattern.Random(-0.1, 2, 2, 0, 1));
        Refused("must be in [0, 1], but it is NaN", () => ConnectionPattern.Random(double.NaN, 2, 2, 0, 1));
        Refused("4 different sources where there are 3: ask for fewer, or allow multapses", () => ConnectionPattern.FixedIndegree(4, 3, 9, 0, 1, multapses: false));
        Refused("3 different sources where there are 2", () => ConnectionPattern.FixedIndegree(3, 3, 3, 0, 1, autapses: false, multapses: false));
        Refused("1 different sources where there are 0: ask for fewer, or allow autapses", () => ConnectionPattern.FixedIndegree(1, 1, 1, 0, 1, autapses: false));
        Refused("4 different targets where there are 3", () => ConnectionPattern.FixedOutdegree(4, 9, 3, 0, 1, multapses: false));
        Refused("7 different pairs where there are 6", () => ConnectionPattern.FixedTotal(7, 2, 3, 0, 1, multapses: false));
        Refused("not negative, but it is -1", () => ConnectionPattern.FixedTotal(-1, 2, 3, 0, 1));
        Refused("more than can be listed", () => ConnectionPattern.Random(0.5, 100_000, 100_000, 0, 1));
        Refused("Row 2, column 3 of the matrix is NaN", () => ConnectionPattern.FromMatrix([1, 2, 3, 4, 5, double.NaN], 3, 2, true));
        Refused("2 rows, one per target, and 3 columns, one per source: 6 entries, not 4", () => ConnectionPattern.FromMatrix([1, 2, 3, 4], 3, 2, true));
        Refused("Entry 2 of the list has source 5: units are numbered from 0 to 4", () => ConnectionPattern.FromList([0, 5], [0, 0], 5, 1));
        Refused("Entry 1 of the list has target -1", () => ConnectionPattern.FromList([0], [-1], 5, 1));
        Refused("2 sources and 1 targets", () => ConnectionPattern.FromList([0, 1], [0], 5, 1));
    }

    private static void Refused(string part, Func<ConnectionPattern> make) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);

    private static (int Source, int Target)[] Pairs(ConnectionPattern pattern) =>
        [.. pattern.Source.ToArray().Zip(pattern.Target.ToArray())];
}
