using System.Diagnostics;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Runs with step control: each goes at its own pace, and when one is done the next point takes its lane.</summary>
internal sealed class AdaptiveLaneRuns : ILaneRuns
{
    private readonly Simulator[] _simulators;
    private readonly ExperimentRun[] _runs;
    private readonly SweepPoint?[] _points;
    private readonly long[] _started;
    private AdaptiveEnsembleIntegrator? _ensemble;

    /// <summary>Makes the runs of simulators that are at their start.</summary>
    public AdaptiveLaneRuns(Simulator[] simulators, RunOptions options)
    {
        _simulators = simulators;
        _points = new SweepPoint?[simulators.Length];
        _started = new long[simulators.Length];
        _runs = [.. simulators.Select((s, lane) => new ExperimentRun(s, options, [], settings =>
            (_ensemble ??= new AdaptiveEnsembleIntegrator(_simulators, settings)).Cursor(lane)))];
    }

    // The next point takes the lane of one that is done.
    /// <inheritdoc/>
    public int Most => int.MaxValue;

    /// <inheritdoc/>
    public void Run(
        IReadOnlyList<SweepPoint> points, Func<Simulator, SweepPoint, bool> set, Action<SweepPoint, RunResult> done, Action<SweepPoint> alone, CancellationToken cancellation)
    {
        AdaptiveEnsembleIntegrator ensemble = _ensemble!;
        ensemble.Cancellation = cancellation;
        int next = 0;
        for (int lane = 0; lane < _simulators.Length; lane++)
        {
            BeginNext(lane);
        }

        try
        {
            while (ensemble.Advance())
            {
                for (int lane = 0; lane < _simulators.Length; lane++)
                {
                    if (ensemble.HasFailed(lane))
                    {
                        alone(_points[lane]!);
                        BeginNext(lane);
                    }
                    else if (ensemble.HasArrived(lane))
                    {
                        GoOn(lane);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            for (int lane = 0; lane < _simulators.Length; lane++)
            {
                ensemble.Leave(lane);
            }
        }

        void GoOn(int lane)
        {
            do
            {
                _runs[lane].Arrive();
                if (_runs[lane].NextStop() is not { } stop)
                {
                    done(_points[lane]!, _runs[lane].Finish(Stopwatch.GetElapsedTime(_started[lane]) / _simulators.Length));
                    BeginNext(lane);
                    return;
                }

                ensemble.Aim(lane, stop);
            }
            while (ensemble.HasArrived(lane));
        }

        void BeginNext(int lane)
        {
            ensemble.Leave(lane);
            while (next < points.Count)
            {
                SweepPoint point = points[next++];
                if (!set(_simulators[lane], point))
                {
                    alone(point);
                    continue;
                }

                _points[lane] = point;
                _started[lane] = Stopwatch.GetTimestamp();
                ensemble.Restart(lane);
                _runs[lane].Begin();
                if (_runs[lane].NextStop() is { } stop)
                {
                    ensemble.Aim(lane, stop);
                    return;
                }

                done(point, _runs[lane].Finish(TimeSpan.Zero));
            }
        }
    }
}
