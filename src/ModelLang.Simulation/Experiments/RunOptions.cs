namespace ModelLang.Simulation.Experiments;

/// <summary>How to run a simulator; what is null here is taken from its experiment. Times are in the system's time unit.</summary>
public sealed record RunOptions
{
    /// <summary>Values to start with: the simulator is reset and takes them. Null leaves it as it is.</summary>
    public IReadOnlyList<VariableSetting>? Settings { get; init; }

    /// <summary>Time at which the run ends, positive; required when there is no experiment.</summary>
    public double? Duration { get; init; }

    /// <summary>Time of the first sample, in [0, <see cref="Duration"/>].</summary>
    public double? Discard { get; init; }

    /// <summary>Fixed step, or first step of an adaptive method, positive.</summary>
    public double? Step { get; init; }

    /// <summary>Relative tolerance of an adaptive method, positive.</summary>
    public double? RelativeTolerance { get; init; }

    /// <summary>Absolute tolerance of an adaptive method, in base units, positive.</summary>
    public double? AbsoluteTolerance { get; init; }

    /// <summary>Longest step of an adaptive method, positive.</summary>
    public double? MaximumStep { get; init; }

    /// <summary>Distance of the samples, positive; without any the runner takes about a thousand that fit the step.</summary>
    public double? Interval { get; init; }

    /// <summary>Chooses the random numbers of a system with noise; null takes the experiment's seed, or leaves the simulator's.</summary>
    public long? Seed { get; init; }

    /// <summary>Names of the observables to record, such as <c>p.r</c>, and in a population <c>X.r</c>, <c>X.r[3]</c> or <c>X.r[0..9]</c>; null takes the experiment's recordings, or all states.</summary>
    public IReadOnlyList<string>? Record { get; init; }

    /// <summary>Called at most ten times a second from the thread that runs.</summary>
    public Action<RunProgress>? Progress { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="Fraction">Part of the simulated time that is done, in [0, 1].</param>
/// <param name="Time">Simulated time.</param>
public readonly record struct RunProgress(double Fraction, double Time);
