namespace ModelLang.Runtime;

/// <summary>
/// Values that are spread over a population as a distribution says, without chance: unit i of n, counted from 1, has the quantile at i/(n + 1).
/// </summary>
public static class Quantiles
{
    /// <summary>Quantiles of the uniform distribution: evenly spaced values inside the interval.</summary>
    /// <param name="values">Receives the values, ascending.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, larger.</param>
    /// <exception cref="ArgumentException">The ends are not finite or not in order.</exception>
    public static void Uniform(Span<double> values, double low, double high)
    {
        Distribution.RequireUniform(low, high);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.FusedMultiplyAdd(high - low, At(i, values.Length), low);
        }
    }

    /// <summary>Quantiles of the normal distribution.</summary>
    /// <param name="values">Receives the values, ascending.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="sd">Standard deviation, not negative.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static void Normal(Span<double> values, double mean, double sd)
    {
        Distribution.RequireNormal(mean, sd);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.FusedMultiplyAdd(sd, NormalQuantile.At(At(i, values.Length)), mean);
        }
    }

    /// <summary>Quantiles of the log-normal distribution: the logarithm of the value over the median is normal.</summary>
    /// <param name="values">Receives the values, ascending.</param>
    /// <param name="median">Median, positive; the mean of the logarithm is its logarithm.</param>
    /// <param name="sigma">Standard deviation of the logarithm, not negative.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static void LogNormal(Span<double> values, double median, double sigma)
    {
        Distribution.RequireLogNormal(median, sigma);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = median * Elementary.Exp(sigma * NormalQuantile.At(At(i, values.Length)));
        }
    }

    /// <summary>Quantiles of the exponential distribution.</summary>
    /// <param name="values">Receives the values, ascending.</param>
    /// <param name="mean">Mean, positive.</param>
    /// <exception cref="ArgumentException">The mean is not positive and finite.</exception>
    public static void Exponential(Span<double> values, double mean)
    {
        Distribution.RequireExponential(mean);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = -mean * Elementary.Log1p(-At(i, values.Length));
        }
    }

    /// <summary>
    /// Quantiles of the Cauchy (Lorentz) distribution, as Montbrió, Pazó and Roxin (2015), Phys. Rev. X 5:021028, use them for heterogeneous excitability.
    /// </summary>
    /// <param name="values">Receives the values, ascending.</param>
    /// <param name="centre">Centre, which is the median.</param>
    /// <param name="halfWidth">Half the width at half maximum, not negative.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static void Cauchy(Span<double> values, double centre, double halfWidth)
    {
        Distribution.RequireCauchy(centre, halfWidth);
        for (int i = 0; i < values.Length; i++)
        {
            // i/(n + 1) - 1/2 from whole numbers, so that the values are symmetric to the last bit.
            double angle = Math.PI * ((2.0 * (i + 1)) - (values.Length + 1.0)) / (2 * (values.Length + 1.0));
            values[i] = Math.FusedMultiplyAdd(halfWidth, Elementary.Tan(angle), centre);
        }
    }

    private static double At(int i, int n) => (i + 1.0) / (n + 1.0);
}
