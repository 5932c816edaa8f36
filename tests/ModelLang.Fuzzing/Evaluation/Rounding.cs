namespace ModelLang.Fuzzing.Evaluation;

/// <summary>Arithmetic that carries bounds of rounding errors: each operation adds its own to what its operands bring along.</summary>
/// <param name="exact">
/// Whether the compiled code performs the same operations in the same order, so that exact operands give the same bits. Otherwise it may
/// regroup sums and products, use reciprocals and fused operations: the error of a sum is then relative to the sizes of its terms, and
/// values far from 1, where a regrouped product may overflow, are not determined.
/// </param>
internal sealed class Rounding(bool exact)
{
    /// <summary>A few roundings of one operation, in units of its result.</summary>
    public const double Unit = 4 / 9007199254740992.0;

    private const double Smallest = 16 * double.Epsilon;
    private const double Reach = 1e60;

    /// <summary>Rounds as compiled code does that keeps the order of operations.</summary>
    public static Rounding Same { get; } = new(true);

    /// <summary>Rounds as compiled code may that regroups operations.</summary>
    public static Rounding Free { get; } = new(false);

    /// <summary>The sum from left to right.</summary>
    public Measured Sum(params ReadOnlySpan<Measured> terms)
    {
        double value = terms[0].Value;
        double error = terms[0].Error;
        double sizes = Math.Abs(value);
        foreach (Measured term in terms[1..])
        {
            value += term.Value;
            error += term.Error;
            sizes += Math.Abs(term.Value);
        }

        return Result(value, error, terms.Length * sizes);
    }

    public Measured Subtract(Measured a, Measured b) => Sum(a, Negate(b));

    public static Measured Negate(Measured a) => a.IsAbsent ? a : a with { Value = -a.Value };

    public Measured Multiply(Measured a, Measured b)
    {
        double error = (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + (a.Error * b.Error);
        double value = a.Value * b.Value;
        return Result(value, a.Error == 0 && b.Error == 0 ? 0 : error, value);
    }

    public Measured Divide(Measured a, Measured b)
    {
        double value = a.Value / b.Value;
        if (b.MayBeZero)
        {
            // The sign of a zero is not promised, so only 0/0 is certain.
            return exact && a.IsZero && b.IsZero ? Measured.Exact(double.NaN) : Measured.Undetermined;
        }

        double error = (a.Error + (Math.Abs(value) * b.Error)) / (Math.Abs(b.Value) - b.Error);
        return Result(value, a.Error == 0 && b.Error == 0 ? 0 : error, value);
    }

    /// <summary>A function of one argument that is monotone, or nearly so, over the error of its argument.</summary>
    /// <param name="function">The function.</param>
    /// <param name="a">The argument.</param>
    /// <param name="platform">Whether the same library function is called without reordering.</param>
    public Measured Map(Func<double, double> function, Measured a, bool platform = false)
    {
        double value = function(a.Value);
        if (!a.IsDetermined)
        {
            return Measured.Undetermined;
        }

        if (a.Error == 0)
        {
            // Another function may not underflow where this one does.
            double underflow = value == 0 && a.Value != 0 && !(exact && platform) ? Smallest : 0;
            return Result(value, underflow, 4 * value, inexact: !platform);
        }

        double low = function(a.Value - a.Error);
        double high = function(a.Value + a.Error);
        if (!double.IsFinite(value) || !double.IsFinite(low) || !double.IsFinite(high))
        {
            bool same = value.Equals(low) && value.Equals(high) && a.Error <= 1e-6 * Math.Abs(a.Value);
            return exact && same ? Measured.Exact(value) : Measured.Undetermined;
        }

        return Result(value, 2 * Math.Max(Math.Abs(low - value), Math.Abs(high - value)), 4 * value, inexact: true);
    }

    /// <summary>A value whose error was found otherwise, with more rounding errors relative to a size.</summary>
    public Measured Result(double value, double error, double size, bool inexact = false)
    {
        if (!double.IsFinite(value))
        {
            return exact && error == 0 ? Measured.Exact(value) : Measured.Undetermined;
        }

        double magnitude = Math.Abs(value);
        if (!exact && (magnitude > Reach || (magnitude < 1 / Reach && magnitude > 0)))
        {
            return Measured.Undetermined;
        }

        double total = exact && error == 0 && !inexact ? 0 : error + (Unit * Math.Abs(size)) + (size == 0 ? 0 : Smallest);
        return double.IsFinite(total) ? new Measured(value, total) : Measured.Undetermined;
    }
}
