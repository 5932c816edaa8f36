namespace ModelLang.Fuzzing.Evaluation;

/// <summary>The error function by its series and its continued fraction.</summary>
internal static class ErrorFunction
{
    /// <summary>2/sqrt(pi) times the integral of exp(-u^2) from 0 to x (Abramowitz and Stegun, 7.1.6 and 7.1.14).</summary>
    public static double Of(double x)
    {
        double size = Math.Abs(x);
        if (size > 3)
        {
            double tail = 0;
            for (int n = 60; n > 0; n--)
            {
                tail = n / 2.0 / (size + tail);
            }

            return Math.CopySign(1 - (Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (size + tail)), x);
        }

        double term = x;
        double sum = x;
        for (int n = 1; n < 80; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
