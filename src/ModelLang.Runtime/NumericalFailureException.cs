namespace ModelLang.Runtime;

/// <summary>How an integration failed.</summary>
public enum NumericalFailureKind
{
    /// <summary>A state became infinite or not a number.</summary>
    NotFinite,

    /// <summary>No step that the floating-point numbers can resolve meets the tolerance.</summary>
    StepTooSmall,

    /// <summary>Discontinuities in time follow one another so closely that stepping onto each of them would not end.</summary>
    TooManyDiscontinuities,
}

/// <summary>An integration could not go on.</summary>
public sealed class NumericalFailureException : ArithmeticException
{
    internal NumericalFailureException(NumericalFailureKind kind, Simulator simulator, int state, double time, double step)
        : base(Describe(kind, simulator, state, time, step))
    {
        Kind = kind;
        StateIndex = state;
        Time = time;
        Step = step;
    }

    /// <summary>What happened.</summary>
    public NumericalFailureKind Kind { get; }

    /// <summary>Position in the state vector of the value that failed first, or -1 when no single one can be named; <see cref="Simulator.StateLayout"/> names it.</summary>
    public int StateIndex { get; }

    /// <summary>Start of the step that failed, in the system's time unit.</summary>
    public double Time { get; }

    /// <summary>Length of that step, or the distance of the discontinuities when there are too many.</summary>
    public double Step { get; }

    private static string Describe(NumericalFailureKind kind, Simulator simulator, int state, double time, double step)
    {
        string name = state >= 0 ? $"'{simulator.StateLayout.NameOf(state)}'" : "The solution";
        string timeUnit = simulator.Description.TimeUnit;
        string unit = timeUnit.Length == 0 ? "" : " " + timeUnit;
        if (kind == NumericalFailureKind.TooManyDiscontinuities)
        {
            return FormattableString.Invariant($"Discontinuities follow one another every {step:R}{unit} at t = {time:R}{unit}, too many to step onto each.");
        }

        string what = kind == NumericalFailureKind.NotFinite ? "is not finite after" : "cannot meet the tolerance in";
        return FormattableString.Invariant($"{name} {what} the step of {step:R}{unit} at t = {time:R}{unit}.");
    }
}
