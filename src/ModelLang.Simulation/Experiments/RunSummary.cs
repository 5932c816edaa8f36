namespace ModelLang.Simulation.Experiments;

/// <summary>Facts about a run; times in the system's time unit.</summary>
/// <param name="States">Length of the state vector: of a population, each unit counts.</param>
/// <param name="Method">Name of the integration method.</param>
/// <param name="Samples">Number of samples taken.</param>
/// <param name="Interval">Distance of the samples.</param>
/// <param name="IntervalWasChosen">Whether nobody stated the interval, so that the runner chose it.</param>
/// <param name="EndTime">Simulated time at which the run ended.</param>
/// <param name="Steps">Accepted steps.</param>
/// <param name="RejectedSteps">Steps that the error control threw away.</param>
/// <param name="WallTime">Time the run took.</param>
/// <param name="RangeViolations">States that left their declared range, each once.</param>
/// <param name="BrokenConditions">Conditions stated for states that did not hold, each once.</param>
/// <param name="Seed">Seed of the random numbers; null for a system without chance.</param>
/// <param name="Warnings">What else deserves a look, such as unused columns of a data file or jumps between two steps.</param>
public sealed record RunSummary(
    int States,
    string Method,
    int Samples,
    double Interval,
    bool IntervalWasChosen,
    double EndTime,
    long Steps,
    long RejectedSteps,
    TimeSpan WallTime,
    IReadOnlyList<RangeViolation> RangeViolations,
    IReadOnlyList<ConditionViolation> BrokenConditions,
    long? Seed,
    IReadOnlyList<string> Warnings);
