namespace ModelLang.Fuzzing.Evaluation;

/// <summary>A complex value with its slope, by parts.</summary>
/// <param name="Re">Real part.</param>
/// <param name="Im">Imaginary part.</param>
/// <param name="IsReal">Whether the imaginary part is 0 by its type, not by accident.</param>
internal readonly record struct ComplexDual(Dual Re, Dual Im, bool IsReal = false)
{
    /// <summary>A real value.</summary>
    public static ComplexDual Real(Dual value) => new(value, Dual.Exact(0), true);

    /// <summary>A number.</summary>
    public static ComplexDual Exact(double re, double im = 0) => new(Dual.Exact(re), Dual.Exact(im), im == 0);

    /// <summary>The one a condition selects, or what holds for both.</summary>
    public static ComplexDual Choose(bool? condition, ComplexDual a, ComplexDual b) => new(
        RealFunctions.Choose(condition, a.Re, b.Re), RealFunctions.Choose(condition, a.Im, b.Im), a.IsReal && b.IsReal);
}
