using System.Diagnostics;
using ModelLang.Runtime;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Experiments;

/// <summary>One run in progress. All its arrays exist before the first step; a sample allocates nothing.</summary>
internal sealed class ExperimentRun
{
    private const int ProgressMilliseconds = 100;

    // How far to go before reporting progress and looking at ranges where no samples are taken.
    private const int StepsAtOnce = 4096;

    // A few units in the last place of a double; below, step control sees rounding only.
    private const double LeastRelativeTolerance = 1e-15;

    // With more steps, neighbouring ones have the same time.
    private const double MostSteps = 1L << 53;

    private readonly SystemDescription _system;
    private readonly Simulator _simulator;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<string> _warnings;
    private readonly RecordingPlan _recordings;
    private readonly double _duration;
    private readonly double? _fixedStep;
    private readonly SampleTimes _samples;
    private readonly bool _intervalWasChosen;
    private readonly SolutionCursor _cursor;
    private readonly Trajectory _trajectory;
    private readonly RangeWatch _ranges;
    private readonly double[] _observed;
    private readonly double[] _row;
    private NumericalFailure? _failure;
    private long _nextProgress;
    private int _taken;
    private double _wayStart;
    private double _waySteps;

    /// <summary>Plans a run from the simulator's time and state.</summary>
    /// <param name="simulator">The simulator.</param>
    /// <param name="options">What differs from its experiment.</param>
    /// <param name="warnings">What is to tell already.</param>
    /// <param name="cursor">What takes the simulator on; null for a cursor of its own.</param>
    public ExperimentRun(Simulator simulator, RunOptions options, IReadOnlyList<string> warnings, Func<IntegrationSettings, SolutionCursor>? cursor = null)
    {
        _simulator = simulator;
        _system = simulator.Description;
        _options = options;
        _warnings = warnings;
        ExperimentDescription? experiment = _system.Experiment;

        _duration = Positive(options.Duration ?? experiment?.Duration, "duration")
            ?? throw new ExperimentException("how long to simulate is not stated: write run in the experiment, or give a duration (RunOptions.Duration)");
        double discard = options.Discard ?? experiment?.Discard ?? 0;
        if (!(discard >= 0 && discard <= _duration))
        {
            throw new ExperimentException($"recording cannot start at {Time(discard)} in a run from 0 to {Time(_duration)}");
        }

        if (simulator.Time >= _duration)
        {
            throw new ExperimentException($"the simulator is already at {Time(simulator.Time)}, the end is {Time(_duration)}; call Reset to start again, or give a later end");
        }

        IntegrationSettings settings = Settings(options, experiment);
        _fixedStep = simulator is IFixedStepKernel ? settings.Step : null;
        if ((options.Seed ?? experiment?.Seed) is { } seed)
        {
            simulator.Seed = unchecked((ulong)seed);
        }

        _cursor = cursor?.Invoke(settings) ?? Cursor(simulator, settings);
        double? interval = Positive(options.Interval ?? experiment?.Interval, "sampling interval");
        _intervalWasChosen = interval is null;
        _samples = SamplesFrom(Math.Max(discard, simulator.Time), interval);

        _recordings = new RecordingPlan(simulator, options.Record);
        _trajectory = RoomForSamples();
        _ranges = new RangeWatch(simulator);
        _observed = new double[simulator.ObservableLayout.Length];
        _row = new double[_recordings.Width];
    }

    /// <summary>The times of its samples.</summary>
    public SampleTimes Samples => _samples;

    /// <summary>What is recorded.</summary>
    public IReadOnlyList<RecordedQuantity> Quantities => _recordings.Quantities;

    private static SolutionCursor Cursor(Simulator simulator, IntegrationSettings settings)
    {
        try
        {
            return SolutionCursor.Create(simulator, settings);
        }
        catch (DelayException e)
        {
            throw new ExperimentException(e.Message);
        }
    }

    /// <summary>Memory that the samples take.</summary>
    public double BytesOfSamples => sizeof(double) * (double)_samples.Count * (_recordings.Width + 1);

    /// <summary>Runs to the end, or until cancelled.</summary>
    public RunResult Execute(CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        _cursor.Cancellation = cancellation;
        Begin();
        while (!cancellation.IsCancellationRequested && NextStop() is { } stop)
        {
            AdvanceTo(stop);
        }

        _cursor.Settle();
        return Finish(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Begins the run, or another one in the same arrays, at the cursor's time and state.</summary>
    public void Begin()
    {
        _nextProgress = Environment.TickCount64 + ProgressMilliseconds;
        _taken = 0;
        _trajectory.Clear();
        _ranges.Forget();
        _ranges.Look(_cursor.Time, _cursor.State);
        _failure = FailureAtStart();
        BeginWay();
    }

    /// <summary>Takes the samples that are due, and tells how far to go next: to a sample, or a part of the way if it is far. Null at the end.</summary>
    public double? NextStop()
    {
        while (_failure is null && _taken < _samples.Count && _cursor.Time >= _samples[_taken])
        {
            Record(_samples[_taken++]);
            BeginWay();
        }

        if (_failure is not null || _taken == _samples.Count)
        {
            return null;
        }

        // From the start of the way, so that each part ends on the grid of a fixed step.
        _waySteps += StepsAtOnce;
        double next = _fixedStep is { } dt ? _wayStart + (_waySteps * dt) : _cursor.Time + (StepsAtOnce * ((AdaptiveIntegrator)_cursor).NextStep);
        return Math.Min(next, _samples[_taken]);
    }

    /// <summary>The cursor has got to a stop.</summary>
    public void Arrive()
    {
        _ranges.Look(_cursor.Time, _cursor.State);
        if (_options.Progress is { } report && Environment.TickCount64 >= _nextProgress)
        {
            _nextProgress = Environment.TickCount64 + ProgressMilliseconds;
            report(new RunProgress(_cursor.Time / _duration, _cursor.Time));
        }
    }

    /// <summary>What the run gave.</summary>
    public RunResult Finish(TimeSpan wallTime)
    {
        RunOutcome outcome = _failure is not null ? RunOutcome.Failed
            : _taken < _samples.Count ? RunOutcome.Cancelled
            : RunOutcome.Completed;
        return new RunResult(outcome, _trajectory, Summarise(wallTime), _failure);
    }

    private void BeginWay() => (_wayStart, _waySteps) = (_cursor.Time, 0);

    private void AdvanceTo(double t)
    {
        try
        {
            _cursor.AdvanceTo(t);
        }
        catch (NumericalFailureException e)
        {
            _failure = Explain(e);
            return;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (DelayException e)
        {
            throw new ExperimentException(e.Message);
        }

        Arrive();
    }

    private void Record(double t)
    {
        if (_recordings.IsStates)
        {
            _recordings.PickStates(_cursor.State, _row);
        }
        else
        {
            _simulator.Observe(t, _cursor.State, _observed);
            _recordings.Pick(_observed, _row);
        }

        _trajectory.Append(t, _row);
    }

    private NumericalFailure? FailureAtStart()
    {
        for (int i = 0; i < _simulator.State.Length; i++)
        {
            if (!double.IsFinite(_simulator.State[i]))
            {
                return Failure("starts with a value that is not a finite number", i, _cursor.Time, ["check the initial value and the parameters it depends on"]);
            }
        }

        return null;
    }

    private NumericalFailure Explain(NumericalFailureException e)
    {
        const string Doubt = "check parameters, inputs and initial values: the equations themselves may have no bounded solution from here";
        return (e.Kind, _fixedStep) switch
        {
            (NumericalFailureKind.StepTooSmall, _) => Failure(
                $"changes too fast for any step (the last one tried was {Time(e.Step)})", e.StateIndex, e.Time,
                [Doubt, "larger tolerances, such as rtol=1e-4", "for a stiff system the method rosenbrock"]),
            (NumericalFailureKind.TooManyDiscontinuities, _) => Failure(
                $"meets jumps every {Time(e.Step)}, too many to step onto each of them", -1, e.Time,
                ["check the periods and factors in the conditions on t, such as the second argument of mod(t, period)"]),
            (_, { } dt) => Failure(
                "is no longer a finite number", e.StateIndex, e.Time,
                [$"a smaller step, such as dt={Step(dt / 4)}", "a method that controls its step, such as dopri5", Doubt]),
            _ => Failure("is no longer a finite number", e.StateIndex, e.Time, [Doubt, "smaller tolerances, such as rtol=1e-9"]),
        };
    }

    private NumericalFailure Failure(string cause, int position, double time, IReadOnlyList<string> remedies)
    {
        if (position < 0)
        {
            return new NumericalFailure(cause, null, null, null, time, double.NaN, remedies);
        }

        int state = _simulator.StateLayout.Locate(position).Variable;
        return new NumericalFailure(
            cause,
            _system.States[state],
            _simulator.StateLayout.NameOf(position),
            state < _system.Equations.Count ? _system.Equations[state] : null,
            time,
            _simulator.State[position] * _system.States[state].Scale,
            remedies);
    }

    private RunSummary Summarise(TimeSpan wallTime)
    {
        IntegrationStatistics statistics = _cursor.Statistics;
        List<string> warnings = [.. _warnings];
        if (statistics.MovedDiscontinuities > 0)
        {
            warnings.Add($"{statistics.MovedDiscontinuities} jumps of an input or equation lie between two steps and were moved to the nearest one, "
                + $"the first at t = {Time(_cursor.FirstMovedDiscontinuity)}; choose a step that meets them, or a method that controls its step");
        }

        return new RunSummary(
            _simulator.State.Length,
            _system.Method,
            _trajectory.Count,
            _samples.Interval,
            _intervalWasChosen,
            _failure?.Time ?? _cursor.Time,
            statistics.Steps,
            statistics.Rejected,
            wallTime,
            _ranges.Violations,
            _ranges.BrokenConditions,
            _system.IsRandom ? unchecked((long)_simulator.Seed) : null,
            warnings);
    }

    private SampleTimes SamplesFrom(double first, double? interval)
    {
        if (interval is not { } stated)
        {
            return SampleTimes.About(first, _duration, _fixedStep);
        }

        if (!(_cursor.IsOnGrid(_cursor.Time + stated) && _cursor.IsOnGrid(first)))
        {
            string what = _cursor.IsOnGrid(first) ? $"samples every {Time(stated)}" : $"a first sample at {Time(first)}";
            throw new ExperimentException($"{what} do not fit a fixed step of {Time(_fixedStep!.Value)}; both must be whole numbers of steps, or the method one that controls its step");
        }

        return SampleTimes.Every(stated, first, _duration);
    }

    private Trajectory RoomForSamples()
    {
        double needed = BytesOfSamples;
        try
        {
            return needed <= GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
                ? new Trajectory(RecordedQuantity.Single("t", _system.TimeUnit), _recordings.Quantities, _samples.Count)
                : throw new OutOfMemoryException();
        }
        catch (OutOfMemoryException)
        {
            throw new ExperimentException(
                $"{_samples.Count} samples of {_recordings.Width} values need {Numbers.Show(needed / 1e9)} GB, more than there is; record less often with 'record ... every', "
                + (_system.Populations.Count > 0 ? "or fewer units, such as X.r[0..9], or a reduction, such as an output mean(X.r)" : "or less"));
        }
    }

    private IntegrationSettings Settings(RunOptions options, ExperimentDescription? experiment)
    {
        double? step = Positive(options.Step ?? experiment?.Step, "step");
        if (_simulator is IFixedStepKernel && step is null)
        {
            throw new ExperimentException($"the method '{_system.Method}' needs a step; state it, such as dt={Step(0.01)}");
        }

        double? longest = Positive(options.MaximumStep ?? experiment?.MaximumStep, "longest step");
        foreach (double length in new[] { step, longest }.OfType<double>())
        {
            if (_duration / length > MostSteps)
            {
                throw new ExperimentException($"steps of {Time(length)} are too small for a run until {Time(_duration)}");
            }
        }

        var defaults = new IntegrationSettings();
        return new IntegrationSettings
        {
            Step = step,
            RelativeTolerance = RelativeTolerance(options, experiment) ?? defaults.RelativeTolerance,
            AbsoluteTolerance = Positive(options.AbsoluteTolerance ?? experiment?.AbsoluteTolerance, "absolute tolerance") ?? defaults.AbsoluteTolerance,
            MaximumStep = longest ?? defaults.MaximumStep,
        };
    }

    private static double? RelativeTolerance(RunOptions options, ExperimentDescription? experiment)
    {
        double? rtol = Positive(options.RelativeTolerance ?? experiment?.RelativeTolerance, "relative tolerance");
        return rtol is null or >= LeastRelativeTolerance
            ? rtol
            : throw new ExperimentException($"a relative tolerance of {Numbers.Show(rtol.Value)} is finer than numbers are; the least is {Numbers.Show(LeastRelativeTolerance)}");
    }

    // As it is written in a solver: without a space.
    private string Step(double dt) => Numbers.Show(dt) + _system.TimeUnit;

    private string Time(double t) => Numbers.Show(t, _system.TimeUnit);

    private static double? Positive(double? value, string name) => value is null or (> 0 and < double.PositiveInfinity)
        ? value
        : throw new ExperimentException($"the {name} must be a positive number, not {Numbers.Show(value.Value)}");
}
