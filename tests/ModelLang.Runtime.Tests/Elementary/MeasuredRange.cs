using static ModelLang.Runtime.Elementary;

namespace ModelLang.Runtime.Tests;

/// <summary>A function on one range of its arguments: what is measured there, and what is promised.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Range">What the arguments are, in words.</param>
/// <param name="Bound">The error that its documentation admits [ulp].</param>
/// <param name="Compute">The function; a second argument is ignored where it has one.</param>
/// <param name="Exact">The reference.</param>
/// <param name="Draw">A random argument, or two.</param>
internal sealed record MeasuredRange(
    string Function,
    string Range,
    double Bound,
    Func<double, double, double> Compute,
    Func<double, double, Reference> Exact,
    Func<Random, (double X, double Y)> Draw)
{
    private const double Tiny = 2.2250738585072014e-308;

    /// <summary>All functions of <see cref="Elementary"/> that round, over everything they are defined for.</summary>
    public static IReadOnlyList<MeasuredRange> All { get; } =
    [
        .. Of("exp", 1, Exp, x => Tests.Exact.Exp(x),
            ("-708.39 to 709.78", Between(-708.39, 709.782712893384)), ("near 0", Spread(1e-20, 1)), ("results below the normal range", Between(-745.13, -708.39))),
        .. Of("expm1", 1.5, Expm1, Tests.Exact.Expm1,
            ("-45 to 709.78", Between(-45, 709.782712893384)), ("-2 to 2", Between(-2, 2)), ("near 0", Spread(double.Epsilon, 1))),
        .. Of("exprel", 2, Exprel, Tests.Exact.Exprel,
            ("-800 to 716.3", Between(-800, 716.3)), ("-2 to 2", Between(-2, 2)), ("near 0", Spread(1e-300, 1))),
        .. Of("logistic", 2, Logistic, Tests.Exact.Logistic,
            ("-36.3 to 40", Between(-36.3, 40)), ("-708 to -37.1", Between(-708, -37.1)), ("near 0", Spread(1e-20, 1)), ("results below the normal range", Between(-745.13, -708.4))),
        .. Of("logistic", 2.6, Logistic, Tests.Exact.Logistic, ("-37.1 to -36.3", Between(-37.1, -36.3))),
        .. Of("tanh", 2.6, Tanh, Tests.Exact.Tanh, ("-25 to 25", Between(-25, 25)), ("-1 to 1", Between(-1, 1)), ("near 0", Spread(1e-300, 1))),
        .. Of("sinh", 2, Sinh, Tests.Exact.Sinh,
            ("-710 to 710", Between(-710, 710)), ("-3 to 3", Between(-3, 3)), ("near 0", Spread(1e-300, 1)), ("next to overflow", Between(709, 710.4758600739439))),
        .. Of("cosh", 1.5, Cosh, Tests.Exact.Cosh, ("-710 to 710", Between(-710, 710)), ("-3 to 3", Between(-3, 3)), ("next to overflow", Between(709, 710.4758600739439))),
        .. Of("log", 1, Log, Tests.Exact.Log,
            ("all normal numbers", Positive(Tiny, double.MaxValue)), ("0.5 to 2", Between(0.5, 2)), ("next to 1", NextTo(_ => 1)), ("below the normal range", Positive(double.Epsilon, Tiny))),
        .. Of("log1p", 1.5, Log1p, Tests.Exact.Log1p,
            ("-1 to 10", Between(-0.9999999999999999, 10)), ("near 0", Spread(1e-300, 0.9)), ("above 1", Positive(1, double.MaxValue))),
        .. OfPair("pow", 1.1, Pow, Tests.Exact.Pow,
            ("any result, base 1e-307 to 1e307", PowerOf(r => Math.Pow(2, (2040 * r.NextDouble()) - 1020), -708, 709)), ("any result, base 0 to 4", PowerOf(r => 4 * r.NextDouble(), -708, 709)),
            ("base next to 1", PowerOf(r => 1 + (1e-6 * (r.NextDouble() - 0.5)), -708, 709)), ("exponent -5 to 5", r => (4 * r.NextDouble(), (10 * r.NextDouble()) - 5)),
            ("results below the normal range", PowerOf(r => 4 * r.NextDouble(), -744.4, -708.4))),
        .. Of("sin", 1, Sin, Tests.Exact.Sin, Angles),
        .. Of("cos", 1, Cos, Tests.Exact.Cos, Angles),
        .. Of("tan", 2.5, Tan, Tests.Exact.Tan, Angles),
        .. Of("asin", 1, Asin, Tests.Exact.Asin, ("-1 to 1", Between(-1, 1)), ("near 0", Spread(1e-140, 0.5)), ("next to 1", Below1)),
        .. Of("acos", 1, Acos, Tests.Exact.Acos, ("-1 to 1", Between(-1, 1)), ("near 0", Spread(1e-140, 0.5)), ("next to 1", Below1)),
        .. Of("atan", 2, Atan, Tests.Exact.Atan, ("-5 to 5", Between(-5, 5)), ("1e-140 to 1e140", Spread(1e-140, 1e140)), ("next to its seams", NextTo(r => r.Next(2) == 0 ? 0.41421356237309503 : 2.414213562373095))),
        .. OfPair("atan2", 2, Atan2, Tests.Exact.Atan2, ("-3 to 3 each", r => ((6 * r.NextDouble()) - 3, (6 * r.NextDouble()) - 3)), ("1e-60 to 1e60 each", r => (Signed(r, 1e-60, 1e60), Signed(r, 1e-60, 1e60)))),
        .. Of("cbrt", 1, Cbrt, Tests.Exact.Cbrt, ("-9 to 9", Between(-9, 9)), ("all normal numbers", Spread(Tiny, double.MaxValue)), ("below the normal range", Spread(double.Epsilon, Tiny))),
        .. OfPair("hypot", 1, Hypot, Tests.Exact.Hypot,
            ("-3 to 3 each", r => ((6 * r.NextDouble()) - 3, (6 * r.NextDouble()) - 3)), ("1e-12 to 1e12 each", r => (Signed(r, 1e-12, 1e12), Signed(r, 1e-12, 1e12))),
            ("next to overflow", r => (Signed(r, 1e300, 1.2e308), Signed(r, 1e300, 1.2e308))), ("below the normal range", r => (Signed(r, 1e-315, Tiny), Signed(r, 1e-315, Tiny)))),
        .. Of("erf", 1.5, Erf, Tests.Exact.Erf, ("-6 to 6", Between(-6, 6)), ("0.9 to 1.5", Between(0.9, 1.5)), ("near 0", Spread(1e-300, 1))),
    ];

    /// <summary>The largest error over a number of samples, and where it is.</summary>
    /// <param name="samples">How many arguments are drawn.</param>
    /// <param name="seed">Chooses them.</param>
    public (double Ulp, double X, double Y) Measure(int samples, int seed)
    {
        Random random = new(seed);
        (double Ulp, double X, double Y) worst = (0, double.NaN, double.NaN);
        for (int i = 0; i < samples; i++)
        {
            (double x, double y) = Draw(random);
            double error = Exact(x, y).UlpError(Compute(x, y));
            if (!(error <= worst.Ulp))
            {
                worst = (error, x, y);
            }
        }

        return worst;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Function}, {Range}";

    private static (string, Func<Random, double>)[] Angles =>
    [
        ("-10 to 10", Between(-10, 10)), ("near 0", Spread(1e-300, 1)), ("1 to 3.5e13", Spread(1, 35184372088832)), ("3.5e13 to 1.8e308", Spread(35184372088832, double.MaxValue)),
        ("next to n pi/2 up to 3.5e13", NextTo(r => Math.Round(Math.Pow(2, 44 * r.NextDouble())) * (Math.PI / 2))),
        ("next to n pi/2 beyond", NextTo(r => Math.Round(Math.Pow(2, 45 + (7 * r.NextDouble()))) * (Math.PI / 2))),
    ];

    private static IEnumerable<MeasuredRange> Of(
        string name, double bound, Func<double, double> function, Func<double, Reference> exact, params (string Range, Func<Random, double> X)[] ranges) =>
        ranges.Select(r => new MeasuredRange(name, r.Range, bound, (x, _) => function(x), (x, _) => exact(x), random => (r.X(random), double.NaN)));

    private static IEnumerable<MeasuredRange> OfPair(
        string name, double bound, Func<double, double, double> function, Func<double, double, Reference> exact, params (string Range, Func<Random, (double, double)> Draw)[] ranges) =>
        ranges.Select(r => new MeasuredRange(name, r.Range, bound, function, exact, r.Draw));

    private static Func<Random, double> Between(double low, double high) => r => low + ((high - low) * r.NextDouble());

    private static Func<Random, double> Spread(double low, double high) => r => Signed(r, low, high);

    private static Func<Random, double> Positive(double low, double high) => r => Math.Abs(Signed(r, low, high));

    // Each number between the bounds is as likely as its neighbours in the table of all doubles.
    private static double Signed(Random random, double low, double high)
    {
        double size = BitConverter.Int64BitsToDouble(random.NextInt64(BitConverter.DoubleToInt64Bits(low), BitConverter.DoubleToInt64Bits(high)));
        return random.Next(2) == 0 ? size : -size;
    }

    // One of the two hundred doubles around a point.
    private static Func<Random, double> NextTo(Func<Random, double> point) =>
        r => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(point(r)) + r.Next(-100, 100));

    private static double Below1(Random random) => (1 - Math.Pow(2, -52 * random.NextDouble())) * (random.Next(2) == 0 ? 1 : -1);

    // A base, and the exponent that gives a result with a logarithm between two bounds.
    private static Func<Random, (double, double)> PowerOf(Func<Random, double> draw, double low, double high) => r =>
    {
        double x = draw(r);
        return (x, (low + ((high - low) * r.NextDouble())) / Math.Log(x));
    };
}
