using Xunit;

namespace ModelLang.Runtime.Tests;

/// <summary>Asserts the error that a function's documentation states.</summary>
internal static class ErrorBound
{
    /// <summary>No sample may be further than <paramref name="found"/> ulp from the exact value.</summary>
    /// <param name="found">The largest error the documentation admits to have found, rounded up.</param>
    public static void Holds(double found, Func<double, double> function, Func<double, Reference> exact, params IEnumerable<double>[] samples)
    {
        double worst = 0;
        double at = double.NaN;
        foreach (double x in samples.SelectMany(s => s))
        {
            double error = exact(x).UlpError(function(x));
            if (!(error <= worst))
            {
                (worst, at) = (error, x);
            }
        }
        Assert.True(worst <= found, FormattableString.Invariant($"{worst:F4} ulp at {at:R}, where the result is {function(at):R}"));
    }
}
