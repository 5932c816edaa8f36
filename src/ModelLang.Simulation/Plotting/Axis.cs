using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Maps the values of a range to places on the paper, and knows its ticks.</summary>
/// <param name="Range">The values at the ends; neither empty nor constant.</param>
/// <param name="Scale">Ticks inside the range.</param>
/// <param name="Start">Place of the least value [pt].</param>
/// <param name="End">Place of the greatest value [pt].</param>
internal sealed record Axis(DataRange Range, TickScale Scale, double Start, double End)
{
    public double Map(double value) => Start + (value - Range.Min) / Range.Span * (End - Start);

    /// <summary>The axis label: quantity, offset, power of ten and unit, e.g. <c>r − 1000 [10⁻³ Hz]</c>.</summary>
    public static RichText Label(string quantity, string unit, TickScale scale)
    {
        RichText label = RichText.Plain(quantity);
        if (!scale.Offset.IsEmpty)
        {
            string name = quantity.Length == 0 ? "value" : quantity;
            bool negative = scale.Offset.Runs[0].Text[0] == '\u2212';
            label = RichText.Plain(name) + (negative ? " \u2212 (" : " \u2212 ") + scale.Offset + (negative ? ")" : "");
        }

        RichText power = scale.Exponent == 0 ? RichText.Empty : RichText.PowerOfTen(scale.Exponent);
        RichText factor = power.IsEmpty || unit.Length == 0 ? power + RichText.Unit(unit) : power + " " + RichText.Unit(unit);
        return factor.IsEmpty ? label : label + (label.IsEmpty ? "[" : " [") + factor + "]";
    }
}
