namespace ModelLang.Compiler.Methods;

/// <summary>A coefficient of a method: a ratio of whole numbers, or a published decimal over 1.</summary>
/// <param name="Numerator">Exact in a double.</param>
/// <param name="Denominator">Exact in a double, positive.</param>
internal readonly record struct Coefficient(double Numerator, double Denominator = 1)
{
    /// <summary>The ratio, rounded once.</summary>
    public double Value => Numerator / Denominator;

    /// <summary>Whether it is 0.</summary>
    public bool IsZero => Numerator == 0;

    /// <summary>A whole number or a published decimal.</summary>
    public static implicit operator Coefficient(double value) => new(value);

    /// <summary>A ratio written as <c>(1, 3)</c>.</summary>
    public static implicit operator Coefficient((double Numerator, double Denominator) ratio) => new(ratio.Numerator, ratio.Denominator);
}
