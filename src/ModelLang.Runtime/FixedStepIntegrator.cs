namespace ModelLang.Runtime;

/// <summary>Runs a fixed-step kernel on the grid <c>start + n*dt</c>.</summary>
/// <remarks>
/// A discontinuity takes effect at the grid point nearest to it; <see cref="FirstMovedDiscontinuity"/> tells of one that lies
/// off the grid. Which calls the steps are grouped into does not change a bit of the result.
/// </remarks>
public sealed class FixedStepIntegrator : SolutionCursor
{
    // Long enough to make the check for finite values free, short enough to find the step that failed quickly.
    private const long StepsPerBlock = 1 << 14;

    private const int MostDiscontinuitiesInStep = 1 << 20;

    // How far from a whole number of steps still counts as rounding.
    private const double GridTolerance = 1e-6;

    private readonly IFixedStepKernel _kernel;
    private readonly FixedStepPast? _past;
    private readonly double[] _blockStart;
    private double _start;
    private long _step;
    private long _segmentEnd;
    private double _nextDiscontinuity;
    private long _segments;
    private long _moved;
    private long _taken;

    /// <summary>Makes an integrator at the simulator's time and state.</summary>
    /// <param name="simulator">A simulator emitted for a fixed-step method.</param>
    /// <param name="step">The step, positive and finite.</param>
    public FixedStepIntegrator(Simulator simulator, double step)
        : base(simulator)
    {
        _kernel = simulator as IFixedStepKernel ?? throw new ArgumentException("The simulator's method has no fixed step.", nameof(simulator));
        if (!(step > 0) || !double.IsFinite(step))
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "A step must be positive and finite.");
        }

        Step = step;
        _blockStart = new double[simulator.State.Length];
        _past = simulator.PastIfAny() is { } history ? new FixedStepPast(simulator, _kernel, history) : null;
        Restart();
    }

    /// <summary>The step.</summary>
    public double Step { get; }

    /// <summary>The first discontinuity that does not lie on the grid, or NaN.</summary>
    public double FirstMovedDiscontinuity { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public override ReadOnlySpan<double> State => Simulator.State;

    /// <inheritdoc/>
    public override IntegrationStatistics Statistics => new(_taken, 0, _segments, _moved);

    /// <summary>Whether a time is a whole number of steps from the start, up to rounding.</summary>
    public bool IsOnGrid(double time)
    {
        double steps = (time - _start) / Step;
        return Math.Abs(steps - Math.Round(steps)) <= GridTolerance + (4 * (Math.BitIncrement(Math.Abs(time)) - Math.Abs(time)) / Step);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _start = Simulator.Time;
        _step = 0;
        Time = _start;
        Enter(_start);
        _past?.Restart(Step);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(double time)
    {
        if (!(time >= Time))
        {
            throw new ArgumentException(FormattableString.Invariant($"t = {time:R} is before the present time {Time:R}."), nameof(time));
        }

        if (!IsOnGrid(time))
        {
            throw new ArgumentException(FormattableString.Invariant($"t = {time:R} is not a whole number of steps of {Step:R}."), nameof(time));
        }

        long target = (long)Math.Round((time - _start) / Step);
        while (_step < target)
        {
            Cancellation.ThrowIfCancellationRequested();
            Advance(Math.Min(Math.Min(target, _segmentEnd), _step + StepsPerBlock) - _step);
            double first = _nextDiscontinuity;
            for (int passed = 1; _step == _segmentEnd; passed++)
            {
                Enter(_nextDiscontinuity);
                _past?.Meet(_start + (_step * Step));
                if (passed > MostDiscontinuitiesInStep)
                {
                    throw Crowded(first, _nextDiscontinuity, passed);
                }
            }
        }

        Time = time;
        Simulator.Time = time;
    }

    /// <inheritdoc/>
    public override void Settle() => Simulator.Time = Time;

    // The grid goes on unless the time was changed, so that the result is that of one run.
    internal override void Take(double dt, long steps)
    {
        if (Simulator.Time == Time)
        {
            Enter(Time);
            _past?.Restart(Step);
        }
        else
        {
            Restart();
        }

        AdvanceTo(_start + ((_step + steps) * Step));
    }

    private void Enter(double time)
    {
        double end = SegmentEnd(time);
        Simulator.EnterSegment(DiscontinuityTimes.Middle(time, end));
        _nextDiscontinuity = end;
        _segments++;
        double steps = (end - _start) / Step;
        if (!(steps < long.MaxValue / 2))
        {
            _segmentEnd = long.MaxValue;
            return;
        }

        _segmentEnd = Math.Max((long)Math.Round(steps), _step);
        if (!IsOnGrid(end))
        {
            _moved++;
            FirstMovedDiscontinuity = double.IsNaN(FirstMovedDiscontinuity) ? end : FirstMovedDiscontinuity;
        }
    }

    private void Advance(long steps)
    {
        if (_past is not null)
        {
            for (long n = 0; n < steps; n++, _step++, _taken++)
            {
                TakeOne(_step);
            }

            return;
        }

        Simulator.State.CopyTo(_blockStart);
        ulong noiseStep = Simulator.NoiseStep;
        _kernel.Advance(_start, Step, _step, steps);
        if (FirstNotFinite(Simulator.State) >= 0)
        {
            Simulator.NoiseStep = noiseStep;
            Locate(steps);
        }

        _step += steps;
        _taken += steps;
    }

    // Repeats the block step by step up to the one that failed.
    private void Locate(long steps)
    {
        _blockStart.CopyTo(Simulator.State);
        for (long n = _step; n < _step + steps; n++)
        {
            TakeOne(n);
        }
    }

    private void TakeOne(long n)
    {
        Simulator.State.CopyTo(_blockStart);
        if (_past is null)
        {
            _kernel.Advance(_start, Step, n, 1);
        }
        else
        {
            _past.Advance(_start, Step, n);
        }

        int state = FirstNotFinite(Simulator.State);
        if (state >= 0)
        {
            _blockStart.CopyTo(Simulator.State);
            Simulator.Time = _start + (n * Step);
            throw new NumericalFailureException(NumericalFailureKind.NotFinite, Simulator, state, Simulator.Time, Step);
        }
    }
}
