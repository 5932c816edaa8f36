namespace ModelLang.Runtime;

/// <summary>Runs a kernel with an error estimate: chooses each step, steps exactly onto discontinuities, interpolates between steps.</summary>
/// <remarks>
/// Proportional-integral control of the step: Hairer and Wanner, Solving Ordinary Differential Equations II, sect. IV.2 (after Gustafsson);
/// first step: Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sect. II.4.
/// </remarks>
public sealed class AdaptiveIntegrator : SolutionCursor
{
    private const double Safety = 0.9;
    private const double LeastFactor = 0.2;
    private const double LargestFactor = 5;
    private const double FactorWhenNotFinite = 0.1;

    // After so many segments at least a thousandth of the way must be done, or the rest would take hours.
    private const long ManySegments = 1 << 22;
    private const double LeastProgress = 1e-3;

    private readonly IAdaptiveKernel _kernel;
    private readonly AdaptivePast? _past;
    private readonly double _rtol;
    private readonly double[] _atol;
    private readonly double _maximumStep;
    private readonly double? _firstStep;
    private readonly double _alpha;
    private readonly double _beta;
    private readonly double[] _state;
    private readonly double[] _slope;
    private readonly double[] _secondSlope;
    private double _longestStep;
    private double _stepStart;
    private double _stepEnd;
    private double _segmentEnd;
    private double _h;
    private double _previousError;
    private bool _hasStep;
    private long _steps;
    private long _rejected;
    private long _segments;

    /// <summary>Makes an integrator at the simulator's time and state.</summary>
    /// <param name="simulator">A simulator emitted for a method with step control.</param>
    /// <param name="settings">Tolerances and bounds of the step.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public AdaptiveIntegrator(Simulator simulator, IntegrationSettings settings)
        : base(simulator)
    {
        _kernel = simulator as IAdaptiveKernel ?? throw new ArgumentException("The simulator's method has no step control.", nameof(simulator));
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

        double order = _kernel.ErrorOrder + 1;
        _beta = 0.4 / order;
        _alpha = (1 / order) - (0.75 * _beta);
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
    public double NextStep => _h;

    /// <inheritdoc/>
    public override void Restart()
    {
        _hasStep = false;
        Time = Simulator.Time;
        _stepStart = Time;
        _stepEnd = Time;
        Simulator.State.CopyTo(_state);
        EnterAgain(Time);
        _h = Math.Min(_firstStep ?? FirstStep(Time), _longestStep);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(double time)
    {
        if (!(time >= Time) || double.IsInfinity(time))
        {
            throw new ArgumentException(FormattableString.Invariant($"t = {time:R} is before the present time {Time:R} or infinite."), nameof(time));
        }

        double start = Time;
        long segments = _segments;
        while (time >= _stepEnd && (time > _stepEnd || _hasStep))
        {
            if (_hasStep)
            {
                Accept();
                if (_segments - segments > ManySegments && _stepStart - start < LeastProgress * (time - start))
                {
                    throw Crowded(start, _stepStart, _segments - segments);
                }
            }
            else
            {
                Cancellation.ThrowIfCancellationRequested();
                ComputeStep(Barrier(_segmentEnd));
            }
        }

        Time = time;
        if (_hasStep)
        {
            _kernel.Interpolate((time - _stepStart) / (_stepEnd - _stepStart), _state);
        }
        else
        {
            Simulator.State.CopyTo(_state);
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
        _h = Math.Min(_h, _longestStep);
        while (Simulator.Time < end)
        {
            Cancellation.ThrowIfCancellationRequested();
            ComputeStep(Barrier(_segmentEnd < end && !AreClose(_segmentEnd, end) ? _segmentEnd : end));
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
        _previousError = 1e-4;
        _h = Math.Min(Math.Min(_h, FirstStep(time)), _longestStep);
    }

    private void EnterAgain(double time)
    {
        EnterSegment(time);
        _past?.Restart();
        _longestStep = Math.Min(_maximumStep, _past?.LongestStep ?? double.PositiveInfinity);
        _kernel.Start(time);
        _previousError = 1e-4;
        _segments++;
    }

    private void EnterSegment(double time)
    {
        _segmentEnd = SegmentEnd(Simulator, time);
        Simulator.EnterSegment(DiscontinuityTimes.Middle(time, _segmentEnd));
    }

    private double Barrier(double end) => _past?.Barrier(end) ?? end;

    // A step that ends at the barrier at the latest.
    private void ComputeStep(double barrier)
    {
        double t = _stepStart;
        bool rejectedBefore = false;
        while (true)
        {
            double room = barrier - t;
            bool last = _h >= room * (1 - 1e-10) && (_past is null || room <= _longestStep + (1e-14 * Math.Abs(t)));

            // Two steps of equal length rather than a long one and a sliver.
            double h = last ? room : _h > room / 2 && _h < room ? room / 2 : _h;
            double end = last ? barrier : t + h;
            if (!(end > t) || h <= 4 * (Math.BitIncrement(Math.Abs(t)) - Math.Abs(t)))
            {
                throw Failure(t, h);
            }

            // The length that the floating-point times really have.
            h = end - t;
            _past?.Enter(t, end);
            double error = _kernel.TryStep(t, h, _rtol, _atol);
            if (error <= 1 && _past is not null)
            {
                error = Math.Max(error, _past.ErrorInside(t, end, _rtol));
            }

            if (error <= 1)
            {
                double factor = Safety * Math.Pow(Math.Max(error, 1e-10), -_alpha) * Math.Pow(_previousError, _beta);
                factor = Math.Clamp(factor, LeastFactor, rejectedBefore ? 1 : LargestFactor);
                _previousError = Math.Max(error, 1e-4);
                _h = Math.Min(last ? Math.Max(_h, h * factor) : h * factor, _longestStep);
                _stepEnd = end;
                _hasStep = true;
                _steps++;
                return;
            }

            _rejected++;
            rejectedBefore = true;
            _h = h * (double.IsFinite(error)
                ? Math.Clamp(Safety * Math.Pow(error, -1 / (_kernel.ErrorOrder + 1.0)), LeastFactor, Safety)
                : FactorWhenNotFinite);
        }
    }

    // A step whose explicit Euler increment is about a hundredth of the state, and whose error should meet the tolerance.
    private double FirstStep(double t)
    {
        Span<double> y = Simulator.State;
        Simulator.Derivative(t, y, _slope);
        double d0 = Norm(y, y);
        double d1 = Norm(_slope, y);
        double h = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1;
        h = Math.Min(h, Math.Min(_longestStep, _segmentEnd - t));
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
        double next = largest <= 1e-15 ? Math.Max(1e-6, h * 1e-3) : Math.Pow(0.01 / largest, 1.0 / (_kernel.ErrorOrder + 1));
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
