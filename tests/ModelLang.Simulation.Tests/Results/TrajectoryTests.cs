using ModelLang.Simulation.Results;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Results;

public sealed class TrajectoryTests
{
    [Fact]
    public void Grows_beyond_its_capacity_and_keeps_every_row()
    {
        var trajectory = new Trajectory("t", "ms", [("r", "Hz"), ("v", "")], capacity: 1);
        for (int i = 0; i < 100; i++)
        {
            trajectory.Append(0.5 * i, [i, -i]);
            Assert.Equal(i + 1, trajectory.Count);
            Assert.Equal(i + 1, trajectory["v"].Values.Length);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 0.5 * i), trajectory.Time.Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (double)i), trajectory["r"].Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (double)-i), trajectory["v"].Values.ToArray());
    }

    [Fact]
    public void Appending_within_the_capacity_allocates_nothing()
    {
        var trajectory = new Trajectory("t", "ms", [("r", "Hz"), ("v", "")], capacity: 5001);
        double[] row = [1, 2];
        trajectory.Append(0, row);

        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                trajectory.Append(i, row);
            }
        }));
    }

    [Fact]
    public void Another_thread_sees_whole_rows_while_it_grows()
    {
        var trajectory = new Trajectory("t", "", [("a", ""), ("b", "")], capacity: 1);
        var writer = Task.Run(() =>
        {
            for (int i = 1; i <= 200_000; i++)
            {
                trajectory.Append(i, [i, i]);
            }
        });
        while (!writer.IsCompleted)
        {
            int count = trajectory.Count;
            if (count > 0)
            {
                Assert.Equal(count, trajectory.Time.Values[count - 1]);
                Assert.Equal(count, trajectory["a"].Values[count - 1]);
                Assert.Equal(count, trajectory["b"].Values[count - 1]);
            }
        }

        Assert.Equal(200_000, trajectory.Count);
    }

    [Fact]
    public void A_name_must_not_occur_twice_nor_be_that_of_time()
    {
        Assert.Throws<ArgumentException>(() => new Trajectory("t", "", [("r", ""), ("r", "Hz")]));
        Assert.Throws<ArgumentException>(() => new Trajectory("t", "", [("t", "")]));
    }

    [Fact]
    public void A_row_of_the_wrong_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Trajectory("t", "", [("r", "")]).Append(0, [1, 2]));

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var trajectory = new Trajectory("t", "", [("p.r", ""), ("p.v", "")]);
        Assert.Equal("'r' is not recorded; recorded are p.r, p.v", Assert.Throws<KeyNotFoundException>(() => trajectory["r"]).Message);
    }

    [Fact]
    public void Columns_of_different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>(() => Trajectory.FromColumns("ms", [0, 1], ("r", "Hz", [1])));
}
