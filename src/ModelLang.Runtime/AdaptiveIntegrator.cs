namespace ModelLang.Runtime;

/// <summary>Runs a kernel with an error estimate: chooses each step, steps exactly onto discontinuities, interpolates between steps.</summary>
/// <remarks>
/// Control of the step: <see cref="StepControl"/>; first step: Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sect. II.4.
/// </remarks>
public sealed class AdaptiveIntegrator : SolutionCursor
{
    // After so many segments at least a thousandth of the way must be done, or the rest would take hours.
    private const long ManySegments = 1 << 22;
    private const double LeastProgress = 1e-3;

    private readonly IAdaptiveKernel _kernel;
    private readonly AdaptivePast? _past;
    private readonly double _rtol;
    private readonly double[] _atol;
    private readonly double _maximumStep;
    private readonly double? _firstStep;
    private readonly StepControl _control;
    private readonly double[] _state;
    private readonly double[] _slope;
    private readonly double[] _secondSlope;
    private double _stepStart;
    private double _stepEnd;
    private double _segmentEnd;
    private bool _hasStep;
    private ProposedStep _proposed;
    private double _target;
    private double _aimedAt;
    private long _segmentsAimed;
    private long _steps;
    private long _rejected;
    private long _segments;

    /// <summary>Makes an integrator at the simulator's time and state.</summary>
    /// <param name="simulator">A simulator emitted for a method with step control.</param>
    /// <param name="settings">Tolerances and bounds of the step.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public AdaptiveIntegrator(Simulator simulator, IntegrationSettings settings)
        : this(simulator, simulator as IAdaptiveKernel ?? throw new ArgumentException("The simulator's method has no step control.", nameof(simulator)), settings)
    {
    }

    /// <summary>Makes an integrator whose steps are computed by a kernel other than the simulator itself.</summary>
    internal AdaptiveIntegrator(Simulator simulator, IAdaptiveKernel kernel, IntegrationSettings settings)
        : base(simulator)
    {
        _kernel = kernel;
        int n = simulator.State.Length;
        _rtol = settings.RelativeTolerance;
        _atol = settings.AbsoluteTolerances?.ToArray() ?? Enumerable.Repeat(settings.AbsoluteTolerance, n).ToArray();
        _maximumStep = settings.MaximumStep;
        _past = simulator.PastIfAny() is { } history ? new AdaptivePast(simulator, _kernel, history) : null;
        _firstStep = settings.Step;
        if (!(_rtol >= 0) || _atol.Length != n || _atol.Any(a => !(a >= 0)) || (_rtol == 0 && _atol.Contains(0)))
        {
            throw new ArgumentException("Tolerances must not be negative nor all zero; absolute ones are as many as states.", nameof(settings));
        }

        if (!(_maximumStep > 0) || _firstStep is not (null or > 0))
        {
            throw new ArgumentException("Steps must be positive.", nameof(settings));
        }

        _control = new StepControl(_kernel.ErrorOrder);
        _state = new double[n];
        _slope = new double[n];
        _secondSlope = new double[n];
        Restart();
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> State => _state;

    /// <inheritdoc/>
    public override IntegrationStatistics Statistics => new(_steps, _rejected, _segments, 0);

    /// <summary>The step that will be tried next.</summary>
    public double NextStep => _control.Next;

    /// <inheritdoc/>
    public override void Restart()
    {
        _hasStep = false;
        Time = Simulator.Time;
        _stepStart = Time;
        _stepEnd = Time;
        Simulator.State.CopyTo(_state);
        EnterAgain(Time);
        _control.Next = Math.Min(_firstStep ?? FirstStep(Time), _control.Longest);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(double time)
    {
        if (!(time >= Time) || double.IsInfinity(time))
        {
            throw new ArgumentException(FormattableString.Invariant($"t = {time:R} is before the present time {Time:R} or infinite."), nameof(time));
        }

        Aim(time);
        while (!Arrives())
        {
            Judge(_kernel.TryStep(_stepStart, _proposed.Length, _rtol, _atol));
        }
    }

    /// <summary>Begins to count steps anew.</summary>
    internal void Forget() => (_steps, _rejected, _segments) = (0, 0, 0);

    /// <summary>Begins a way to a time, which <see cref="Arrives"/> and <see cref="Judge"/> go in turn.</summary>
    internal void Aim(double time)
    {
        _target = time;
        _aimedAt = Time;
        _segmentsAimed = _segments;
    }

    /// <summary>Whether a time lies in the step that is known already.</summary>
    internal bool Covers(double time) => _hasStep && time < _stepEnd;

    /// <summary>Whether the target is reached; if not, the step <see cref="Proposed"/> has to be computed.</summary>
    internal bool Arrives()
    {
        while (_target >= _stepEnd && (_target > _stepEnd || _hasStep))
        {
            if (!_hasStep)
            {
                Cancellation.ThrowIfCancellationRequested();
                Propose(Barrier(_segmentEnd));
                return false;
            }

            Accept();
            if (_segments - _segmentsAimed > ManySegments && _stepStart - _aimedAt < LeastProgress * (_target - _aimedAt))
            {
                throw Crowded(_aimedAt, _stepStart, _segments - _segmentsAimed);
            }
        }

        Time = _target;
        if (_hasStep)
        {
            _kernel.Interpolate((Time - _stepStart) / (_stepEnd - _stepStart), _state);
        }
        else
        {
            Simulator.State.CopyTo(_state);
        }

        return true;
    }

    /// <summary>Start and length of the step to compute.</summary>
    internal (double Start, double Length) Proposed => (_stepStart, _proposed.Length);

    /// <summary>Takes the error of the proposed step into account.</summary>
    internal void Judge(double error)
    {
        if (error <= 1 && _past is not null)
        {
            error = Math.Max(error, _past.ErrorInside(_stepStart, _proposed.End, _rtol));
        }

        if (_control.Accepts(_proposed, error))
        {
            _stepEnd = _proposed.End;
            _hasStep = true;
            _steps++;
        }
        else
        {
            _rejected++;
        }
    }

    /// <inheritdoc/>
    public override void Settle()
    {
        bool isInside = _hasStep && Time > _stepStart;
        if (isInside)
        {
            _past?.RecordInside(_stepStart, _stepEnd, (Time - _stepStart) / (_stepEnd - _stepStart));
        }

        _state.CopyTo(Simulator.State);
        Simulator.Time = Time;
        if (isInside)
        {
            _past?.RecordEnd(Time);
        }

        _hasStep = false;
        (_stepStart, _stepEnd) = (Time, Time);
    }

    // The length of the step is kept: what changed in between is mostly an input, and a step too long is rejected.
    internal override void Take(double dt, long steps)
    {
        double end = Simulator.Time + (dt * steps);
        _hasStep = false;
        _stepStart = Simulator.Time;
        EnterAgain(_stepStart);
        _control.Next = Math.Min(_control.Next, _control.Longest);
        while (Simulator.Time < end)
        {
            Cancellation.ThrowIfCancellationRequested();
            double barrier = Barrier(_segmentEnd < end && !AreClose(_segmentEnd, end) ? _segmentEnd : end);
            while (!_hasStep)
            {
                Propose(barrier);
                Judge(_kernel.TryStep(_stepStart, _proposed.Length, _rtol, _atol));
            }

            Accept();
        }

        _stepEnd = end;
        Time = end;
        Simulator.State.CopyTo(_state);
    }

    private void Accept()
    {
        _kernel.Accept();
        _hasStep = false;
        _stepStart = _stepEnd;
        Simulator.Time = _stepEnd;
        bool jumps = _past?.RecordEnd(_stepEnd) ?? false;
        if (_stepEnd == _segmentEnd)
        {
            EnterSegment(_segmentEnd);
            _past?.Meet(_stepEnd);
            Start(_stepEnd);
            _segments++;
        }
        else if (jumps)
        {
            Start(_stepEnd);
        }
    }

    private void Start(double time)
    {
        _kernel.Start(time);
        _control.Forget();
        _control.Next = Math.Min(Math.Min(_control.Next, FirstStep(time)), _control.Longest);
    }

    private void EnterAgain(double time)
    {
        EnterSegment(time);
        _past?.Restart();
        _control.Longest = Math.Min(_maximumStep, _past?.LongestStep ?? double.PositiveInfinity);
        _kernel.Start(time);
        _control.Forget();
        _segments++;
    }

    private void EnterSegment(double time)
    {
        _segmentEnd = SegmentEnd(Simulator, time);
        Simulator.EnterSegment(DiscontinuityTimes.Middle(time, _segmentEnd));
    }

    private double Barrier(double end) => _past?.Barrier(end) ?? end;

    // A step that ends at the barrier at the latest.
    private void Propose(double barrier)
    {
        _proposed = _control.Propose(_stepStart, barrier, keepsLongest: _past is not null);
        if (_proposed.IsTooSmall)
        {
            throw Failure(_stepStart, _proposed.Length);
        }

        _past?.Enter(_stepStart, _proposed.End);
    }

    // A step whose explicit Euler increment is about a hundredth of the state, and whose error should meet the tolerance.
    private double FirstStep(double t)
    {
        Span<double> y = Simulator.State;
        Simulator.Derivative(t, y, _slope);
        double d0 = Norm(y, y);
        double d1 = Norm(_slope, y);
        double h = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1;
        h = Math.Min(h, Math.Min(_control.Longest, _segmentEnd - t));
        for (int i = 0; i < y.Length; i++)
        {
            _state[i] = y[i] + (h * _slope[i]);
        }

        Simulator.Derivative(t + h, _state, _secondSlope);
        for (int i = 0; i < y.Length; i++)
        {
            _secondSlope[i] -= _slope[i];
        }

        double d2 = Norm(_secondSlope, y) / h;
        y.CopyTo(_state);
        double largest = Math.Max(d1, d2);
        double next = largest <= 1e-15 ? Math.Max(1e-6, h * 1e-3) : Elementary.Pow(0.01 / largest, 1.0 / (_kernel.ErrorOrder + 1));
        double first = Math.Min(100 * h, next);
        return double.IsFinite(first) && first > 0 ? first : 1e-6;
    }

    private double Norm(ReadOnlySpan<double> vector, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            double scaled = vector[i] / (_atol[i] + (_rtol * Math.Abs(y[i])));
            sum += scaled * scaled;
        }

        return Math.Sqrt(sum / Math.Max(vector.Length, 1));
    }

    // Names the state that is not finite at the end of a tiny step, or else the one that changes fastest in its tolerance.
    private NumericalFailureException Failure(double t, double h)
    {
        Simulator.Derivative(t, Simulator.State, _slope);
        int state = FirstNotFinite(_slope);
        NumericalFailureKind kind = state >= 0 ? NumericalFailureKind.NotFinite : NumericalFailureKind.StepTooSmall;
        double fastest = 0;
        for (int i = 0; i < _slope.Length && kind == NumericalFailureKind.StepTooSmall; i++)
        {
            double speed = Math.Abs(_slope[i]) / (_atol[i] + (_rtol * Math.Abs(Simulator.State[i])));
            if (speed > fastest)
            {
                (state, fastest) = (i, speed);
            }
        }

        return new NumericalFailureException(kind, Simulator, state, t, h);
    }
}
