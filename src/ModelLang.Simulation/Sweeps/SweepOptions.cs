using System.Text.Json.Nodes;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>How to run a sweep; what is null here is taken from the simulator's experiment.</summary>
public sealed record SweepOptions
{
    /// <summary>What is the same for all points. Its settings fix values that the sweep does not change; its progress is not used.</summary>
    public RunOptions Run { get; init; } = new();

    /// <summary>The axes, outermost first; null takes those of the experiment.</summary>
    public IReadOnlyList<SweepAxisDescription>? Axes { get; init; }

    /// <summary>What is kept of the samples of each point; null takes what the experiment states, and empty keeps all samples.</summary>
    public IReadOnlyList<ReductionDescription>? Reductions { get; init; }

    /// <summary>Which part of the sweep to compute; null computes all of it.</summary>
    public SweepShard? Shard { get; init; }

    /// <summary>The most threads to use, from 1 on; null uses all of <see cref="Workers.Threads"/>, which is the most in any case.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether results and unfinished work of another sweep may be replaced. Those of the same sweep are used in any case.</summary>
    public bool Overwrite { get; init; }

    /// <summary>What else the manifest should tell, such as the model and its hash. A sweep with other facts is another sweep.</summary>
    public JsonObject? Facts { get; init; }

    /// <summary>Called at most ten times a second, from any thread but one at a time.</summary>
    public Action<SweepProgress>? Progress { get; init; }
}

/// <summary>How far a sweep, or the shard of it that is computed, is.</summary>
/// <param name="Done">Points that are done, with those of earlier runs.</param>
/// <param name="Points">All points.</param>
/// <param name="PointsPerSecond">How fast they are computed.</param>
/// <param name="Remaining">Time left, if it goes on like this.</param>
public readonly record struct SweepProgress(long Done, long Points, double PointsPerSecond, TimeSpan Remaining);
