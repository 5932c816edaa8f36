using System.Diagnostics;
using ModelLang.Runtime;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Experiments;

/// <summary>One run in progress. All its arrays exist before the first step; a sample allocates nothing.</summary>
internal sealed class ExperimentRun
{
    private const int ProgressMilliseconds = 100;

    // A run goes in about this many parts even where it takes few samples, so that cancelling is never far away.
    private const int Parts = 1000;

    private readonly Simulator _simulator;
    private readonly SystemDescription _system;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<string> _warnings;
    private readonly IReadOnlyList<RecordingDescription> _recordings;
    private readonly double _duration;
    private readonly SampleTimes _samples;
    private readonly bool _intervalWasChosen;
    private readonly IntegratorSettings _settings;
    private readonly Integrator _integrator;
    private readonly double? _fixedStep;
    private readonly Trajectory _trajectory;
    private readonly RangeWatch _ranges;
    private readonly double[] _observed;
    private readonly double[] _row;
    private readonly double[] _lastGoodState;
    private double _lastGoodTime;
    private long _nextProgress;

    public ExperimentRun(Simulator simulator, RunOptions options, IReadOnlyList<string> warnings)
    {
        _simulator = simulator;
        _system = simulator.Description;
        _options = options;
        _warnings = warnings;
        ExperimentDescription? experiment = _system.Experiment;

        _duration = Positive(options.Duration ?? experiment?.Duration, "duration")
            ?? throw new ExperimentException("how long to simulate is not stated; give a duration");
        double discard = options.Discard ?? experiment?.Discard ?? 0;
        if (!(discard >= 0 && discard <= _duration))
        {
            throw new ExperimentException($"recording cannot start at {Time(discard)} in a run from 0 to {Time(_duration)}");
        }

        if (simulator.Time >= _duration)
        {
            throw new ExperimentException($"the simulator is already at {Time(simulator.Time)}, the end is {Time(_duration)}");
        }

        _settings = new IntegratorSettings
        {
            Step = Positive(options.Step ?? experiment?.Step, "step"),
            RelativeTolerance = Positive(options.RelativeTolerance ?? experiment?.RelativeTolerance, "relative tolerance"),
            AbsoluteTolerance = Positive(options.AbsoluteTolerance ?? experiment?.AbsoluteTolerance, "absolute tolerance"),
            MaximumStep = Positive(options.MaximumStep ?? experiment?.MaximumStep, "longest step"),
        };
        _integrator = new Integrator(simulator, _settings);
        _fixedStep = simulator is IFixedStepKernel ? _integrator.Step : null;

        double first = Math.Max(discard, simulator.Time);
        double? interval = Positive(options.Interval ?? experiment?.Interval, "sampling interval");
        _intervalWasChosen = interval is null;
        _samples = interval is { } stated
            ? SampleTimes.Every(stated, first, _duration)
            : SampleTimes.About(first, _duration, _fixedStep);

        _recordings = Recordings(options.Recordings ?? experiment?.Recordings ?? []);
        _trajectory = new Trajectory(
            "t", _system.TimeUnit, [.. _recordings.Select(r => (r.Label, _system.Observables[r.Observable].Unit))], _samples.Count);
        _ranges = new RangeWatch(_system.States);
        _observed = new double[_system.Observables.Count];
        _row = new double[_recordings.Count];
        _lastGoodState = simulator.State.ToArray();
        _lastGoodTime = simulator.Time;
    }

    public RunResult Execute(CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        _nextProgress = Environment.TickCount64 + ProgressMilliseconds;
        int gapParts = Math.Max(1, Parts / _samples.Count);
        _ranges.Look(_simulator.Time, _simulator.State);
        NumericalFailure? failure = FirstNotFinite() >= 0 ? FindFailure(_simulator.Time) : null;
        int taken = 0;
        while (failure is null && taken < _samples.Count && TravelTo(_samples[taken], taken == 0 ? Parts : gapParts, cancellation, out failure))
        {
            Record(_samples[taken++]);
        }

        RunOutcome outcome = failure is not null ? RunOutcome.Failed
            : taken < _samples.Count ? RunOutcome.Cancelled
            : RunOutcome.Completed;
        return new RunResult(outcome, _trajectory, Summarise(Stopwatch.GetElapsedTime(started)), failure);
    }

    /// <summary>Advances in parts to a time.</summary>
    /// <returns>Whether it got there; if not, the run failed or was cancelled.</returns>
    private bool TravelTo(double target, int parts, CancellationToken cancellation, out NumericalFailure? failure)
    {
        failure = null;
        double start = _simulator.Time;
        for (int i = 1; i <= parts && failure is null && !cancellation.IsCancellationRequested; i++)
        {
            double t = i == parts ? target : OnGrid(start, (target - start) * i / parts);
            if (t > _simulator.Time)
            {
                failure = AdvanceTo(t);
            }
        }

        return failure is null && !cancellation.IsCancellationRequested;
    }

    private double OnGrid(double start, double distance) =>
        start + (_fixedStep is { } dt ? Math.Round(distance / dt) * dt : distance);

    private NumericalFailure? AdvanceTo(double t)
    {
        _integrator.AdvanceTo(t);
        if (FirstNotFinite() >= 0)
        {
            return FindFailure(t);
        }

        _simulator.State.CopyTo(_lastGoodState);
        _lastGoodTime = t;
        _ranges.Look(t, _lastGoodState);
        ReportProgress(t);
        return null;
    }

    private void Record(double t)
    {
        _simulator.Observe(t, _simulator.State, _observed);
        for (int i = 0; i < _row.Length; i++)
        {
            _row[i] = _observed[_recordings[i].Observable];
        }

        _trajectory.Append(t, _row);
    }

    private void ReportProgress(double t)
    {
        if (_options.Progress is { } report && Environment.TickCount64 >= _nextProgress)
        {
            _nextProgress = Environment.TickCount64 + ProgressMilliseconds;
            report(new RunProgress(t / _duration, t));
        }
    }

    private int FirstNotFinite()
    {
        ReadOnlySpan<double> y = _simulator.State;
        for (int i = 0; i < y.Length; i++)
        {
            if (!double.IsFinite(y[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Goes again from the last good state step by step, to find out which state fails first, and when.</summary>
    private NumericalFailure FindFailure(double end)
    {
        int failed = FirstNotFinite();
        double time = end;
        double value = _simulator.State[failed];
        if (_fixedStep is { } dt)
        {
            double start = _lastGoodTime;
            _lastGoodState.CopyTo(_simulator.State);
            _simulator.Time = start;
            var again = new Integrator(_simulator, _settings);
            for (long n = 1; start + (n * dt) < end; n++)
            {
                again.AdvanceTo(start + (n * dt));
                if (FirstNotFinite() is >= 0 and int first)
                {
                    (failed, time, value) = (first, start + (n * dt), _simulator.State[first]);
                    break;
                }

                _simulator.State.CopyTo(_lastGoodState);
            }
        }

        VariableDescription state = _system.States[failed];
        return new NumericalFailure(
            double.IsNaN(value) ? "is no longer a number" : "grew beyond all numbers",
            state,
            failed < _system.Equations.Count ? _system.Equations[failed] : null,
            time,
            value * state.Scale,
            _lastGoodState[failed] * state.Scale,
            Remedies());
    }

    private List<string> Remedies()
    {
        List<string> remedies = [];
        if (_fixedStep is { } dt)
        {
            remedies.Add($"a smaller step, such as dt = {Time(dt / 4)}");
            remedies.Add("a method that controls its step, such as dopri5");
        }
        else
        {
            remedies.Add("smaller tolerances, such as rtol = 1e-9");
        }

        remedies.Add("check the parameters and initial values: the equations themselves may have no bounded solution");
        return remedies;
    }

    private RunSummary Summarise(TimeSpan wallTime) => new(
        _system.States.Count,
        _system.Method,
        _trajectory.Count,
        _samples.Interval,
        _intervalWasChosen,
        _simulator.Time,
        _integrator.Steps,
        _integrator.RejectedSteps,
        _integrator.RhsEvaluations,
        wallTime,
        _ranges.Violations,
        _warnings);

    private IReadOnlyList<RecordingDescription> Recordings(IReadOnlyList<RecordingDescription> stated) => stated.Count > 0
        ? stated
        : [.. _system.States.Select((state, i) => new RecordingDescription(state.Name, i))]; // states are the first observables

    private string Time(double t) => Numbers.Show(t, _system.TimeUnit);

    private static double? Positive(double? value, string name) => value is null or (> 0 and < double.PositiveInfinity)
        ? value
        : throw new ExperimentException($"the {name} must be a positive number, not {Numbers.Show(value.Value)}");
}
