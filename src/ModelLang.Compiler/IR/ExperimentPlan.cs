namespace ModelLang.Compiler.IR;

/// <summary>What an experiment asks of a simulator; times in the system's time unit.</summary>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Documentation">Its <c>///</c> text.</param>
/// <param name="Method">Name of the method, or null when the compiler shall choose.</param>
/// <param name="Settings">Step and tolerances it states.</param>
/// <param name="Duration">How long to simulate, or null when it says nothing.</param>
/// <param name="Discard">From which time on to record.</param>
/// <param name="Seed">Seed of all random numbers.</param>
/// <param name="Recordings">What is recorded; empty means all states.</param>
/// <param name="Interval">Distance of the samples, or null for the default.</param>
internal sealed record ExperimentPlan(
    string Name,
    string Documentation,
    string? Method,
    SolverSettings Settings,
    double? Duration,
    double Discard,
    long Seed,
    EquatableArray<RecordedColumn> Recordings,
    double? Interval)
{
    /// <summary>The axes of its sweep, outermost first.</summary>
    public EquatableArray<SweepAxis> Sweep { get; init; }

    /// <summary>What is kept of the recordings of each point; empty means all samples.</summary>
    public EquatableArray<ReducedRecording> Reductions { get; init; }

    /// <summary>File name for the results, or null.</summary>
    public string? ResultFile { get; init; }
}

/// <summary>Settings of a method; null where the experiment says nothing.</summary>
/// <param name="Step">Fixed step, or first step of an adaptive method.</param>
/// <param name="RelativeTolerance">Relative tolerance per step.</param>
/// <param name="AbsoluteTolerance">Absolute tolerance per step, in base units of each state.</param>
/// <param name="MaximumStep">Longest step of an adaptive method.</param>
internal sealed record SolverSettings(double? Step, double? RelativeTolerance, double? AbsoluteTolerance, double? MaximumStep)
{
    /// <summary>Nothing stated.</summary>
    public static SolverSettings None { get; } = new(null, null, null, null);
}

/// <summary>One recorded variable.</summary>
/// <param name="Label">Column name in results.</param>
/// <param name="Path">Path of the state, input or intermediate.</param>
/// <param name="First">First unit of a population to record.</param>
/// <param name="Last">Last unit to record (included); null for the last one there is.</param>
internal sealed record RecordedColumn(string Label, string Path, int First = 0, int? Last = null);
