using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>What the parameters of distributions may be.</summary>
internal static class Distribution
{
    public static void RequireUniform(double low, double high) =>
        Require("uniform", double.IsFinite(low) && double.IsFinite(high) && low <= high, $"finite ends in order, but they are {low} and {high}");

    public static void RequireNormal(double mean, double sd) =>
        Require("normal", double.IsFinite(mean) && double.IsFinite(sd) && sd >= 0, $"a finite mean and a standard deviation that is not negative, but they are {mean} and {sd}");

    public static void RequireLogNormal(double median, double sigma) => Require(
        "lognormal", median > 0 && double.IsFinite(median) && double.IsFinite(sigma) && sigma >= 0,
        $"a positive median and a standard deviation of the logarithm that is not negative, but they are {median} and {sigma}");

    public static void RequireExponential(double mean) =>
        Require("exponential", mean > 0 && double.IsFinite(mean), $"a positive mean, but it is {mean}");

    public static void RequireCauchy(double centre, double halfWidth) => Require(
        "cauchy", double.IsFinite(centre) && double.IsFinite(halfWidth) && halfWidth >= 0,
        $"a finite centre and a half width that is not negative, but they are {centre} and {halfWidth}");

    public static void RequireGamma(double mean, double sd) => Require(
        "gamma", mean > 0 && double.IsFinite(mean) && sd > 0 && double.IsFinite(sd) && mean / sd <= 1e7,
        $"a positive mean and a positive standard deviation, not below a ten-millionth of it, but they are {mean} and {sd}");

    public static void RequireBeta(double a, double b) =>
        Require("beta", a > 0 && a <= 1e14 && b > 0 && b <= 1e14, $"two positive exponents up to 1e14, but they are {a} and {b}");

    private static void Require(string distribution, bool holds, FormattableString what)
    {
        if (!holds)
        {
            throw new ArgumentException($"The {distribution} distribution needs {what.ToString(CultureInfo.InvariantCulture)}.");
        }
    }
}
