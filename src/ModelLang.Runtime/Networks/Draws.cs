using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>
/// Random values, one for each unit or connection. Value i is a function of the parameters, the seed, the stream and i, and the same bits on every machine.
/// </summary>
/// <remarks>
/// <para>
/// A distribution may be truncated to <c>[lower, upper]</c>; infinite bounds leave it whole. A value outside is drawn again, so that the values inside keep
/// their proportions.
/// </para>
/// <para>
/// All methods throw <see cref="ArgumentException"/> where a parameter is out of range, a bound is NaN, the bounds are not in order, or 100,000 draws find
/// nothing between them: an interval with a probability above 0.0003 does not meet this in 1e13 values.
/// </para>
/// </remarks>
public static class Draws
{
    private const int MaximumDraws = 100_000;

    /// <summary>Values from the uniform distribution.</summary>
    /// <param name="values">Receives the values.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, not below it.</param>
    /// <param name="lower">Bound below, or negative infinity.</param>
    /// <param name="upper">Bound above, or infinity.</param>
    /// <param name="seed">Chooses the values.</param>
    /// <param name="stream">Tells uses of one seed apart.</param>
    public static void Uniform(Span<double> values, double low, double high, double lower, double upper, ulong seed, uint stream)
    {
        Distribution.RequireUniform(low, high);
        RequireBounds(lower, upper);
        if (lower > high || upper < low)
        {
            throw NothingFound(lower, upper);
        }

        Fill(values, new UniformDraw(Math.Max(low, lower), Math.Min(high, upper)), lower, upper, seed, stream);
    }

    /// <summary>Values from the normal distribution.</summary>
    /// <param name="mean">Mean, before truncation.</param>
    /// <param name="sd">Standard deviation, before truncation, not negative.</param>
    /// <inheritdoc cref="Uniform"/>
    public static void Normal(Span<double> values, double mean, double sd, double lower, double upper, ulong seed, uint stream)
    {
        Distribution.RequireNormal(mean, sd);
        Fill(values, new NormalDraw(mean, sd), lower, upper, seed, stream);
    }

    /// <summary>Values from the log-normal distribution: the logarithm of the value over the median is normal.</summary>
    /// <param name="median">Median, positive; the mean of the logarithm is its logarithm.</param>
    /// <param name="sigma">Standard deviation of the logarithm, not negative.</param>
    /// <inheritdoc cref="Uniform"/>
    public static void LogNormal(Span<double> values, double median, double sigma, double lower, double upper, ulong seed, uint stream)
    {
        Distribution.RequireLogNormal(median, sigma);
        Fill(values, new LogNormalDraw(median, sigma), lower, upper, seed, stream);
    }

    /// <summary>Values from the gamma distribution.</summary>
    /// <param name="mean">Mean, positive; the shape is (mean/sd)^2.</param>
    /// <param name="sd">Standard deviation, positive; the scale is sd^2/mean.</param>
    /// <inheritdoc cref="Uniform"/>
    public static void Gamma(Span<double> values, double mean, double sd, double lower, double upper, ulong seed, uint stream)
    {
        Distribution.RequireGamma(mean, sd);
        Fill(values, new GammaDraw(mean / sd * (mean / sd), sd / mean * sd), lower, upper, seed, stream);
    }

    /// <summary>Values from the exponential distribution.</summary>
    /// <param name="mean">Mean, positive.</param>
    /// <inheritdoc cref="Uniform"/>
    public static void Exponential(Span<double> values, double mean, double lower, double upper, ulong seed, uint stream)
    {
        Distribution.RequireExponential(mean);
        Fill(values, new ExponentialDraw(mean), lower, upper, seed, stream);
    }

    /// <summary>Values from the Cauchy (Lorentz) distribution.</summary>
    /// <param name="centre">Centre, which is the median.</param>
    /// <param name="halfWidth">Half the width at half maximum, not negative.</param>
    /// <inheritdoc cref="Uniform"/>
    public static void Cauchy(Span<double> values, double centre, double halfWidth, double lower, double upper, ulong seed, uint stream)
    {
        Distribution.RequireCauchy(centre, halfWidth);
        Fill(values, new CauchyDraw(centre, halfWidth), lower, upper, seed, stream);
    }

    /// <summary>Values from the beta distribution, whose density is proportional to <c>x^(a - 1) (1 - x)^(b - 1)</c> on (0, 1).</summary>
    /// <param name="a">First exponent, positive.</param>
    /// <param name="b">Second exponent, positive.</param>
    /// <inheritdoc cref="Uniform"/>
    public static void Beta(Span<double> values, double a, double b, double lower, double upper, ulong seed, uint stream)
    {
        Distribution.RequireBeta(a, b);
        Fill(values, new BetaDraw(a, b), lower, upper, seed, stream);
    }

    private static void Fill<TDraw>(Span<double> values, TDraw draw, double lower, double upper, ulong seed, uint stream)
        where TDraw : struct, IDraw
    {
        RequireBounds(lower, upper);
        RandomStream numbers = new(seed, stream);
        for (int i = 0; i < values.Length; i++)
        {
            RandomSequence sequence = new(numbers, (uint)i);
            int draws = 0;
            do
            {
                if (draws++ == MaximumDraws)
                {
                    throw NothingFound(lower, upper);
                }

                values[i] = draw.Next(ref sequence);
            }
            while (!(values[i] >= lower && values[i] <= upper));
        }
    }

    private static void RequireBounds(double lower, double upper)
    {
        if (!(lower <= upper))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"A distribution is truncated to an interval whose lower bound comes first, but it is [{lower}, {upper}]."));
        }
    }

    private static ArgumentException NothingFound(double lower, double upper) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Hardly any value of the distribution lies in [{lower}, {upper}], to which it is truncated: make the interval wider, or choose other parameters."));

    /// <summary>One value of a distribution.</summary>
    private interface IDraw
    {
        double Next(ref RandomSequence numbers);
    }

    private readonly struct UniformDraw(double low, double high) : IDraw
    {
        public double Next(ref RandomSequence numbers) => Math.Min(high, Math.FusedMultiplyAdd(high - low, numbers.NextUniform(), low));
    }

    private readonly struct NormalDraw(double mean, double sd) : IDraw
    {
        public double Next(ref RandomSequence numbers) => Math.FusedMultiplyAdd(sd, numbers.NextNormal(), mean);
    }

    private readonly struct LogNormalDraw(double median, double sigma) : IDraw
    {
        public double Next(ref RandomSequence numbers) => median * Elementary.Exp(sigma * numbers.NextNormal());
    }

    private readonly struct ExponentialDraw(double mean) : IDraw
    {
        public double Next(ref RandomSequence numbers) => -mean * Elementary.Log(numbers.NextUniform());
    }

    private readonly struct CauchyDraw(double centre, double halfWidth) : IDraw
    {
        public double Next(ref RandomSequence numbers) =>
            Math.FusedMultiplyAdd(halfWidth, Elementary.Tan(Math.PI * (numbers.NextUniform() - 0.5)), centre);
    }

    private readonly struct GammaDraw(double shape, double scale) : IDraw
    {
        public double Next(ref RandomSequence numbers) => scale * Elementary.Exp(LogGamma(shape, ref numbers));

        /// <summary>
        /// The logarithm of a gamma variate of scale 1, by the method of Marsaglia and Tsang (2000), ACM Trans. Math. Softw. 26:363; a shape below 1 by their
        /// section 6, where the logarithm keeps what the variate itself would lose to underflow.
        /// </summary>
        public static double LogGamma(double shape, ref RandomSequence numbers)
        {
            double d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
            double c = 1 / Math.Sqrt(9 * d);
            while (true)
            {
                double x = numbers.NextNormal();
                double root = Math.FusedMultiplyAdd(c, x, 1);
                double v = root * root * root;
                if (root > 0)
                {
                    double log = Elementary.Log(v);
                    if (Elementary.Log(numbers.NextUniform()) < (0.5 * x * x) + (d * (1 - v + log)))
                    {
                        return Elementary.Log(d) + log + (shape < 1 ? Elementary.Log(numbers.NextUniform()) / shape : 0);
                    }
                }
            }
        }
    }

    private readonly struct BetaDraw(double a, double b) : IDraw
    {
        public double Next(ref RandomSequence numbers) =>
            Elementary.Logistic(GammaDraw.LogGamma(a, ref numbers) - GammaDraw.LogGamma(b, ref numbers));
    }
}
