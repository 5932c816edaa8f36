namespace ModelLang.Runtime;

/// <summary>Takes the steps of a fixed-step kernel that reads the past, and records each.</summary>
/// <remarks>
/// A jump in derivative m of the right-hand side inside a step adds an error of order m + 1 once, so a method of order p has to step onto the jumps with
/// m up to p - 2: Euler's method and the stochastic ones onto none, the method of Heun onto jumps of the delayed quantity itself, a method of order 4 also
/// onto the next two. A step that holds one off the grid is taken in pieces.
/// </remarks>
internal sealed class FixedStepPast
{
    // How far from a grid point, in steps, still counts as on it.
    private const double GridTolerance = 1e-9;

    private readonly Simulator _simulator;
    private readonly IFixedStepKernel _kernel;
    private readonly DelayHistory _history;
    private readonly double[] _state;
    private readonly double[] _inside;
    private double[] _slope;
    private double[] _nextSlope;
    private bool _isSlopeKnown;

    public FixedStepPast(Simulator simulator, IFixedStepKernel kernel, DelayHistory history)
    {
        _simulator = simulator;
        _kernel = kernel;
        _history = history;
        int n = history.Nodes > 1 ? simulator.State.Length : 0;
        _state = new double[n];
        _inside = new double[n];
        _slope = new double[n];
        _nextSlope = new double[n];
    }

    /// <summary>Goes on from the simulator's time and state, or begins a run when the past does not lead there.</summary>
    public void Restart(double step)
    {
        double time = _simulator.Time;
        _isSlopeKnown = false;
        _history.CollectDelays();
        _history.Delays.RequireStep(step);
        if (_history.LeadsTo(time))
        {
            _history.ContinueGrid(time, step);
            _history.Meet(time, _simulator.State, isDiscontinuity: false);
        }
        else
        {
            _history.Begin(time, _simulator.State, step);
        }
    }

    /// <summary>Notes a discontinuity of the system at the end of a step.</summary>
    public void Meet(double time)
    {
        _isSlopeKnown = false;
        _history.Meet(time, _simulator.State, isDiscontinuity: true);
    }

    /// <summary>Takes one step.</summary>
    /// <param name="start">Time of step 0.</param>
    /// <param name="dt">The step.</param>
    /// <param name="n">Number of the step.</param>
    public void Advance(double start, double dt, long n)
    {
        double from = start + (n * dt);
        double end = start + ((n + 1) * dt);
        double nearEnd = end - (GridTolerance * dt);
        if (_history.Images.Next >= nearEnd)
        {
            Take(start, dt, n, from, end);
        }
        else
        {
            for (double image = _history.Images.Next; image < nearEnd; image = _history.Images.Next)
            {
                Take(from, image - from, 0, from, image);
                Pass(image, image);
                from = image;
            }

            Take(from, end - from, 0, from, end);
        }

        Pass(end, end + (GridTolerance * dt));
    }

    private void Pass(double time, double upTo) => _isSlopeKnown &= !_history.MeetImage(time, upTo, _simulator.State);

    // The states inside the step come from the cubic through states and derivatives at its ends.
    private void Take(double start, double dt, long n, double from, double to)
    {
        _history.Enter(from, to);
        int nodes = _history.Nodes;
        if (nodes > 1)
        {
            _simulator.State.CopyTo(_state);
            if (!_isSlopeKnown)
            {
                _simulator.Derivative(from, _state, _slope);
            }
        }

        _kernel.Advance(start, dt, n, 1);
        Span<double> y = _simulator.State;
        if (nodes > 1)
        {
            double h = to - from;
            _simulator.Derivative(to, y, _nextSlope);
            for (int node = 1; node < nodes; node++)
            {
                double theta = (double)node / nodes;
                double rest = 1 - theta;
                double atStart = rest * rest * (1 + (2 * theta));
                double atEnd = theta * theta * (1 + (2 * rest));
                double slopeAtStart = h * theta * rest * rest;
                double slopeAtEnd = -h * theta * theta * rest;
                for (int i = 0; i < _inside.Length; i++)
                {
                    _inside[i] = (atStart * _state[i]) + (atEnd * y[i]) + (slopeAtStart * _slope[i]) + (slopeAtEnd * _nextSlope[i]);
                }

                _simulator.Signals(from + (theta * h), _inside, _history.NextRow(node));
            }

            (_slope, _nextSlope) = (_nextSlope, _slope);
            _isSlopeKnown = true;
        }

        _simulator.Signals(to, y, _history.NextRow(nodes));
        _history.Commit(to);
    }
}
