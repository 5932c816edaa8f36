using System.Diagnostics;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Runs with a fixed step, which all go from stop to stop together.</summary>
internal sealed class FixedStepLaneRuns : ILaneRuns
{
    private readonly Simulator[] _simulators;
    private readonly ExperimentRun[] _runs;
    private readonly SweepPoint?[] _points;
    private readonly bool[] _goesOn;
    private EnsembleIntegrator? _ensemble;

    /// <summary>Makes the runs of simulators that are at their start.</summary>
    public FixedStepLaneRuns(Simulator[] simulators, RunOptions options)
    {
        _simulators = simulators;
        _points = new SweepPoint?[simulators.Length];
        _goesOn = new bool[simulators.Length];
        _runs = [.. simulators.Select((s, lane) => new ExperimentRun(s, options, [], settings =>
            (_ensemble ??= new EnsembleIntegrator(_simulators, settings.Step!.Value)).Cursor(lane)))];
    }

    /// <inheritdoc/>
    public int Most => _simulators.Length;

    /// <inheritdoc/>
    public void Run(
        IReadOnlyList<SweepPoint> points, Func<Simulator, SweepPoint, bool> set, Action<SweepPoint, RunResult> done, Action<SweepPoint> alone, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        int count = 0;
        foreach (SweepPoint point in points)
        {
            if (set(_simulators[count], point))
            {
                _points[count++] = point;
            }
            else
            {
                alone(point);
            }
        }

        if (count == 0 || !Advance(count, cancellation))
        {
            return;
        }

        TimeSpan each = Stopwatch.GetElapsedTime(started) / count;
        for (int lane = 0; lane < count; lane++)
        {
            if (_goesOn[lane])
            {
                done(_points[lane]!, _runs[lane].Finish(each));
            }
            else
            {
                alone(_points[lane]!);
            }
        }
    }

    // Whether it was not cancelled. What still goes on then is complete.
    private bool Advance(int count, CancellationToken cancellation)
    {
        EnsembleIntegrator ensemble = _ensemble!;
        ensemble.Cancellation = cancellation;
        ensemble.Restart(count);
        for (int lane = 0; lane < count; lane++)
        {
            _runs[lane].Begin();
            _goesOn[lane] = true;
        }

        try
        {
            while (NextStop(count) is { } stop)
            {
                ensemble.AdvanceTo(stop);
                for (int lane = 0; lane < count; lane++)
                {
                    _goesOn[lane] &= !ensemble.HasFailed(lane);
                    if (_goesOn[lane])
                    {
                        _runs[lane].Arrive();
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (NumericalFailureException)
        {
            // Too many jumps of one of them; which one is found when they run alone.
            _goesOn.AsSpan(0, count).Clear();
        }

        return true;
    }

    // The stops of all are the same.
    private double? NextStop(int count)
    {
        double? stop = null;
        for (int lane = 0; lane < count; lane++)
        {
            if (_goesOn[lane] && _runs[lane].NextStop() is { } own)
            {
                stop = own;
            }
        }

        return stop;
    }
}
