namespace ModelLang.Simulation.Plotting;

/// <summary>The least and greatest finite value of some data; empty when <c>Min &gt; Max</c>.</summary>
internal readonly record struct DataRange(double Min, double Max)
{
    /// <summary>What counts as infinite in a plot: differences of smaller values do not overflow.</summary>
    private const double Largest = 1e300;

    public static readonly DataRange Empty = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => Min > Max;

    public double Span => IsEmpty ? 0 : Max - Min;

    /// <summary>Whether the data is one value, up to rounding noise.</summary>
    public bool IsConstant => Span <= 1e-12 * Math.Max(Math.Abs(Min), Math.Abs(Max)) || Span < 1e-290;

    /// <summary>Whether a plot can show a value.</summary>
    public static bool CanShow(double value) => Math.Abs(value) <= Largest;

    public static DataRange Of(ReadOnlySpan<double> values)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (CanShow(value))
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
            }
        }

        return new DataRange(min, max);
    }

    public DataRange Union(DataRange other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    /// <summary>A range that an axis can have: some room for a constant, 0 to 1 for no data at all.</summary>
    public DataRange Widened() =>
        IsEmpty ? new(0, 1)
        : !IsConstant ? this
        : Math.Abs(Max) < 1e-290 ? new(-1, 1)
        : new(Min - 0.1 * Math.Abs(Min), Max + 0.1 * Math.Abs(Max));

    /// <summary>The range with a margin on both sides, relative to its span.</summary>
    public DataRange Padded(double margin) => new(Min - margin * Span, Max + margin * Span);
}
