namespace ModelLang.Runtime;

/// <summary>Runs many simulators of one class with step control at once: each has steps of its own, and one step of each is computed together.</summary>
/// <remarks>
/// Each simulator gets the bits that <see cref="AdaptiveIntegrator"/> gives it by itself. As simulators need different numbers of steps, each goes to targets of its
/// own, and one that is done can be replaced by another run while the others go on. Never allocates once made.
/// </remarks>
/// <example>
/// <code>
/// ensemble.Restart(lane); ensemble.Aim(lane, target: 10);    // for each lane
/// while (ensemble.Advance())
/// {
///     // for each lane with HasArrived: look at Cursor(lane).State, then Aim(lane, later), or Restart(lane) after a reset, or Leave(lane)
/// }
/// </code>
/// </example>
public sealed class AdaptiveEnsembleIntegrator
{
    private readonly Simulator[] _simulators;
    private readonly IAdaptiveLanes _kernel;
    private readonly AdaptiveIntegrator[] _integrators;
    private readonly LaneBlock _lanes;
    private readonly LaneState[] _states;
    private readonly double _rtol;
    private readonly double[] _atol;
    private readonly int _n;

    /// <summary>Makes an integrator; no simulator takes part until it has a target.</summary>
    /// <param name="simulators">At least one, all of one class that has lanes for step control.</param>
    /// <param name="settings">Tolerances and bounds of the steps.</param>
    /// <exception cref="ArgumentException">A simulator has no lanes, their classes differ, or a setting is out of range.</exception>
    public AdaptiveEnsembleIntegrator(IReadOnlyList<Simulator> simulators, IntegrationSettings settings)
    {
        _simulators = [.. simulators];
        if (_simulators.Length == 0 || _simulators[0] is not IAdaptiveLanes kernel || _simulators.Any(s => s.GetType() != _simulators[0].GetType()))
        {
            throw new ArgumentException("There must be simulators, all of one class that has lanes for step control.", nameof(simulators));
        }

        _kernel = kernel;
        _n = _simulators[0].State.Length;
        _rtol = settings.RelativeTolerance;
        _atol = settings.AbsoluteTolerances?.ToArray() ?? [.. Enumerable.Repeat(settings.AbsoluteTolerance, _n)];
        _lanes = new LaneBlock(_simulators.Length, kernel.LaneElements);
        _states = new LaneState[_simulators.Length];
        _integrators = [.. _simulators.Select((s, lane) => new AdaptiveIntegrator(s, new LaneKernel((IAdaptiveLanes)s, _lanes, lane), settings))];
    }

    private enum LaneState
    {
        Idle,
        Moving,
        Arrived,
        Failed,
    }

    /// <summary>Ends <see cref="Advance"/> early.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Whether a simulator is at its target.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public bool HasArrived(int lane) => _states[lane] == LaneState.Arrived;

    /// <summary>Whether the solution of a simulator cannot be continued; it no longer takes part.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public bool HasFailed(int lane) => _states[lane] == LaneState.Failed;

    /// <summary>One simulator as a cursor: where it is, its solution there, and what that has cost. It goes where the integrator takes it.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public SolutionCursor Cursor(int lane) => _integrators[lane];

    /// <summary>Puts a simulator at its own time, state, parameters and inputs; it takes part from <see cref="Aim"/> on.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public void Restart(int lane)
    {
        _integrators[lane].Forget();
        _integrators[lane].Restart();
        _states[lane] = LaneState.Idle;
    }

    /// <summary>Gives a simulator its next target.</summary>
    /// <param name="lane">Index of the simulator.</param>
    /// <param name="target">The time to go to, not before where it is.</param>
    /// <returns>Whether it has arrived there already, as its last step reaches beyond.</returns>
    /// <exception cref="ArgumentException">The time is before where the simulator is, or infinite.</exception>
    public bool Aim(int lane, double target)
    {
        if (!(target >= _integrators[lane].Time) || double.IsInfinity(target))
        {
            throw new ArgumentException(FormattableString.Invariant($"t = {target:R} is before the present time {_integrators[lane].Time:R} or infinite."), nameof(target));
        }

        _integrators[lane].Aim(target);
        bool isThere = _integrators[lane].Covers(target) && _integrators[lane].Arrives();
        _states[lane] = isThere ? LaneState.Arrived : LaneState.Moving;
        return isThere;
    }

    /// <summary>Lets a simulator take part no longer.</summary>
    /// <param name="lane">Index of the simulator.</param>
    public void Leave(int lane) => _states[lane] = LaneState.Idle;

    /// <summary>Goes on until one or more simulators have arrived or failed.</summary>
    /// <returns>Whether there are any; false when none takes part.</returns>
    /// <exception cref="OperationCanceledException"><see cref="Cancellation"/> was requested.</exception>
    public bool Advance()
    {
        bool some = Array.Exists(_states, s => s is LaneState.Arrived or LaneState.Failed);
        while (!some && Propose(ref some))
        {
            Cancellation.ThrowIfCancellationRequested();
            _kernel.TryStepLanes(_rtol, _atol, _lanes);
            for (int lane = 0; lane < _states.Length; lane++)
            {
                if (_states[lane] == LaneState.Moving)
                {
                    _integrators[lane].Judge(_lanes[lane, _n + 2]);
                }
            }
        }

        return some;
    }

    // Whether there are steps to compute. All that can arrive without a step do so.
    private bool Propose(ref bool some)
    {
        bool any = false;
        for (int lane = 0; lane < _states.Length; lane++)
        {
            if (_states[lane] != LaneState.Moving)
            {
                continue;
            }

            try
            {
                if (_integrators[lane].Arrives())
                {
                    _states[lane] = LaneState.Arrived;
                    some = true;
                    continue;
                }
            }
            catch (NumericalFailureException)
            {
                _states[lane] = LaneState.Failed;
                some = true;
                continue;
            }

            (_lanes[lane, _n], _lanes[lane, _n + 1]) = _integrators[lane].Proposed;
            any = true;
        }

        return any;
    }

    /// <summary>One lane as the kernel of an integrator that does not compute steps itself.</summary>
    private sealed class LaneKernel(IAdaptiveLanes simulator, LaneBlock lanes, int lane) : IAdaptiveKernel
    {
        public int ErrorOrder => ((IAdaptiveKernel)simulator).ErrorOrder;

        public void Start(double t) => simulator.StartLane(lanes, lane, t);

        public double TryStep(double t, double h, double rtol, ReadOnlySpan<double> atol) => throw new NotSupportedException("Steps are computed for all lanes.");

        public void Interpolate(double theta, Span<double> y) => simulator.InterpolateLane(lanes, lane, theta, y);

        public void Accept() => simulator.AcceptLane(lanes, lane);
    }
}
