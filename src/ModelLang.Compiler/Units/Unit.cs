namespace ModelLang.Compiler.Units;

/// <summary>A unit of measure: <c>1 unit = Factor * 10^DecimalExponent</c> in SI base units.</summary>
/// <param name="Text">How it is written; empty for a plain number.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="DecimalExponent">Power of ten of its size.</param>
/// <param name="Factor">The rest of its size; 1 for all but minutes, hours, degrees and fractional powers.</param>
internal sealed record Unit(string Text, Dimension Dimension, int DecimalExponent = 0, double Factor = 1)
{
    /// <summary>The unit of a plain number.</summary>
    public static Unit One { get; } = new("", Dimension.None);

    /// <summary>How a message names it.</summary>
    public string Display => Dimension.IsNone ? "a plain number" : Text;

    /// <summary>How a message says what a quantity has: <c>has unit mV</c> or <c>is a plain number</c>.</summary>
    public string Possession => Dimension.IsNone ? "is a plain number" : "has unit " + Text;
}
