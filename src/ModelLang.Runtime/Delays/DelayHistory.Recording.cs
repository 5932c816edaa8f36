namespace ModelLang.Runtime;

/// <content>How the past grows; called by the integrators.</content>
public sealed partial class DelayHistory
{
    private const int FirstCapacity = 16;
    private const int MostSweeps = 1000;

    /// <summary>Whether the newest entry is a jump of the quantities, not a step.</summary>
    private bool EndsWithJump => _count > 1 && End(0) == End(1);

    /// <summary>Whether the past leads to a time, up to rounding.</summary>
    internal bool LeadsTo(double time) => _count > 0 && Math.Abs(time - _ends[_newest]) <= Math.Max(1e-13 * Math.Abs(time), 1e-9 * Delays.Shortest);

    /// <summary>Forgets everything; until a run begins the past is what the quantities are at the simulator's state.</summary>
    internal void Forget()
    {
        Version++;
        _count = 0;
        _start = double.PositiveInfinity;
        _middle = double.PositiveInfinity;
    }

    /// <summary>Reads the delays of the simulator again.</summary>
    internal void CollectDelays()
    {
        Delays.Clear();
        _simulator.CollectDelays(Delays);
        Images.CountDelays();
    }

    /// <summary>Begins a run: everything before is given by the history functions of the model, or constant.</summary>
    /// <param name="t">When it begins.</param>
    /// <param name="y">The state then.</param>
    /// <param name="step">The step, if it is fixed: the memory is then what the longest delay needs, no more.</param>
    internal void Begin(double t, ReadOnlySpan<double> y, double? step)
    {
        Forget();
        FillFrom(t, y);
        double entries = step is { } dt ? Math.Ceiling(Delays.Longest / dt) + 3 : FirstCapacity;
        if (_ends.Length == 0 || (step is not null && _ends.Length != entries))
        {
            if (!(entries * _nodes * _signals < Array.MaxLength))
            {
                throw new DelayException(FormattableString.Invariant($"A past of {entries:R} steps for {_signals} quantities does not fit into memory."));
            }

            _ends = new double[(int)entries];
            _values = new double[(int)entries * _nodes * _signals];
        }

        _newest = 0;
        _count = 1;
        _start = t;
        _ends[0] = t;
        _initial.CopyTo(RowOf(0, _nodes));
        for (int i = 0; i < _signals; i++)
        {
            _largest[i] = Math.Abs(_initial[i]);
        }

        _entriesPerTime = step is { } length ? 1 / length : 0;
        BeginGrid(t, step);
        bool jumps = false;
        if (_hasFunction)
        {
            SignalsBefore(t, _candidate);
            jumps = !_candidate.AsSpan().SequenceEqual(_initial);
        }

        Images.Clear();
        Images.Add(t, jumps ? 0 : 1);
    }

    /// <summary>Notes the values just after a time up to which the past is known.</summary>
    /// <param name="t">That time.</param>
    /// <param name="y">The state just after it.</param>
    /// <param name="isDiscontinuity">Whether the states have a kink there at least.</param>
    internal void Meet(double t, ReadOnlySpan<double> y, bool isDiscontinuity)
    {
        bool jumps = TryJump(t, y);
        if (jumps || isDiscontinuity)
        {
            Images.Add(t, jumps ? 0 : 1);
        }
    }

    /// <summary>Notes that the run has come to the image of a discontinuity, if it has.</summary>
    /// <param name="t">Where the run is.</param>
    /// <param name="upTo">What counts as reached.</param>
    /// <param name="y">The state.</param>
    /// <returns>Whether the right-hand side jumps there.</returns>
    internal bool MeetImage(double t, double upTo, ReadOnlySpan<double> y)
    {
        int order = Images.Pass(upTo);
        if (order == 0)
        {
            Meet(t, y, isDiscontinuity: true);
        }
        else if (order > 0)
        {
            Images.Add(t, order + 1);
        }

        return order == 0;
    }

    // Whether a quantity differs just after a time from what it was just before.
    private bool TryJump(double t, ReadOnlySpan<double> y)
    {
        _middle = double.PositiveInfinity;
        _simulator.Signals(t, y, _candidate);
        if (_candidate.AsSpan().SequenceEqual(Row(0, _nodes)))
        {
            return false;
        }

        // A method of order 1 sees a jump with an error of its own order in any case.
        if (EndsWithJump || _simulator.MethodOrder <= 1)
        {
            Version++;
            _candidate.CopyTo(Row(0, _nodes));
            return true;
        }

        double end = _ends[_newest];
        Enter(end, end);
        _candidate.CopyTo(NextRow(_nodes));
        Commit(end);
        return true;
    }

    /// <summary>Makes room for a step.</summary>
    internal void Enter(double from, double to)
    {
        _middle = from + ((to - from) / 2);
        if (_count < _ends.Length)
        {
            return;
        }

        if (_count > 2 && End(_count - 2) <= from - (Delays.Longest * (1 + 1e-12)))
        {
            _count--;
        }
        else
        {
            Grow();
        }
    }

    /// <summary>The values at a node of the step that was entered, to be filled.</summary>
    /// <param name="node">1 to the number of nodes, which is the end of the step.</param>
    internal Span<double> NextRow(int node) => RowOf(NextSlot, node);

    /// <summary>The largest distance of some values from the interpolation in the step that was entered, each relative to the largest value there has been.</summary>
    /// <param name="theta">Position in the step.</param>
    /// <param name="values">The true values there.</param>
    internal double Distance(double theta, ReadOnlySpan<double> values)
    {
        Span<double> weights = stackalloc double[_nodes + 1];
        HistoryPolynomial.Weights(theta, weights);
        ReadOnlySpan<double> start = Row(0, _nodes);
        double largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double sum = weights[0] * start[i];
            double size = Math.Max(_largest[i], Math.Abs(values[i]));
            for (int node = 1; node <= _nodes; node++)
            {
                double value = NextRow(node)[i];
                sum += weights[node] * value;
                size = Math.Max(size, Math.Abs(value));
            }

            double distance = Math.Abs(values[i] - sum);
            largest = distance == 0 ? largest : Math.Max(largest, distance / size);
            _largest[i] = size;
        }

        return largest;
    }

    /// <summary>Adds the step that was entered.</summary>
    internal void Commit(double end)
    {
        double length = end - _ends[_newest];
        NoteGrid(length);
        _newest = NextSlot;
        _ends[_newest] = end;
        _count++;
        _entriesPerTime = length > 0 ? 1 / length : _entriesPerTime;
        _middle = double.PositiveInfinity;
    }

    private int NextSlot => _newest + 1 == _ends.Length ? 0 : _newest + 1;

    private void Grow()
    {
        int capacity = checked(2 * _ends.Length);
        double[] ends = new double[capacity];
        double[] values = new double[checked(capacity * _nodes * _signals)];
        int width = _nodes * _signals;
        for (int i = 0; i < _count; i++)
        {
            int slot = Slot(_count - 1 - i);
            ends[i] = _ends[slot];
            _values.AsSpan(slot * width, width).CopyTo(values.AsSpan(i * width));
        }

        (_ends, _values, _newest) = (ends, values, _count - 1);
    }

    private void FillFromState()
    {
        if (!_isFilling)
        {
            FillFrom(_simulator.Time, _simulator.State);
        }
    }

    // Quantities that are themselves made of delayed ones take some sweeps until all agree.
    private void FillFrom(double t, ReadOnlySpan<double> y)
    {
        _isFilling = true;
        _hasFunction = false;
        Array.Clear(_initial);
        try
        {
            for (int sweep = 0; sweep < MostSweeps; sweep++)
            {
                _simulator.Signals(t, y, _candidate);
                if (_candidate.AsSpan().SequenceEqual(_initial))
                {
                    _hasFunction = _simulator.SignalsBefore(t, _candidate);
                    return;
                }

                (_candidate, _initial) = (_initial, _candidate);
            }
        }
        finally
        {
            _isFilling = false;
        }

        throw new DelayException("The quantities that are read with a delay have no constant past that fits the initial state; give them one with 'history'.");
    }
}
