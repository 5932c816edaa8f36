using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

public sealed class DrawsTests
{
    private const int Count = 200_000;
    private const double Inf = double.PositiveInfinity;

    /// <summary>Distributions with their distribution functions.</summary>
    public static TheoryData<string, double, double> Distributions { get; } = new()
    {
        { "uniform", -1, 3 }, { "normal", 0.5, 2 }, { "lognormal", 2, 0.5 }, { "exponential", 3, 0 }, { "cauchy", -1, 0.3 },
        { "gamma", 4, 1 }, { "gamma", 2, 2 }, { "gamma", 1, 1.5 }, { "gamma", 0.1, 1 }, { "beta", 2, 3 }, { "beta", 0.5, 0.5 }, { "beta", 5, 0.2 },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Values_have_the_distribution(string name, double a, double b)
    {
        double[] x = Draw(name, a, b, -Inf, Inf);
        AssertDistribution(x, value => Below(name, a, b, value));
    }

    /// <summary>Truncation keeps the proportions inside: the distribution function is that of the whole, shifted and scaled.</summary>
    [Theory]
    [InlineData("uniform", -1, 3, 0, 10)]
    [InlineData("normal", 0.5, 2, 0, 1)]
    [InlineData("normal", 0, 1, 2.5, double.PositiveInfinity)]
    [InlineData("normal", 0, 1, double.NegativeInfinity, -2)]
    [InlineData("lognormal", 2, 0.5, 1, 2)]
    [InlineData("exponential", 3, 0, 9, double.PositiveInfinity)]
    [InlineData("cauchy", -1, 0.3, -1, 5)]
    [InlineData("gamma", 4, 1, 5, 8)]
    [InlineData("beta", 2, 3, 0.5, 0.6)]
    public void Truncated_values_lie_inside_in_the_same_proportions(string name, double a, double b, double lower, double upper)
    {
        double[] x = Draw(name, a, b, lower, upper, 20_000);
        Assert.All(x, value => Assert.InRange(value, lower, upper));
        double low = lower == -Inf ? 0 : Below(name, a, b, lower);
        double high = upper == Inf ? 1 : Below(name, a, b, upper);
        AssertDistribution(x, value => (Below(name, a, b, value) - low) / (high - low));
    }

    [Theory]
    [InlineData("uniform", -1, 3, 1, 4.0 / 3)]
    [InlineData("normal", 0.5, 2, 0.5, 4)]
    [InlineData("lognormal", 2, 0.5, 2.2662969061336526, 1.4586998283584704)]
    [InlineData("exponential", 3, 0, 3, 9)]
    [InlineData("gamma", 4, 1, 4, 1)]
    [InlineData("gamma", 1, 1.5, 1, 2.25)]
    [InlineData("gamma", 1000, 1, 1000, 1)]
    [InlineData("beta", 2, 3, 0.4, 0.04)]
    [InlineData("beta", 0.5, 0.5, 0.5, 0.125)]
    public void Values_have_the_mean_and_variance_of_the_distribution(string name, double a, double b, double mean, double variance)
    {
        double[] x = Draw(name, a, b, -Inf, Inf);
        double sampleMean = x.Average();
        double sampleVariance = x.Average(v => (v - mean) * (v - mean));
        double fourth = x.Average(v => Math.Pow(v - mean, 4));
        Assert.InRange(sampleMean, mean - (4.5 * Math.Sqrt(variance / Count)), mean + (4.5 * Math.Sqrt(variance / Count)));

        // The variance of a sample variance is (m4 - v^2)/n.
        double error = 5 * Math.Sqrt((fourth - (variance * variance)) / Count);
        Assert.InRange(sampleVariance, variance - error, variance + error);
    }

    [Fact]
    public void Far_tails_have_their_share()
    {
        // Of Cauchy values, a part of 2/(pi k) lies beyond k half widths for large k; of exponential ones, exp(-k) beyond k means.
        double[] cauchy = Draw("cauchy", 0, 1, -Inf, Inf);
        double expected = Count * 2 / Math.PI * Math.Atan(1.0 / 1000);
        Assert.InRange(cauchy.Count(v => Math.Abs(v) > 1000), expected - (4.5 * Math.Sqrt(expected)), expected + (4.5 * Math.Sqrt(expected)));
        expected = Count * Math.Exp(-8);
        Assert.InRange(Draw("exponential", 1, 0, -Inf, Inf).Count(v => v > 8), expected - (4.5 * Math.Sqrt(expected)), expected + (4.5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Extreme_shapes_give_numbers()
    {
        Assert.All(Draw("gamma", 1e-3, 1, -Inf, Inf, 1000), v => Assert.InRange(v, 0, 1e9));
        Assert.All(Draw("gamma", 1, 1e-7, -Inf, Inf, 1000), v => Assert.InRange(v, 1 - 1e-6, 1 + 1e-6));
        Assert.All(Draw("beta", 1e-3, 1e-3, -Inf, Inf, 1000), v => Assert.InRange(v, 0, 1));
        Assert.All(Draw("beta", 1e14, 1e14, -Inf, Inf, 1000), v => Assert.InRange(v, 0.5 - 1e-6, 0.5 + 1e-6));
        Assert.All(Draw("normal", 3, 0, -Inf, Inf, 10), v => Assert.Equal(3, v));
        Assert.All(Draw("uniform", 3, 3, -Inf, Inf, 10), v => Assert.Equal(3, v));
    }

    [Theory]
    [MemberData(nameof(Distributions))]
    public void A_value_is_a_function_of_seed_stream_and_index(string name, double a, double b)
    {
        double[] all = Draw(name, a, b, -Inf, Inf, 100);
        Assert.Equal(all, Draw(name, a, b, -Inf, Inf, 100));
        Assert.Equal(all[..10], Draw(name, a, b, -Inf, Inf, 10));
        Assert.Equal(100, all.Distinct().Count());
        Assert.Empty(all.Intersect(Draw(name, a, b, -Inf, Inf, 100, seed: 2)));
        Assert.Empty(all.Intersect(Draw(name, a, b, -Inf, Inf, 100, stream: 2)));
    }

    /// <summary>Sums of values drawn once; the same are expected wherever this runs.</summary>
    [Theory]
    [InlineData("uniform", 0, 1, 498.79848312346)]
    [InlineData("normal", 0, 1, 17.243949776264802)]
    [InlineData("lognormal", 1, 1, 1691.0827659917268)]
    [InlineData("exponential", 1, 0, 995.7416734139106)]
    [InlineData("cauchy", 0, 1, 80885.07891297771)]
    [InlineData("gamma", 1, 2, 1094.1808478282378)]
    [InlineData("beta", 2, 3, 397.37765192890856)]
    public void Values_are_the_same_on_every_machine(string name, double a, double b, double sum) =>
        Assert.Equal(sum, Reduce.Sum(Draw(name, a, b, -Inf, Inf, 1000)));

    [Fact]
    public void Wrong_input_is_refused_with_what_to_do()
    {
        Refused("needs finite ends in order, but they are 2 and 1", "uniform", 2, 1, -Inf, Inf);
        Refused("a standard deviation that is not negative, but they are 1 and -1", "normal", 1, -1, -Inf, Inf);
        Refused("but they are NaN and 1", "normal", double.NaN, 1, -Inf, Inf);
        Refused("needs a positive median", "lognormal", 0, 1, -Inf, Inf);
        Refused("needs a positive mean, but it is 0", "exponential", 0, 0, -Inf, Inf);
        Refused("a half width that is not negative", "cauchy", 0, -1, -Inf, Inf);
        Refused("a positive mean and a positive standard deviation", "gamma", 1, 0, -Inf, Inf);
        Refused("two positive exponents", "beta", 0, 1, -Inf, Inf);
        Refused("lower bound comes first, but it is [2, 1]", "normal", 0, 1, 2, 1);
        Refused("lower bound comes first, but it is [NaN, 1]", "normal", 0, 1, double.NaN, 1);
        Refused("Hardly any value of the distribution lies in [10, Infinity]", "normal", 0, 1, 10, Inf);
        Refused("Hardly any value of the distribution lies in [-5, -1]", "gamma", 1, 1, -5, -1);
        Refused("Hardly any value of the distribution lies in [4, 5]", "uniform", 1, 3, 4, 5);

        static void Refused(string part, string name, double a, double b, double lower, double upper) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(() => Draw(name, a, b, lower, upper, 3)).Message, StringComparison.Ordinal);
    }

    private static double[] Draw(string name, double a, double b, double lower, double upper, int count = Count, ulong seed = 1, uint stream = 1)
    {
        double[] x = new double[count];
        switch (name)
        {
            case "uniform": Draws.Uniform(x, a, b, lower, upper, seed, stream); break;
            case "normal": Draws.Normal(x, a, b, lower, upper, seed, stream); break;
            case "lognormal": Draws.LogNormal(x, a, b, lower, upper, seed, stream); break;
            case "exponential": Draws.Exponential(x, a, lower, upper, seed, stream); break;
            case "cauchy": Draws.Cauchy(x, a, b, lower, upper, seed, stream); break;
            case "gamma": Draws.Gamma(x, a, b, lower, upper, seed, stream); break;
            default: Draws.Beta(x, a, b, lower, upper, seed, stream); break;
        }

        return x;
    }

    // Kolmogorov and Smirnov: the largest distance of the empirical distribution exceeds 2.2/sqrt(n) with probability 2 exp(-2*2.2^2) = 1.3e-4.
    private static void AssertDistribution(double[] x, Func<double, double> below)
    {
        double[] sorted = [.. x.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double p = below(sorted[i]);
            distance = Math.Max(distance, Math.Max(Math.Abs(p - ((double)i / sorted.Length)), Math.Abs(p - ((i + 1.0) / sorted.Length))));
        }

        Assert.InRange(distance, 0, 2.2 / Math.Sqrt(sorted.Length));
    }

    private static double Below(string name, double a, double b, double x) => name switch
    {
        "uniform" => Math.Clamp((x - a) / (b - a), 0, 1),
        "normal" => 0.5 * (1 + Elementary.Erf((x - a) / b / Math.Sqrt(2))),
        "lognormal" => 0.5 * (1 + Elementary.Erf(Math.Log(x / a) / b / Math.Sqrt(2))),
        "exponential" => 1 - Math.Exp(-x / a),
        "cauchy" => 0.5 + (Math.Atan((x - a) / b) / Math.PI),
        "gamma" => IncompleteGamma.Lower(a / b * (a / b), x / (b * b / a)),
        _ => IncompleteBeta.Lower(a, b, x),
    };
}
