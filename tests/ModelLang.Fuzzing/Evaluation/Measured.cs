namespace ModelLang.Fuzzing.Evaluation;

/// <summary>A value with a bound on how far a correct computation in double precision may lie from it.</summary>
/// <remarks>
/// An error of infinity says that rounding alone decides what the value is, so that nothing can be compared. A value that is infinite or NaN
/// has the error 0 when every correct computation gives it.
/// </remarks>
/// <param name="Value">The value of the reference.</param>
/// <param name="Error">The bound.</param>
/// <param name="IsAbsent">Whether it is the slope of what does not depend on the direction: 0 whatever it is multiplied by.</param>
internal readonly record struct Measured(double Value, double Error, bool IsAbsent = false)
{
    /// <summary>The slope of what does not depend on the direction.</summary>
    public static Measured Absent { get; } = new(0, 0, true);

    /// <summary>A value that is not known.</summary>
    public static Measured Undetermined { get; } = new(double.NaN, double.PositiveInfinity);

    /// <summary>A value without error.</summary>
    public static Measured Exact(double value) => new(value, 0);

    /// <summary>Whether there is a bound.</summary>
    public bool IsDetermined => Error < double.PositiveInfinity;

    /// <summary>Whether it is 0 without doubt.</summary>
    public bool IsZero => Value == 0 && Error == 0;

    /// <summary>Whether the least and the greatest possible value are on different sides of 0, or one of them is 0.</summary>
    public bool MayBeZero => Math.Abs(Value) <= Error;

    /// <summary>A value that is one of two, nobody knows which.</summary>
    public static Measured Hull(Measured a, Measured b) => a.IsAbsent && b.IsAbsent ? a : double.IsFinite(a.Value) && double.IsFinite(b.Value)
        ? new Measured(a.Value, Math.Max(a.Error, Math.Abs(a.Value - b.Value) + b.Error))
        : Undetermined;

    /// <summary>Whether another computation gave the same up to the bound; true where there is none.</summary>
    public bool Admits(double other) => !IsDetermined
        || (double.IsFinite(Value) ? Math.Abs(other - Value) <= Error * (1 + 1e-12) : Value.Equals(other));
}
