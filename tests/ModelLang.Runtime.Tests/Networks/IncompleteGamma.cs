namespace ModelLang.Runtime.Tests.Networks;

/// <summary>The regularised incomplete gamma function by its series, as a reference.</summary>
internal static class IncompleteGamma
{
    /// <summary>P(a, x), by DLMF 8.11.4: x^a e^-x times the sum of x^n/Gamma(a + n + 1).</summary>
    public static double Lower(double a, double x)
    {
        if (x <= 0)
        {
            return 0;
        }

        double term = Math.Exp((a * Math.Log(x)) - x - LogGamma(a + 1));
        double sum = 0;
        for (int n = 1; term > 1e-18 && n < 100_000; n++)
        {
            sum += term;
            term *= x / (a + n);
        }

        return Math.Min(sum, 1);
    }

    /// <summary>log Gamma(x) by Stirling's series (DLMF 5.11.1) after the recurrence has made the argument large.</summary>
    public static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 20; x++)
        {
            shift -= Math.Log(x);
        }

        double square = 1 / (x * x);
        double series = ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680)))))) / x;
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
