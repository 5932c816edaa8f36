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
public sealed record RunResult(RunOutcome Outcome, Trajectory Trajectory, RunSummary Summary, NumericalFailure? Failure);
