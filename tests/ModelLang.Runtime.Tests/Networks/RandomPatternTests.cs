using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

public sealed class RandomPatternTests
{
    private const ulong Seed = 42;
    private const uint Stream = 7;

    public static TheoryData<string, bool> Rules { get; } = new()
    {
        { "random", true }, { "random", false }, { "indegree", true }, { "indegree", false }, { "indegree different", true }, { "indegree different", false },
        { "outdegree", true }, { "outdegree different", false }, { "total", true }, { "total", false }, { "total different", true }, { "total different", false },
        { "most", true }, { "most", false },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_pair_is_as_likely_as_any_other(string rule, bool autapses)
    {
        const int Sources = 9;
        const int Targets = 12;
        const int Networks = 4000;
        int[,] count = new int[Sources, Targets];
        int total = 0;
        for (ulong seed = 0; seed < Networks; seed++)
        {
            ConnectionPattern pattern = Make(rule, Sources, Targets, seed, autapses);
            foreach ((int j, int i) in pattern.Source.ToArray().Zip(pattern.Target.ToArray()))
            {
                count[j, i]++;
                total++;
            }
        }

        // Rules per target divide a row evenly, which has one candidate less where the unit itself is left out; the same for columns.
        bool perTarget = rule.StartsWith("indegree", StringComparison.Ordinal);
        bool perSource = rule.StartsWith("outdegree", StringComparison.Ordinal);
        int pairs = (Sources * Targets) - (autapses ? 0 : Sources);
        for (int j = 0; j < Sources; j++)
        {
            for (int i = 0; i < Targets; i++)
            {
                double expected = !autapses && i == j ? 0
                    : perTarget ? (double)total / Targets / (autapses || i >= Sources ? Sources : Sources - 1)
                    : perSource ? (double)total / Sources / (autapses ? Targets : Targets - 1)
                    : (double)total / pairs;

                // A count of draws has at most the variance of a Poisson number; five standard deviations for 108 pairs and 14 cases.
                Assert.InRange(count[j, i], expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rows_are_ascending_and_a_network_is_a_function_of_seed_and_stream(string rule, bool autapses)
    {
        ConnectionPattern a = Make(rule, 50, 40, 3, autapses);
        ConnectionPattern b = Make(rule, 50, 40, 3, autapses);
        ConnectionPattern c = Make(rule, 50, 40, 4, autapses);
        Assert.Equal(a.Source.ToArray(), b.Source.ToArray());
        Assert.Equal(a.RowStart.ToArray(), b.RowStart.ToArray());
        Assert.NotEqual(a.Source.ToArray(), c.Source.ToArray());
        bool repeats = !rule.EndsWith("different", StringComparison.Ordinal) && rule is not ("random" or "most");
        for (int i = 0; i < a.Targets; i++)
        {
            for (int k = a.RowStart[i] + 1; k < a.RowStart[i + 1]; k++)
            {
                Assert.True(repeats ? a.Source[k - 1] <= a.Source[k] : a.Source[k - 1] < a.Source[k]);
            }
        }

        Assert.Equal(a.Count, a.RowStart[^1]);
        Assert.Equal(0, a.RowStart[0]);
    }

    [Fact]
    public void Degrees_and_totals_are_met()
    {
        ConnectionPattern indegree = ConnectionPattern.FixedIndegree(13, 100, 80, Seed, Stream, multapses: false);
        Assert.All(Enumerable.Range(0, 80), i => Assert.Equal(13, indegree.RowStart[i + 1] - indegree.RowStart[i]));
        ConnectionPattern outdegree = ConnectionPattern.FixedOutdegree(7, 100, 80, Seed, Stream, autapses: false, multapses: false);
        Assert.All(outdegree.Source.ToArray().CountBy(j => j), pair => Assert.Equal(7, pair.Value));
        Assert.Equal(700, outdegree.Count);
        Assert.Equal(1234, ConnectionPattern.FixedTotal(1234, 100, 80, Seed, Stream, multapses: false).Count);
        Assert.Equal(12_345, ConnectionPattern.FixedTotal(12_345, 100, 80, Seed, Stream).Count);
        Assert.True(ConnectionPattern.FixedTotal(8000, 100, 80, Seed, Stream, multapses: false).IsComplete);
        Assert.True(ConnectionPattern.FixedIndegree(100, 100, 80, Seed, Stream, multapses: false).IsComplete);
    }

    [Fact]
    public void Probabilities_of_0_and_1_are_none_and_all()
    {
        Assert.Equal(0, ConnectionPattern.Random(0, 10, 10, Seed, Stream).Count);
        Assert.True(ConnectionPattern.Random(1, 10, 10, Seed, Stream).IsComplete);
        Assert.True(ConnectionPattern.Random(1, 10, 10, Seed, Stream, autapses: false).IsCompleteButSelf);
        Assert.InRange(ConnectionPattern.Random(1 - 1e-12, 1000, 100, Seed, Stream).Count, 99_999, 100_000);
    }

    [Fact]
    public void Few_connections_among_very_many_units_are_quick_and_as_many_as_expected()
    {
        // 1e12 pairs, 1e6 expected, standard deviation 1000.
        Assert.InRange(ConnectionPattern.Random(1e-6, 1_000_000, 1_000_000, Seed, Stream).Count, 995_000, 1_005_000);
    }

    [Fact]
    public void In_degrees_of_random_connections_are_binomial()
    {
        const int Sources = 1000;
        const int Targets = 4000;
        const double P = 0.1;
        ConnectionPattern pattern = ConnectionPattern.Random(P, Sources, Targets, Seed, Stream);
        double[] degrees = [.. Enumerable.Range(0, Targets).Select(i => (double)(pattern.RowStart[i + 1] - pattern.RowStart[i]))];
        double mean = Sources * P;
        double variance = Sources * P * (1 - P);
        Assert.InRange(degrees.Average(), mean - (4.5 * Math.Sqrt(variance / Targets)), mean + (4.5 * Math.Sqrt(variance / Targets)));
        double sample = degrees.Average(d => (d - mean) * (d - mean));
        Assert.InRange(sample, variance * (1 - (4.5 * Math.Sqrt(2.0 / Targets))), variance * (1 + (4.5 * Math.Sqrt(2.0 / Targets))));
    }

    /// <summary>Fingerprints of networks drawn once; the same are expected wherever this runs.</summary>
    [Theory]
    [InlineData("random", "9c1a1192107f12a9")]
    [InlineData("indegree different", "49143d7be68c57f9")]
    [InlineData("outdegree", "eb59ac3184b65c93")]
    [InlineData("total different", "27b6fa90c472eb34")]
    public void A_network_is_the_same_on_every_machine(string rule, string fingerprint)
    {
        ConnectionPattern pattern = Make(rule, 100, 100, Seed, autapses: false);
        ulong hash = 14695981039346656037;
        foreach ((int j, int i) in pattern.Source.ToArray().Zip(pattern.Target.ToArray()))
        {
            hash = unchecked((hash ^ ((ulong)j << 20) ^ (ulong)i) * 1099511628211);
        }

        Assert.Equal(fingerprint, hash.ToString("x16", null));
    }

    private static ConnectionPattern Make(string rule, int sources, int targets, ulong seed, bool autapses) => rule switch
    {
        "random" => ConnectionPattern.Random(0.3, sources, targets, seed, Stream, autapses),
        "indegree" => ConnectionPattern.FixedIndegree(5, sources, targets, seed, Stream, autapses),
        "indegree different" => ConnectionPattern.FixedIndegree(5, sources, targets, seed, Stream, autapses, multapses: false),
        "outdegree" => ConnectionPattern.FixedOutdegree(5, sources, targets, seed, Stream, autapses),
        "outdegree different" => ConnectionPattern.FixedOutdegree(5, sources, targets, seed, Stream, autapses, multapses: false),
        "total" => ConnectionPattern.FixedTotal(40, sources, targets, seed, Stream, autapses),
        "total different" => ConnectionPattern.FixedTotal(40, sources, targets, seed, Stream, autapses, multapses: false),
        _ => ConnectionPattern.FixedTotal((long)(0.8 * sources * targets), sources, targets, seed, Stream, autapses, multapses: false),
    };
}
