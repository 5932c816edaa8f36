namespace ModelLang.Simulation.Sweeps;

/// <summary>How a sweep ended.</summary>
public enum SweepOutcome
{
    /// <summary>All its points are done, and the result is written.</summary>
    Completed,

    /// <summary>It was cancelled; what is finished is kept and used when the sweep is started again.</summary>
    Interrupted,

    /// <summary>The result was there already; nothing was done.</summary>
    WasDone,
}

/// <summary>Facts about a sweep, or the shard of it that was computed.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Grid">The axes and how many places each has: <c>p.eta (101) x J (11)</c>; empty without axes.</param>
/// <param name="Points">How many points there are, in the shard if it is one.</param>
/// <param name="Before">Points that were found finished.</param>
/// <param name="Computed">Points that were computed.</param>
/// <param name="DamagedBlocks">Files of finished blocks that were damaged, and were computed again.</param>
/// <param name="Threads">Threads that took part.</param>
/// <param name="WallTime">Time it took.</param>
/// <param name="Files">What was written: result and labels, or the folder of a shard or of unfinished work.</param>
/// <param name="Notes">What happened at the points, failures first.</param>
/// <param name="Warnings">What data files warn of.</param>
public sealed record SweepSummary(
    SweepOutcome Outcome,
    string Grid,
    long Points,
    long Before,
    long Computed,
    int DamagedBlocks,
    int Threads,
    TimeSpan WallTime,
    IReadOnlyList<string> Files,
    IReadOnlyList<SweepNote> Notes,
    IReadOnlyList<string> Warnings)
{
    /// <summary>How many points failed numerically; their results are not-a-number, and their <c>status</c> is 1.</summary>
    public long Failed => Notes.Where(n => n.Kind == SweepNoteKind.Failure).Sum(n => n.Points);

    /// <summary>Points computed each second.</summary>
    public double PointsPerSecond => Computed / Math.Max(1e-9, WallTime.TotalSeconds);
}
