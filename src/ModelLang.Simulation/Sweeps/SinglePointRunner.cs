using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Runs one point after the other.</summary>
/// <param name="simulator">A simulator of its own, with its data.</param>
internal sealed class SinglePointRunner(Simulator simulator) : IPointRunner
{
    /// <inheritdoc/>
    public void Run(IReadOnlyList<SweepPoint> points, RunOptions options, Action<SweepPoint, RunResult> done, CancellationToken cancellation)
    {
        foreach (SweepPoint point in points)
        {
            RunResult result = Run(point, options, cancellation);
            if (result.Outcome == RunOutcome.Cancelled)
            {
                return;
            }

            done(point, result);
        }
    }

    private RunResult Run(SweepPoint point, RunOptions options, CancellationToken cancellation)
    {
        try
        {
            return simulator.Run(options with { Settings = point.Settings, Seed = point.Seed ?? options.Seed }, cancellation);
        }
        catch (Exception e) when (e is SteadyStateException or NetworkException or ExperimentException)
        {
            // What stops one point before it begins need not stop the others.
            var failure = new NumericalFailure($"cannot begin: {e.Message}", null, null, null, 0, double.NaN, ["check the values of this point"]);
            var summary = new RunSummary(
                simulator.State.Length, simulator.Description.Method, 0, double.NaN, false, 0, 0, 0, TimeSpan.Zero, [], [], null, []);
            return new RunResult(RunOutcome.Failed, Trajectory.FromColumns(simulator.Description.TimeUnit, []), summary, failure);
        }
    }
}
