namespace ModelLang.Runtime;

/// <summary>Runs many simulators of one class with a fixed step at once, each in a lane of vector registers.</summary>
/// <remarks>
/// Each simulator gets the bits that <see cref="FixedStepIntegrator"/> gives it by itself. They begin at the same time and, where there is noise, have the same
/// seed; parameters, inputs, states, and when inputs jump may differ. Never allocates once made.
/// </remarks>
/// <example>
/// <code>
/// EnsembleIntegrator ensemble = new(simulators, step: 0.01);
/// ensemble.AdvanceTo(10);
/// ReadOnlySpan&lt;double&gt; y = ensemble.State(lane: 3);
/// </code>
/// </example>
public sealed class EnsembleIntegrator
{
    // As many steps as FixedStepIntegrator takes between two looks for values that are not finite.
    private const long StepsPerBlock = 1 << 14;

    private readonly Simulator[] _simulators;
    private readonly IFixedStepLanes _kernel;
    private readonly GridSegments[] _segments;
    private readonly LaneBlock _lanes;
    private readonly LaneCursor[] _cursors;
    private readonly bool[] _failed;
    private int _count;
    private long _step;
    private long _nextSegment;

    /// <summary>Makes an integrator at the simulators' time and states.</summary>
    /// <param name="simulators">At least one, all of one class that has lanes for a fixed step.</param>
    /// <param name="step">The step, positive and finite.</param>
    /// <exception cref="ArgumentException">A simulator has no lanes, or their classes, times or seeds differ.</exception>
    public EnsembleIntegrator(IReadOnlyList<Simulator> simulators, double step)
    {
        _simulators = [.. simulators];
        if (_simulators.Length == 0 || _simulators[0] is not IFixedStepLanes kernel || _simulators.Any(s => s.GetType() != _simulators[0].GetType()))
        {
            throw new ArgumentException("There must be simulators, all of one class that has lanes for a fixed step.", nameof(simulators));
        }

        if (!(step > 0) || !double.IsFinite(step))
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "A step must be positive and finite.");
        }

        Step = step;
        _kernel = kernel;
        _segments = [.. _simulators.Select(s => new GridSegments(s, step))];
        _lanes = new LaneBlock(_simulators.Length, kernel.LaneElements);
        _cursors = [.. _simulators.Select((s, lane) => new LaneCursor(this, s, lane))];
        _failed = new bool[_simulators.Length];
        Restart(_simulators.Length);
    }

    /// <summary>The step.</summary>
    public double Step { get; }

    /// <summary>Where the simulators are.</summary>
    public double Time
    {
        get;
        private set
        {
            field = value;
            foreach (LaneCursor cursor in _cursors)
            {
                cursor.Follow(value);
            }
        }
    }

    /// <summary>Steps that each simulator has taken.</summary>
    public long Steps => _step;

    /// <summary>Ends <see cref="AdvanceTo"/> early, however many steps it would still take.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Goes on from the simulators' own time, states, parameters and inputs, whatever they were before.</summary>
    /// <param name="count">How many of the simulators take part: the first ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="ArgumentException">Their times or seeds differ.</exception>
    public void Restart(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _simulators.Length);
        Simulator first = _simulators[0];
        for (int lane = 1; lane < count; lane++)
        {
            Simulator other = _simulators[lane];
            if (other.Time != first.Time || other.Seed != first.Seed || other.NoiseStep != first.NoiseStep)
            {
                throw new ArgumentException("The simulators must be at the same time and have the same seed.", nameof(count));
            }
        }

        _count = count;
        _step = 0;
        Time = first.Time;
        _nextSegment = long.MaxValue;
        Array.Clear(_failed);
        for (int lane = 0; lane < count; lane++)
        {
            _cursors[lane].Forget();
            _segments[lane].Forget();
            _segments[lane].Restart(Time);
            _nextSegment = Math.Min(_nextSegment, _segments[lane].End);
        }

        // Lanes without a simulator of their own repeat the last one.
        for (int lane = 0; lane < _lanes.Count; lane++)
        {
            _lanes.Write(lane, _simulators[Math.Min(lane, count - 1)].State);
            WriteLane(lane);
        }
    }

    /// <summary>Whether a time is a whole number of steps from the start, up to rounding.</summary>
    public bool IsOnGrid(double time) => _segments[0].IsOnGrid(time);

    /// <summary>Whether the solution of a simulator can no longer be continued: a state is not finite. The others go on.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public bool HasFailed(int lane) => _failed[lane];

    /// <summary>The state of a simulator at <see cref="Time"/>, length n, in base units; valid until the integrator moves.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public ReadOnlySpan<double> State(int lane) => _cursors[lane].State;

    /// <summary>One simulator as a cursor, which goes where the integrator goes.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public SolutionCursor Cursor(int lane) => _cursors[lane];

    /// <summary>Moves to a time at or after <see cref="Time"/>.</summary>
    /// <param name="time">The time, a whole number of steps from the start.</param>
    /// <exception cref="ArgumentException">The time is before <see cref="Time"/>, or not on the grid.</exception>
    /// <exception cref="NumericalFailureException">A simulator meets too many discontinuities.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Cancellation"/> was requested; the integrator has to be restarted.</exception>
    public void AdvanceTo(double time)
    {
        if (!(time >= Time) || !IsOnGrid(time))
        {
            throw new ArgumentException(FormattableString.Invariant($"t = {time:R} is before the present time {Time:R} or not a whole number of steps of {Step:R}."), nameof(time));
        }

        double start = _segments[0].Start;
        long target = (long)Math.Round((time - start) / Step);
        while (_step < target)
        {
            Cancellation.ThrowIfCancellationRequested();
            long steps = Math.Min(Math.Min(target, _nextSegment), _step + StepsPerBlock) - _step;
            _kernel.AdvanceLanes(start, Step, _step, steps, _lanes);
            _step += steps;
            LookForFailures();
            if (_step == _nextSegment)
            {
                MeetSegments();
            }
        }

        Time = time;
    }

    // Leaves a simulator at the time and state of the integrator.
    private void Settle(int lane)
    {
        _lanes.Read(lane, _simulators[lane].State);
        _simulators[lane].Time = Time;
        _simulators[lane].NoiseStep = _simulators[0].NoiseStep;
    }

    private void WriteLane(int lane) => ((ILaneKernel)_simulators[Math.Min(lane, _count - 1)]).WriteLane(_lanes, lane, Step);

    private void MeetSegments()
    {
        _nextSegment = long.MaxValue;
        for (int lane = 0; lane < _lanes.Count; lane++)
        {
            GridSegments segments = _segments[Math.Min(lane, _count - 1)];
            if (lane >= _count || segments.Meet(_step))
            {
                WriteLane(lane);
            }

            _nextSegment = Math.Min(_nextSegment, segments.End);
        }
    }

    private void LookForFailures()
    {
        for (int lane = 0; lane < _count; lane++)
        {
            _failed[lane] |= SolutionCursor.FirstNotFinite(State(lane)) >= 0;
        }
    }

    /// <summary>What a recorder sees of one lane.</summary>
    private sealed class LaneCursor(EnsembleIntegrator ensemble, Simulator simulator, int lane) : SolutionCursor(simulator)
    {
        private readonly double[] _state = new double[simulator.State.Length];
        private long _read = -1;

        public override ReadOnlySpan<double> State
        {
            get
            {
                if (_read != ensemble._step)
                {
                    ensemble._lanes.Read(lane, _state);
                    _read = ensemble._step;
                }

                return _state;
            }
        }

        public override IntegrationStatistics Statistics => new(ensemble._step, 0, ensemble._segments[lane].Count, ensemble._segments[lane].Moved);

        public override double FirstMovedDiscontinuity => ensemble._segments[lane].FirstMoved;

        public override bool IsOnGrid(double time) => ensemble.IsOnGrid(time);

        public override void AdvanceTo(double time) => throw NotAlone();

        public override void Restart() => throw NotAlone();

        public override void Settle() => ensemble.Settle(lane);

        internal override void Take(double dt, long steps) => throw NotAlone();

        internal void Follow(double time) => Time = time;

        internal void Forget() => _read = -1;

        private static NotSupportedException NotAlone() => new("A lane goes where its ensemble goes.");
    }
}
