using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Experiments;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>All samples were taken.</summary>
    Completed,

    /// <summary>It was cancelled; what was recorded until then is kept.</summary>
    Cancelled,

    /// <summary>A numerical failure stopped it; what was recorded until then is kept.</summary>
    Failed,
}

/// <summary>What a run gives back.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Trajectory">The samples taken.</param>
/// <param name="Summary">Facts about the run.</param>
/// <param name="Failure">Why it failed, or null when it did not.</param>
public sealed record RunResult(RunOutcome Outcome, Trajectory Trajectory, RunSummary Summary, NumericalFailure? Failure)
{
    /// <summary>This result, if the run got to its end; for callers that have no use for a part of it.</summary>
    /// <exception cref="InvalidOperationException">The run failed or was cancelled; the message says why and what to try.</exception>
    public RunResult EnsureCompleted() => Outcome switch
    {
        RunOutcome.Completed => this,
        RunOutcome.Cancelled => throw new InvalidOperationException("The run was cancelled."),
        _ => throw new InvalidOperationException(FormattableString.Invariant(
            $"{(Failure!.Name is { } name ? $"'{name}'" : "the solution")} {Failure.Cause} at t = {Failure.Time:R}; try: {string.Join("; ", Failure.Remedies)}.")),
    };
}
