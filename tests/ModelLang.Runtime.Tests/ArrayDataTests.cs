using Xunit;

namespace ModelLang.Runtime.Tests;

public sealed class ArrayDataTests
{
    private static readonly ArrayData s_matrix = new(2, 3, [1, 2, 3, 4, 5, 6], "'w.csv'", ["a", "b", "c"]);

    [Fact]
    public void Numbers_come_in_the_shape_that_is_wanted_or_not_at_all()
    {
        Assert.Same(s_matrix.Values, s_matrix.Require(6, "X"));
        Assert.Same(s_matrix.Values, s_matrix.Require(2, 3, "connection1"));
        Assert.Equal("'w.csv' holds 6 numbers, but 'X' needs 5, one for each unit.", Assert.Throws<ArgumentException>(() => s_matrix.Require(5, "X")).Message);
        Assert.Equal(
            "'w.csv' is a matrix of 2 rows and 3 columns, but connection1 needs 3 rows and 2 columns.",
            Assert.Throws<ArgumentException>(() => s_matrix.Require(3, 2, "connection1")).Message);
    }

    [Fact]
    public void Numbers_of_units_are_whole_and_not_negative()
    {
        Assert.Equal([0, 7, int.MaxValue], List(0, 7, int.MaxValue).RequireIndices());
        foreach (double wrong in new[] { -1, 0.5, double.NaN, double.PositiveInfinity, 3e9 })
        {
            Assert.StartsWith("number 2 of 'list.csv' is ", Assert.Throws<ArgumentException>(() => List(1, wrong).RequireIndices()).Message);
        }
    }

    [Fact]
    public void Labels_are_compared_where_both_have_some()
    {
        s_matrix.RequireLabelsOf(s_matrix with { Source = "'l.csv'" });
        s_matrix.RequireLabelsOf(s_matrix with { ColumnLabels = null });
        ArrayData other = s_matrix with { Source = "'l.csv'", ColumnLabels = ["a", "c", "b"] };
        Assert.Equal(
            "Column 2 is 'b' in 'w.csv', but 'c' in 'l.csv'; both need the same order.",
            Assert.Throws<ArgumentException>(() => s_matrix.RequireLabelsOf(other)).Message);
    }

    [Theory]
    [InlineData(true, "row 2, column 1 of 'w.csv'")]
    [InlineData(false, "row 1, column 2 of 'w.csv'")]
    public void A_delay_that_cannot_be_is_told_with_its_place(bool rowsAreTargets, string place)
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(2, 2, true);
        double[] delays = [.. Enumerable.Range(0, 4).Select(k => pattern.Target[k] == 1 && pattern.Source[k] == 0 ? -1.5 : 0.0)];
        Assert.Contains(place, Assert.Throws<ArgumentException>(() => s_matrix.RequireDelays(delays, pattern, rowsAreTargets)).Message);
        s_matrix.RequireDelays(new double[4], pattern, rowsAreTargets);
    }

    private static ArrayData List(params double[] values) => new(1, values.Length, values, "'list.csv'");
}
