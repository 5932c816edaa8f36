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

    private readonly IFixedStepKernel _kernel;
    private readonly FixedStepPast? _past;
    private readonly double[] _blockStart;
    private readonly GridSegments _segments;
    private long _step;
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
        _segments = new GridSegments(simulator, step);
        _blockStart = new double[simulator.State.Length];
        _past = simulator.PastIfAny() is { } history ? new FixedStepPast(simulator, _kernel, history) : null;
        Restart();
    }

    /// <summary>The step.</summary>
    public double Step { get; }

    /// <inheritdoc/>
    public override double FirstMovedDiscontinuity => _segments.FirstMoved;

    /// <inheritdoc/>
    public override ReadOnlySpan<double> State => Simulator.State;

    /// <inheritdoc/>
    public override IntegrationStatistics Statistics => new(_taken, 0, _segments.Count, _segments.Moved);

    /// <inheritdoc/>
    public override bool IsOnGrid(double time) => _segments.IsOnGrid(time);

    /// <inheritdoc/>
    public override void Restart()
    {
        _step = 0;
        Time = Simulator.Time;
        _segments.Restart(Time);
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

        long target = (long)Math.Round((time - Start) / Step);
        while (_step < target)
        {
            Cancellation.ThrowIfCancellationRequested();
            Advance(Math.Min(Math.Min(target, _segments.End), _step + StepsPerBlock) - _step);
            if (_segments.Meet(_step))
            {
                _past?.Meet(Start + (_step * Step));
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
            _segments.Enter(Time, _step);
            _past?.Restart(Step);
        }
        else
        {
            Restart();
        }

        AdvanceTo(Start + ((_step + steps) * Step));
    }

    private double Start => _segments.Start;

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
        _kernel.Advance(Start, Step, _step, steps);
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
            _kernel.Advance(Start, Step, n, 1);
        }
        else
        {
            _past.Advance(Start, Step, n);
        }

        int state = FirstNotFinite(Simulator.State);
        if (state >= 0)
        {
            _blockStart.CopyTo(Simulator.State);
            Simulator.Time = Start + (n * Step);
            throw new NumericalFailureException(NumericalFailureKind.NotFinite, Simulator, state, Simulator.Time, Step);
        }
    }
}
