namespace ModelLang.Fuzzing.Evaluation;

/// <summary>A real value with its slope in one direction of the state space.</summary>
/// <param name="Value">The value.</param>
/// <param name="Slope">Its derivative.</param>
internal readonly record struct Dual(Measured Value, Measured Slope)
{
    /// <summary>A number.</summary>
    public static Dual Exact(double value) => new(Measured.Exact(value), Measured.Absent);

    /// <summary>One of two, nobody knows which.</summary>
    public static Dual Hull(Dual a, Dual b) => new(Measured.Hull(a.Value, b.Value), Measured.Hull(a.Slope, b.Slope));
}
