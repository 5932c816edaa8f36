using ModelLang.Testing;
using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

[Collection(nameof(Workers))]
public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Every_index_is_visited_once_in_blocks_that_do_not_depend_on_the_threads(int threads)
    {
        using var _ = new ThreadCount(threads);
        int[] visits = new int[1003];
        int[] blockOf = new int[1003];
        Action<int, int> visit = (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                Interlocked.Increment(ref visits[i]);
                blockOf[i] = from;
            }
        };
        for (int round = 0; round < 200; round++)
        {
            Workers.For(visits.Length, 10, visit);
        }

        Assert.All(visits, count => Assert.Equal(200, count));
        Assert.Equal(Enumerable.Range(0, visits.Length).Select(i => i - (i % 10)), blockOf);
    }

    [Fact]
    public void Several_threads_take_part()
    {
        using var _ = new ThreadCount(2);
        using Barrier bothInside = new(2);

        // Each of two blocks waits for the other: with one thread this would not end.
        bool met = true;
        Workers.For(2, 1, (_, _) => met &= bothInside.SignalAndWait(TimeSpan.FromSeconds(30)));
        Assert.True(met);
    }

    [Fact]
    public void Sleeping_threads_wake_up()
    {
        using var _ = new ThreadCount(2);
        for (int round = 0; round < 3; round++)
        {
            using Barrier bothInside = new(2);
            bool met = true;
            Workers.For(2, 1, (_, _) => met &= bothInside.SignalAndWait(TimeSpan.FromSeconds(30)));
            Assert.True(met);
            Thread.Sleep(30);
        }
    }

    [Fact]
    public void Threads_without_work_sleep()
    {
        using var _ = new ThreadCount(3);
        int sum = 0;
        for (int round = 0; round < 20_000; round++)
        {
            Workers.For(4, 1, (from, _) => Interlocked.Add(ref sum, from));
        }

        Assert.True(SpinWait.SpinUntil(() => Workers.Sleeping == 2, TimeSpan.FromSeconds(30)));
        Assert.Equal(120_000, sum);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_exception_of_the_first_failing_block_reaches_the_caller(int threads)
    {
        using var _ = new ThreadCount(threads);
        for (int round = 0; round < 50; round++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() => Workers.For(100, 1, (from, _) =>
            {
                if (from % 10 == 7)
                {
                    throw new InvalidOperationException($"block {from}");
                }
            }));
            Assert.Equal("block 7", exception.Message);
        }

        int sum = 0;
        Workers.For(100, 1, (from, _) => Interlocked.Add(ref sum, from));
        Assert.Equal(4950, sum);
    }

    [Fact]
    public void A_loop_within_a_loop_and_loops_of_two_callers_are_complete()
    {
        using var _ = new ThreadCount(3);
        int count = 0;
        Parallel.For(0, 8, caller => Workers.For(20, 1, (_, _) => Workers.For(30, 1, (_, _) => Interlocked.Increment(ref count))));
        Assert.Equal(8 * 20 * 30, count);
    }

    [Fact]
    public void Loops_allocate_nothing()
    {
        using var threads = new ThreadCount(2);
        double[] x = new double[10_000];
        Action<int, int> body = (from, to) => x.AsSpan(from, to - from).Fill(from);
        Workers.For(x.Length, 100, body);

        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                Workers.For(x.Length, 100, body);
            }
        }));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("12", 12)]
    [InlineData(null, 4)]
    [InlineData("", 4)]
    [InlineData("0", 4)]
    [InlineData("-1", 4)]
    [InlineData("many", 4)]
    [InlineData("1025", 4)]
    public void The_environment_says_how_many_threads(string? setting, int threads) => Assert.Equal(threads, Workers.ThreadsFrom(setting, processors: 4));

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Workers.For(-1, 1, (_, _) => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Workers.For(1, 0, (_, _) => { }));
        Assert.Throws<ArgumentNullException>(() => Workers.For(1, 1, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Workers.Threads = 0);
        Workers.For(0, 1, (_, _) => Assert.Fail("There is nothing to do."));
    }
}
