namespace ModelLang.Runtime;

/// <summary>Moves along the solution of a simulator from one time to a later one; never allocates once made.</summary>
/// <example>
/// <code>
/// simulator.Reset();
/// SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 0.1 });
/// cursor.AdvanceTo(10);
/// simulator.Observe(cursor.Time, cursor.State, values);
/// </code>
/// </example>
public abstract class SolutionCursor
{
    /// <summary>Makes a cursor at the simulator's time and state.</summary>
    private protected SolutionCursor(Simulator simulator)
    {
        Simulator = simulator;
        Time = simulator.Time;
    }

    /// <summary>The simulator that is integrated; its parameters, inputs and state may change only before <see cref="Restart"/>.</summary>
    public Simulator Simulator { get; }

    /// <summary>Ends <see cref="AdvanceTo"/> early, however many steps it would still take.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Where the cursor is.</summary>
    public double Time { get; private protected set; }

    /// <summary>The solution at <see cref="Time"/>, length n, in base units; valid until the cursor moves.</summary>
    public abstract ReadOnlySpan<double> State { get; }

    /// <summary>What the integration has cost so far.</summary>
    public abstract IntegrationStatistics Statistics { get; }

    /// <summary>The first discontinuity that was moved to the grid of a fixed step, or NaN.</summary>
    public virtual double FirstMovedDiscontinuity => double.NaN;

    /// <summary>Whether <see cref="AdvanceTo"/> can stop at a time: with a fixed step, a whole number of steps from the start, up to rounding.</summary>
    public virtual bool IsOnGrid(double time) => true;

    /// <summary>Makes the cursor that fits the kernel: with a fixed step or with step control.</summary>
    /// <exception cref="ArgumentException">The settings lack a step for a fixed-step method, or a value is out of range.</exception>
    public static SolutionCursor Create(Simulator simulator, IntegrationSettings settings) => simulator switch
    {
        IFixedStepKernel => new FixedStepIntegrator(
            simulator, settings.Step ?? throw new ArgumentException($"The method '{simulator.Description.Method}' needs a step.", nameof(settings))),
        IAdaptiveKernel => new AdaptiveIntegrator(simulator, settings),
        _ => throw new ArgumentException($"{simulator.GetType().Name} has no method of integration.", nameof(simulator)),
    };

    /// <summary>Moves to a time at or after <see cref="Time"/>.</summary>
    /// <exception cref="ArgumentException">The time is before <see cref="Time"/>, or not on the grid of a fixed step.</exception>
    /// <exception cref="NumericalFailureException">The solution cannot be continued.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Cancellation"/> was requested; the cursor has to be restarted.</exception>
    public abstract void AdvanceTo(double time);

    /// <summary>Goes on from the simulator's own time, state, parameters and inputs, whatever they were before.</summary>
    public abstract void Restart();

    /// <summary>
    /// Leaves the simulator, and its past if it has delays, at the time and state of the cursor: a method with step control is mostly ahead of it. To go on,
    /// <see cref="Restart"/>.
    /// </summary>
    public abstract void Settle();

    /// <summary>Takes the simulator itself, with whatever it was changed to, on by a number of steps and ends exactly there.</summary>
    internal abstract void Take(double dt, long steps);

    /// <summary>The end of the segment that begins at a time; discontinuities closer than rounding count as one.</summary>
    internal static double SegmentEnd(Simulator simulator, double from)
    {
        double end = simulator.NextDiscontinuity(from);
        while (AreClose(from, end))
        {
            end = simulator.NextDiscontinuity(end);
        }

        return end;
    }

    /// <summary>The failure of a system with more discontinuities in a stretch of time than one can step onto.</summary>
    private protected NumericalFailureException Crowded(double from, double to, long discontinuities) =>
        new(NumericalFailureKind.TooManyDiscontinuities, Simulator, -1, from, (to - from) / discontinuities);

    /// <summary>Whether two times differ by rounding only.</summary>
    internal static bool AreClose(double from, double to) =>
        Math.Abs(to - from) <= 32 * (Math.BitIncrement(Math.Abs(from)) - Math.Abs(from));

    /// <summary>The first state that is not finite, or -1.</summary>
    internal static int FirstNotFinite(ReadOnlySpan<double> state)
    {
        for (int i = 0; i < state.Length; i++)
        {
            if (!double.IsFinite(state[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
