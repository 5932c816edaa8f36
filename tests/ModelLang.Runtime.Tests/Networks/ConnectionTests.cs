using ModelLang.Testing;
using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

[Collection(nameof(Workers))]
public sealed unsafe class ConnectionTests
{
    public static TheoryData<int, int> Sizes { get; } = new()
    {
        { 1, 1 }, { 3, 5 }, { 5, 3 }, { 4, 8 }, { 7, 9 }, { 8, 32 }, { 100, 100 }, { 33, 65 }, { 64, 31 }, { 129, 103 }, { 1, 40 }, { 40, 1 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_is_the_sum_over_connections_whatever_the_storage(int sources, int targets)
    {
        foreach (ConnectionPattern pattern in Patterns(sources, targets))
        {
            double[] weights = Values(pattern.Count, 1);
            double[] source = Values(sources, 2);
            double[] target = Values(targets, 3);
            Connection connection = Connection.Create(pattern, weights);
            connection.Multiply(source, target);
            AssertSums(pattern, weights, source, target, connection.Storage);

            connection = Connection.Create(pattern, -0.7);
            connection.Multiply(source, target);
            AssertSums(pattern, [.. Enumerable.Repeat(-0.7, pattern.Count)], source, target, connection.Storage);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Dense_products_have_the_same_bits_at_every_width(int sources, int targets)
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(sources, targets);
        double[] weights = Values(pattern.Count, 1);
        var connection = new DenseConnection(pattern, weights);
        double[] source = Values(sources, 2);
        double[] result = new double[targets];
        double[] at512 = new double[targets];
        double[] at256 = new double[targets];
        double[] at128 = new double[targets];
        connection.Multiply(source, result);
        fixed (double* from = source, to512 = at512, to256 = at256, to128 = at128)
        {
            connection.Multiply<Lanes512>(from, to512, 0, connection.Parts);
            connection.Multiply<Lanes256>(from, to256, 0, connection.Parts);
            connection.Multiply<Lanes128>(from, to128, 0, connection.Parts);
        }

        Assert.Equal(result, at512);
        Assert.Equal(result, at256);
        Assert.Equal(result, at128);

        // The order of the sum as it is documented.
        for (int i = 0; i < targets; i++)
        {
            double[] sum = new double[4];
            for (int j = 0; j < sources; j++)
            {
                sum[j % 4] = Math.FusedMultiplyAdd(weights[(i * sources) + j], source[j], sum[j % 4]);
            }

            Assert.Equal(sum[0] + sum[2] + (sum[1] + sum[3]), result[i]);
        }
    }

    [Fact]
    public void More_sources_than_short_numbers_hold_are_told_apart()
    {
        const int Sources = 70_000;
        ConnectionPattern pattern = ConnectionPattern.FixedIndegree(50, Sources, 20, 3, 3);
        Assert.Contains(pattern.Source.ToArray(), j => j > ushort.MaxValue);
        double[] source = Values(Sources, 2);
        double[] target = new double[20];
        double[] weights = Values(pattern.Count, 1);
        Connection.Create(pattern, weights).Multiply(source, target);
        AssertSums(pattern, weights, source, target, "sparse");
        Connection.Create(pattern, 2).Multiply(source, target);
        AssertSums(pattern, [.. Enumerable.Repeat(2.0, pattern.Count)], source, target, "sparse with one weight");
    }

    [Fact]
    public void Large_products_have_the_same_bits_with_any_number_of_threads()
    {
        const int N = 700;
        double[] source = Values(N, 2);
        foreach (ConnectionPattern pattern in Patterns(N, N))
        {
            Connection connection = Connection.Create(pattern, Values(pattern.Count, 1));
            double[]? first = null;
            foreach (int threads in new[] { 1, 2, 3, 8 })
            {
                using var _ = new ThreadCount(threads);
                double[] target = new double[N];
                connection.Multiply(source, target);
                Assert.Equal(first ??= target, target);
            }
        }
    }

    [Fact]
    public void Products_allocate_nothing()
    {
        const int N = 700;
        using var threads = new ThreadCount(2);
        double[] source = Values(N, 2);
        double[] target = new double[N];
        foreach (ConnectionPattern pattern in Patterns(N, N))
        {
            Connection connection = Connection.Create(pattern, Values(pattern.Count, 1));
            connection.Multiply(source, target);
            Assert.Equal(0, Allocation.LeastOf(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    connection.Multiply(source, target);
                }
            }));
        }
    }

    [Fact]
    public void The_storage_is_chosen_by_the_pattern_and_said()
    {
        Assert.Equal("dense 100 x 100, 83 kB", Weighted(ConnectionPattern.AllToAll(100, 100)).Storage);
        Assert.Equal("dense 100 x 100, 83 kB", Weighted(ConnectionPattern.AllToAll(100, 100, autapses: false)).Storage);
        Assert.Equal("sparse, 1,200 of 10,000 (12 %), 12 kB", Weighted(ConnectionPattern.FixedTotal(1200, 100, 100, 1, 1)).Storage);
        Assert.Equal("one to one, 100, 800 B", Weighted(ConnectionPattern.OneToOne(100, 100)).Storage);
        Assert.Equal("one to one, 100 with one weight", Connection.Create(ConnectionPattern.OneToOne(100, 100), 2).Storage);
        Assert.Equal("one weight for 1,000,000 x 1,000,000, a sum", Connection.Create(ConnectionPattern.AllToAll(1_000_000, 1_000_000), 2).Storage);
        Assert.Equal("one weight for 100 x 100 without autapses, a sum", Connection.Create(ConnectionPattern.AllToAll(100, 100, autapses: false), 2).Storage);
        Assert.Equal(
            "sparse, 1,200 of 10,000 (12 %) with one weight, 3 kB", Connection.Create(ConnectionPattern.FixedTotal(1200, 100, 100, 1, 1), 2).Storage);

        static Connection Weighted(ConnectionPattern pattern) => Connection.Create(pattern, new double[pattern.Count]);
    }

    [Fact]
    public void Wrong_input_is_refused_with_what_to_do()
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(2, 3);
        Refused("Each of 6 connections needs a weight, but 4 are given", () => Connection.Create(pattern, [1, 2, 3, 4]));
        Refused("from unit 1 to unit 2 is NaN", () => Connection.Create(pattern, [1, 2, 3, 4, 5, double.NaN]));
        Refused("is Infinity: it must be a finite number", () => Connection.Create(pattern, double.PositiveInfinity));
        Refused("2 sources and 3 targets are connected, but 3 and 2 are given", () => Connection.Create(pattern, 1).Multiply(new double[3], new double[2]));
    }

    private static void Refused(string part, Action make) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);

    private static IEnumerable<ConnectionPattern> Patterns(int sources, int targets)
    {
        yield return ConnectionPattern.AllToAll(sources, targets);
        yield return ConnectionPattern.AllToAll(sources, targets, autapses: false);
        yield return ConnectionPattern.Random(0.1, sources, targets, 5, 5);
        yield return ConnectionPattern.Random(0.7, sources, targets, 5, 5);
        yield return ConnectionPattern.FixedIndegree(Math.Max(1, sources / 8), sources, targets, 5, 5);
        yield return ConnectionPattern.FixedIndegree(sources + 1, sources, targets, 5, 5);
        if (sources == targets)
        {
            yield return ConnectionPattern.OneToOne(sources, targets);
        }
    }

    private static double[] Values(int count, uint stream)
    {
        double[] values = new double[count];
        Draws.Normal(values, 0.5, 2, double.NegativeInfinity, double.PositiveInfinity, 9, stream);
        return values;
    }

    private static void AssertSums(ConnectionPattern pattern, double[] weights, double[] source, double[] target, string storage)
    {
        double[] sum = new double[pattern.Targets];
        double[] size = new double[pattern.Targets];
        double all = source.Sum(Math.Abs);
        for (int c = 0; c < weights.Length; c++)
        {
            sum[pattern.Target[c]] += weights[c] * source[pattern.Source[c]];
            size[pattern.Target[c]] += Math.Abs(weights[c] * source[pattern.Source[c]]);
        }

        // Two sums of n products each differ by at most (n + 1) roundings of the sum of their sizes; one weight for all also subtracts from the sum of all.
        for (int i = 0; i < sum.Length; i++)
        {
            double bound = 2 * (pattern.Sources + 3) * Math.ScaleB(1, -53) * (size[i] + all);
            Assert.True(Math.Abs(sum[i] - target[i]) <= bound, $"{storage}: target {i} is {target[i]:R}, not {sum[i]:R}");
        }
    }
}
