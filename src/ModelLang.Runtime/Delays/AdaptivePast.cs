namespace ModelLang.Runtime;

/// <summary>Records the steps of a kernel with step control that reads the past, and says where it has to step onto.</summary>
internal sealed class AdaptivePast
{
    private readonly Simulator _simulator;
    private readonly IAdaptiveKernel _kernel;
    private readonly DelayHistory _history;
    private readonly double[] _inside;

    public AdaptivePast(Simulator simulator, IAdaptiveKernel kernel, DelayHistory history)
    {
        _simulator = simulator;
        _kernel = kernel;
        _history = history;
        _inside = new double[simulator.State.Length];
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

    /// <summary>Records what lies inside the step that was computed last, before it is accepted.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    /// <param name="part">How much of it is taken, in (0, 1].</param>
    public void RecordInside(double from, double to, double part = 1)
    {
        int nodes = _history.Nodes;
        for (int node = 1; node < nodes; node++)
        {
            double theta = part * node / nodes;
            _kernel.Interpolate(theta, _inside);
            _simulator.Signals(from + (theta * (to - from)), _inside, _history.NextRow(node));
        }
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
