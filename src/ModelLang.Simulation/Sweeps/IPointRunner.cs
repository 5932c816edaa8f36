using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>A point of a sweep: what is set before its run.</summary>
/// <param name="Index">Its number, from 0, the last axis changing fastest.</param>
/// <param name="Settings">Values of parameters, inputs and initial states.</param>
/// <param name="Seed">Seed of the random numbers; null for that of the sweep.</param>
internal sealed record SweepPoint(long Index, IReadOnlyList<VariableSetting> Settings, long? Seed);

/// <summary>Runs points of one model on the thread that calls; each gives the bits of a run by itself.</summary>
internal interface IPointRunner
{
    /// <summary>Runs some points and hands over each as soon as it is done, in any order.</summary>
    /// <param name="points">The points; those of one block.</param>
    /// <param name="options">What is the same for all of them.</param>
    /// <param name="done">Receives the result of a point, which is valid until it returns: its arrays are used again.</param>
    /// <param name="cancellation">Ends the call; points not handed over by then are not done.</param>
    void Run(IReadOnlyList<SweepPoint> points, RunOptions options, Action<SweepPoint, RunResult> done, CancellationToken cancellation);
}
