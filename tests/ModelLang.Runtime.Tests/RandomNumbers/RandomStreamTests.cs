using Xunit;

namespace ModelLang.Runtime.Tests.RandomNumbers;

public sealed class RandomStreamTests
{
    private const int Count = 1 << 20;

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_distribution()
    {
        double[] x = Normals();

        // Each sample moment within 4.5 of its standard errors: the variances of x, x^2, x^3, x^4 are 1, 2, 15, 96.
        foreach ((int power, double mean, double variance) in new[] { (1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0) })
        {
            double sample = x.Average(v => Math.Pow(v, power));
            Assert.InRange(sample, mean - (4.5 * Math.Sqrt(variance / x.Length)), mean + (4.5 * Math.Sqrt(variance / x.Length)));
        }
    }

    /// <summary>Tail probabilities P(|x| > k) of the normal distribution.</summary>
    [Theory]
    [InlineData(1, 0.31731050786291410)]
    [InlineData(2, 0.045500263896358417)]
    [InlineData(3, 0.0026997960632601866)]
    [InlineData(4, 6.3342483666239957e-05)]
    public void Normal_numbers_have_the_tails_of_the_distribution(double k, double probability)
    {
        double[] x = Normals();
        double expected = probability * x.Length;
        Assert.InRange(x.Count(v => Math.Abs(v) > k), expected - (4.5 * Math.Sqrt(expected)), expected + (4.5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Extreme_bits_give_finite_numbers()
    {
        // The radius ends at the smallest argument of the logarithm, 2^-65.
        double largest = Math.Sqrt(2 * 65 * Math.Log(2));
        Assert.All(Normals(), x => Assert.InRange(x, -largest, largest));
    }

    [Fact]
    public void Uniform_numbers_fill_the_open_interval_evenly()
    {
        int[] bins = new int[64];
        var stream = new RandomStream(7, 3);
        for (uint i = 0; i < Count / 2; i++)
        {
            (double a, double b) = stream.UniformPair(i, 0);
            Assert.True(a is > 0 and < 1 && b is > 0 and < 1);
            bins[(int)(a * 64)]++;
            bins[(int)(b * 64)]++;
        }

        // Chi-squared with 63 degrees of freedom: mean 63, standard deviation sqrt(126); six of them.
        double expected = Count / 64.0;
        Assert.InRange(bins.Sum(n => (n - expected) * (n - expected) / expected), 0, 63 + (6 * Math.Sqrt(126)));
    }

    [Fact]
    public void Neighbours_in_seed_stream_index_and_step_are_uncorrelated()
    {
        const int Samples = 1 << 16;
        double[] reference = Sample((i, s) => s.NormalPair(0, (ulong)i).First, 1, 0);
        Assert.All(
            new[]
            {
                Sample((i, s) => s.NormalPair(0, (ulong)i).First, 2, 0), Sample((i, s) => s.NormalPair(0, (ulong)i).First, 1, 1),
                Sample((i, s) => s.NormalPair(1, (ulong)i).First, 1, 0), Sample((i, s) => s.NormalPair(0, (ulong)i + 1).First, 1, 0),
                Sample((i, s) => s.NormalPair(0, (ulong)i).Second, 1, 0), Sample((i, s) => s.NormalPair((uint)i, 0).First, 1, 0),
            },
            other => Assert.InRange(reference.Zip(other, (a, b) => a * b).Average(), -4.5 / Math.Sqrt(Samples), 4.5 / Math.Sqrt(Samples)));

        static double[] Sample(Func<int, RandomStream, double> draw, ulong seed, uint stream) =>
            [.. Enumerable.Range(1, Samples).Select(i => draw(i, new RandomStream(seed, stream)))];
    }

    private static double[] Normals()
    {
        var stream = new RandomStream(42, 0);
        return [.. Enumerable.Range(0, Count / 2).SelectMany(i => stream.NormalPair(0, (ulong)i) is var (a, b) ? new[] { a, b } : [])];
    }
}
