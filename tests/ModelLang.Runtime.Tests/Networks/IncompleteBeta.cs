namespace ModelLang.Runtime.Tests.Networks;

/// <summary>The regularised incomplete beta function by its series, as a reference.</summary>
internal static class IncompleteBeta
{
    /// <summary>I_x(a, b), by DLMF 8.17.8: x^a (1 - x)^b/(a B(a, b)) times the sum of (a + b)_n/(a + 1)_n x^n; by symmetry for large x.</summary>
    public static double Lower(double a, double b, double x)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        if (x > 0.5)
        {
            return 1 - Lower(b, a, 1 - x);
        }

        double logBeta = IncompleteGamma.LogGamma(a) + IncompleteGamma.LogGamma(b) - IncompleteGamma.LogGamma(a + b);
        double term = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - Math.Log(a) - logBeta);
        double sum = 0;
        for (int n = 0; term > 1e-18; n++)
        {
            sum += term;
            term *= x * (a + b + n) / (a + 1 + n);
        }

        return sum;
    }
}
