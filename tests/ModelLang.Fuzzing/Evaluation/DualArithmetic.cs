namespace ModelLang.Fuzzing.Evaluation;

/// <summary>Arithmetic on values with slopes; slopes are compiled by rules of their own, so they round freely.</summary>
internal sealed class DualArithmetic(Rounding rounding)
{
    private static readonly Rounding s_free = Rounding.Free;

    /// <summary>How values round.</summary>
    public Rounding Rounding { get; } = rounding;

    public Dual Sum(params ReadOnlySpan<Dual> terms)
    {
        Measured[] values = new Measured[terms.Length];
        Measured[] slopes = new Measured[terms.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            (values[i], slopes[i]) = (terms[i].Value, terms[i].Slope);
        }

        return new Dual(Rounding.Sum(values), Add(slopes));
    }

    public Dual Subtract(Dual a, Dual b) => Sum(a, Negate(b));

    public static Dual Negate(Dual a) => new(Rounding.Negate(a.Value), Rounding.Negate(a.Slope));

    public Dual Multiply(Dual a, Dual b) => new(Rounding.Multiply(a.Value, b.Value), Add(Times(a.Slope, b.Value), Times(a.Value, b.Slope)));

    public Dual Divide(Dual a, Dual b)
    {
        Measured value = Rounding.Divide(a.Value, b.Value);
        return new Dual(value, Add(Over(a.Slope, b.Value), Rounding.Negate(Over(Times(value, b.Slope), b.Value))));
    }

    /// <summary>A function of a value, given its derivative there.</summary>
    public static Dual Chain(Measured value, Func<Measured> derivative, Dual argument) =>
        new(value, argument.Slope.IsAbsent ? argument.Slope : Times(derivative(), argument.Slope));

    /// <summary>A sum of slopes.</summary>
    public static Measured Add(params ReadOnlySpan<Measured> slopes)
    {
        foreach (Measured slope in slopes)
        {
            if (!slope.IsAbsent)
            {
                return s_free.Sum(slopes);
            }
        }

        return Measured.Absent;
    }

    /// <summary>A product in a derivative; what does not depend on the direction stays so.</summary>
    public static Measured Times(Measured a, Measured b) => a.IsAbsent || b.IsAbsent ? Measured.Absent : s_free.Multiply(a, b);

    private static Measured Over(Measured a, Measured b) => a.IsAbsent ? a : s_free.Divide(a, b);
}
