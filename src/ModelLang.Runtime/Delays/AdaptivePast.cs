namespace ModelLang.Runtime;

/// <summary>Records the steps of a kernel with step control that reads the past, and says where it has to step onto.</summary>
internal sealed class AdaptivePast
{
    // Where only absolute tolerances are given.
    private const double AbsoluteOnly = 1e-10;

    private readonly Simulator _simulator;
    private readonly IAdaptiveKernel _kernel;
    private readonly DelayHistory _history;
    private readonly double[] _inside;
    private readonly double[] _probe;

    public AdaptivePast(Simulator simulator, IAdaptiveKernel kernel, DelayHistory history)
    {
        _simulator = simulator;
        _kernel = kernel;
        _history = history;
        _inside = new double[simulator.State.Length];
        _probe = new double[history.SignalCount];
    }

    /// <summary>The longest step: what it asks for has to be known at its start.</summary>
    public double LongestStep => _history.Delays.Shortest;

    /// <summary>Goes on from the simulator's time and state, or begins a run when the past does not lead there.</summary>
    public void Restart()
    {
        double time = _simulator.Time;
        _history.CollectDelays();
        if (_history.LeadsTo(time))
        {
            _history.Meet(time, _simulator.State, isDiscontinuity: false);
        }
        else
        {
            _history.Begin(time, _simulator.State, null);
        }
    }

    /// <summary>Notes a discontinuity of the system at the end of a step.</summary>
    public void Meet(double time) => _history.Meet(time, _simulator.State, isDiscontinuity: true);

    /// <summary>Where the next step has to end at the latest.</summary>
    /// <param name="end">Where it had to end without delays.</param>
    public double Barrier(double end)
    {
        double image = _history.Images.Next;
        return image < end && !DiscontinuityImages.AreSame(image, end) ? image : end;
    }

    /// <summary>Makes room for a step that is tried.</summary>
    public void Enter(double from, double to) => _history.Enter(from, to);

    /// <summary>
    /// How far the interpolation of the past would miss the delayed quantities inside the step that was computed last, in units of the tolerance. That of
    /// states is as good as the step itself; a function of states may bend where the states do not.
    /// </summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    /// <param name="rtol">Tolerance relative to the largest value that a quantity has had.</param>
    public double ErrorInside(double from, double to, double rtol)
    {
        RecordInside(from, to);
        int nodes = _history.Nodes;
        SignalsAt(from, to, 1, _history.NextRow(nodes));
        double theta = 0.5 / nodes;
        SignalsAt(from, to, theta, _probe);
        return _history.Distance(theta, _probe) / (rtol > 0 ? rtol : AbsoluteOnly);
    }

    /// <summary>Records what lies inside the step that was computed last, before it is accepted.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    /// <param name="part">How much of it is taken, in (0, 1].</param>
    public void RecordInside(double from, double to, double part = 1)
    {
        int nodes = _history.Nodes;
        for (int node = 1; node < nodes; node++)
        {
            SignalsAt(from, to, part * node / nodes, _history.NextRow(node));
        }
    }

    private void SignalsAt(double from, double to, double theta, Span<double> signals)
    {
        _kernel.Interpolate(theta, _inside);
        _simulator.Signals(from + (theta * (to - from)), _inside, signals);
    }

    /// <summary>Records the end of the step, which is the state of the simulator.</summary>
    /// <returns>Whether the right-hand side jumps there.</returns>
    public bool RecordEnd(double to)
    {
        _simulator.Signals(to, _simulator.State, _history.NextRow(_history.Nodes));
        _history.Commit(to);
        return _history.MeetImage(to, to, _simulator.State);
    }
}
