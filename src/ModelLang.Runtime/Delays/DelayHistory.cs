using System.Numerics;

namespace ModelLang.Runtime;

/// <summary>The past of the quantities that a system reads with a delay.</summary>
/// <remarks>
/// One entry per step: values at equidistant times of the step, so that interpolation inside a step has the order of the method and never reaches over a
/// discontinuity. What is older than the longest delay is overwritten. Nothing that reads allocates, and several threads may read.
/// </remarks>
public sealed partial class DelayHistory
{
    // How far from a step's bound a time still means the bound; sums of times and delays are rounded.
    private const double Rounding = 1e-14;

    private readonly Simulator _simulator;
    private readonly int _signals;
    private readonly int _nodes;
    private double[] _values = [];
    private double[] _ends = [];
    private double[] _initial;
    private double[] _candidate;
    private readonly double[] _largest;
    private bool _hasFunction;
    private bool _isFilling;
    private double _start = double.PositiveInfinity;
    private double _middle = double.PositiveInfinity;
    private double _entriesPerTime;
    private int _newest;
    private int _count;

    internal DelayHistory(Simulator simulator)
    {
        _simulator = simulator;
        _signals = simulator.SignalCount;
        _nodes = HistoryPolynomial.Nodes(simulator.MethodOrder);
        _initial = new double[_signals];
        _candidate = new double[_signals];
        _largest = new double[_signals];
        Delays = new DelayList(simulator.Description.TimeUnit);
        Images = new DiscontinuityImages(Delays, simulator is IFixedStepKernel ? simulator.MethodOrder - 2 : simulator.MethodOrder);
    }

    /// <summary>Bytes that the values of the past take.</summary>
    public long Bytes => sizeof(double) * ((long)_values.Length + _ends.Length);

    /// <summary>The delays, as they were when the run began or was last changed.</summary>
    internal DelayList Delays { get; }

    /// <summary>Where discontinuities come back through the delays.</summary>
    internal DiscontinuityImages Images { get; }

    /// <summary>How many quantities there are.</summary>
    internal int SignalCount => _signals;

    /// <summary>How many values a step has.</summary>
    internal int Nodes => _nodes;

    /// <summary>The value of a quantity a delay ago.</summary>
    /// <param name="signal">Which one, in the order of <see cref="Simulator.Signals"/>.</param>
    /// <param name="t">The present time: that of the stage of a step.</param>
    /// <param name="delay">How long ago, positive, in the system's time unit.</param>
    /// <returns>The value; where the quantity jumps, that on the side of the step that asks.</returns>
    /// <exception cref="InvalidOperationException">The past does not reach so far; a <see cref="DelayException"/>.</exception>
    public double Value(int signal, double t, double delay)
    {
        if (!TryFind(t, delay, out int back, out double theta))
        {
            return ValueBefore(signal, t - delay);
        }

        ReadOnlySpan<double> start = Row(back + 1, _nodes);
        if (_nodes == 1)
        {
            return ((1 - theta) * start[signal]) + (theta * Row(back, 1)[signal]);
        }

        Span<double> weights = stackalloc double[_nodes + 1];
        HistoryPolynomial.Weights(theta, weights);
        return Combine(signal, back, start, weights);
    }

    /// <summary>The values of consecutive quantities a delay ago.</summary>
    /// <param name="first">The first of them, in the order of <see cref="Simulator.Signals"/>.</param>
    /// <param name="t">The present time: that of the stage of a step.</param>
    /// <param name="delay">How long ago, positive, in the system's time unit.</param>
    /// <param name="values">Receives the values, one for each quantity.</param>
    /// <exception cref="InvalidOperationException">The past does not reach so far; a <see cref="DelayException"/>.</exception>
    public void Values(int first, double t, double delay, Span<double> values)
    {
        if (!TryFind(t, delay, out int back, out double theta))
        {
            ValuesBefore(first, t - delay, values);
            return;
        }

        Span<double> weights = stackalloc double[_nodes + 1];
        HistoryPolynomial.Weights(theta, weights);
        Scale(weights[0], Row(back + 1, _nodes).Slice(first, values.Length), values);
        for (int node = 1; node <= _nodes; node++)
        {
            Accumulate(weights[node], Row(back, node).Slice(first, values.Length), values);
        }
    }

    /// <summary>How fast a quantity changed a delay ago, per time unit.</summary>
    /// <param name="signal">Which one, in the order of <see cref="Simulator.Signals"/>.</param>
    /// <param name="t">The present time: that of the stage of a step.</param>
    /// <param name="delay">How long ago, positive, in the system's time unit.</param>
    /// <exception cref="InvalidOperationException">The past does not reach so far; a <see cref="DelayException"/>.</exception>
    public double Slope(int signal, double t, double delay)
    {
        if (!TryFind(t, delay, out int back, out double theta))
        {
            double apart = 1e-5 * delay;
            return _hasFunction ? (ValueBefore(signal, t - delay) - ValueBefore(signal, t - delay - apart)) / apart : 0;
        }

        double length = End(back) - End(back + 1);
        if (length == 0)
        {
            return 0;
        }

        Span<double> weights = stackalloc double[_nodes + 1];
        HistoryPolynomial.Slopes(theta, weights);
        return Combine(signal, back, Row(back + 1, _nodes), weights) / length;
    }

    // Finds the step that holds a past time; false when that lies before the run.
    private bool TryFind(double t, double delay, out int back, out double theta)
    {
        double time = t - delay;

        // At the bound of two steps the one counts that the present step came from.
        double rounding = Rounding * Math.Max(Math.Abs(t), delay);
        double inside = t < _middle ? time + rounding : time - rounding;
        if (!(inside > _start) || (_count == 1 && time - _start <= 4 * rounding))
        {
            (back, theta) = (0, 0);
            return false;
        }

        back = Find(time, inside, rounding);
        double start = End(back + 1);
        double length = End(back) - start;

        // A bound is met exactly, so that the steps on both of its sides read the same value.
        theta = End(back) - time <= rounding ? 1 : time - start <= rounding ? 0 : (time - start) / length;
        return true;
    }

    private int Find(double time, double inside, double rounding)
    {
        double newest = _ends[_newest];
        if (inside > newest)
        {
            return time - newest <= 4 * rounding ? 0 : throw Delays.NotKnownYet(time, newest);
        }

        int oldest = _count - 2;
        int back = (int)Math.Min((newest - inside) * _entriesPerTime, oldest);
        if (inside <= End(back) && inside > End(back + 1))
        {
            return back;
        }

        if (inside <= End(_count - 1))
        {
            throw Delays.Forgotten(time, End(_count - 1));
        }

        // End(low) >= inside > End(high)
        int low = 0;
        int high = _count - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = End(middle) >= inside ? (middle, high) : (low, middle);
        }

        return low;
    }

    private double ValueBefore(int signal, double time)
    {
        if (_count == 0)
        {
            FillFromState();
        }

        if (!_hasFunction)
        {
            return _initial[signal];
        }

        double[] all = System.Buffers.ArrayPool<double>.Shared.Rent(_signals);
        SignalsBefore(time, all.AsSpan(0, _signals));
        double value = all[signal];
        System.Buffers.ArrayPool<double>.Shared.Return(all);
        return value;
    }

    private void ValuesBefore(int first, double time, Span<double> values)
    {
        if (_count == 0)
        {
            FillFromState();
        }

        if (!_hasFunction)
        {
            _initial.AsSpan(first, values.Length).CopyTo(values);
            return;
        }

        double[] all = System.Buffers.ArrayPool<double>.Shared.Rent(_signals);
        SignalsBefore(time, all.AsSpan(0, _signals));
        all.AsSpan(first, values.Length).CopyTo(values);
        System.Buffers.ArrayPool<double>.Shared.Return(all);
    }

    private void SignalsBefore(double time, Span<double> signals)
    {
        _initial.CopyTo(signals);
        _simulator.SignalsBefore(Math.Min(time, _start), signals);
    }

    private double Combine(int signal, int back, ReadOnlySpan<double> start, ReadOnlySpan<double> weights)
    {
        double sum = weights[0] * start[signal];
        for (int node = 1; node <= _nodes; node++)
        {
            sum += weights[node] * Row(back, node)[signal];
        }

        return sum;
    }

    // The entry that lies so many before the newest one.
    private int Slot(int back) => back <= _newest ? _newest - back : _newest - back + _ends.Length;

    private double End(int back) => _ends[Slot(back)];

    private Span<double> Row(int back, int node) => RowOf(Slot(back), node);

    private Span<double> RowOf(int slot, int node) => _values.AsSpan(((slot * _nodes) + node - 1) * _signals, _signals);

    private static void Scale(double weight, ReadOnlySpan<double> row, Span<double> values)
    {
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (weight * new Vector<double>(row[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] = weight * row[i];
        }
    }

    private static void Accumulate(double weight, ReadOnlySpan<double> row, Span<double> values)
    {
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(values[i..]) + (weight * new Vector<double>(row[i..]))).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] += weight * row[i];
        }
    }
}
