namespace ModelLang.Simulation.Sweeps;

/// <summary>What happened at some points of a sweep.</summary>
public enum SweepNoteKind
{
    /// <summary>The point failed numerically.</summary>
    Failure,

    /// <summary>A state left its declared range.</summary>
    Range,

    /// <summary>A condition of the model did not hold.</summary>
    Condition,

    /// <summary>Something else that deserves a look.</summary>
    Warning,
}

/// <summary>Points of a sweep at which the same happened.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">The state or condition it happened to; empty if there is none.</param>
/// <param name="Points">How many points there are.</param>
/// <param name="FirstPoint">The first of them.</param>
/// <param name="Values">Its place on the axes: <c>p.eta = -5, J = 3 mV</c>.</param>
/// <param name="Message">What happened there.</param>
/// <param name="Hints">What to know or to try.</param>
public sealed record SweepNote(
    SweepNoteKind Kind, string Subject, long Points, long FirstPoint, string Values, string Message, IReadOnlyList<string> Hints)
{
    /// <summary>Both together.</summary>
    internal SweepNote With(SweepNote other) =>
        (other.FirstPoint < FirstPoint ? other : this) with { Points = Points + other.Points };
}
