using System.Numerics;

namespace ModelLang.Runtime;

/// <summary>Connections with many different delays, sorted so that each step of the past is read once for a block of targets.</summary>
/// <remarks>
/// Within a block of targets the connections stand in the order of their delays, then of their sources, and add their products to the sums of their targets
/// in that order; the rows and sums at work fit into the first-level cache. Those without delay come last. Where the past is rows on a uniform grid, the
/// others read what was known a step ago, and their sums at a time are kept: the last stage of a step and the first of the next ask for the same.
/// </remarks>
internal sealed unsafe class SortedConnections
{
    /// <summary>Memory for each connection.</summary>
    public const int BytesPerConnection = (2 * sizeof(double)) + sizeof(uint);

    private const int ConnectionsPerBlock = 1 << 18;
    private const int MostTargetBits = 12;

    // How far from a row a time, and from a whole number of steps a delay, is taken for it.
    private const double TimeTolerance = 1e-6;
    private const double DelayTolerance = 1e-9;

    private readonly int _sources;
    private readonly int _targets;
    private readonly int _blockTargets;
    private readonly int _targetBits;
    private readonly int[] _blockStart;
    private readonly int[] _withoutDelay;
    private readonly double[] _weights;
    private readonly double[] _delays;
    private readonly uint[] _ends;
    private readonly double[] _kept;
    private readonly Action<int, int> _blocks;
    private Call _call;
    private Kept _key;

    /// <summary>Sorts connections.</summary>
    /// <param name="pattern">Who feeds whom.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="delays">Their delays.</param>
    public SortedConnections(ConnectionPattern pattern, ReadOnlySpan<double> weights, ReadOnlySpan<double> delays)
    {
        _sources = pattern.Sources;
        _targets = pattern.Targets;
        _blocks = Multiply;
        _kept = new double[_targets];
        int count = delays.Length;

        // Both ends of a connection share 32 bits.
        _targetBits = Math.Min(MostTargetBits, BitOperations.LeadingZeroCount((uint)(_sources - 1)));
        long wanted = (long)ConnectionsPerBlock * _targets / Math.Max(count, 1);
        _blockTargets = (int)Math.Clamp(wanted, 1, Math.Min(1L << _targetBits, _targets));
        int[] order = Sort(pattern, delays, out _blockStart);
        _withoutDelay = new int[_blockStart.Length - 1];
        _weights = new double[count];
        _delays = new double[count];
        _ends = new uint[count];
        for (int n = 0; n < count; n++)
        {
            int c = order[n];
            _weights[n] = weights[c];
            _delays[n] = delays[c];
            _ends[n] = ((uint)pattern.Source[c] << _targetBits) | (uint)(pattern.Target[c] % _blockTargets);
        }

        for (int block = 0; block < _withoutDelay.Length; block++)
        {
            int end = _blockStart[block + 1];
            while (end > _blockStart[block] && _delays[end - 1] == 0)
            {
                end--;
            }

            _withoutDelay[block] = end;
        }
    }

    /// <summary>Computes the sums at a time.</summary>
    public void Multiply(DelayHistory past, int firstSignal, double t, ReadOnlySpan<double> current, Span<double> target)
    {
        past.Prepare();
        bool isOnRow = TryFindRow(past, t, out long row);
        Kept key = new(past, past.Version, row, firstSignal);
        bool isKept = isOnRow && key == _key;
        _key = default;
        fixed (double* now = current, sums = target)
        {
            _call = new Call { Past = past, FirstSignal = firstSignal, Time = t, IsOnRow = isOnRow, Row = row, IsKept = isKept, Current = now, Sums = sums };

            // A history function of the model is for one thread.
            int blocks = _withoutDelay.Length;
            Workers.For(blocks, past.HasFunction ? blocks : 1, _blocks);
        }

        _call = default;
        _key = isOnRow ? key : default;
    }

    private static bool TryFindRow(DelayHistory past, double t, out long row)
    {
        double steps = past.IsUniform ? (t - past.GridStart) / past.GridStep : 0.5;
        double whole = Math.Round(steps);
        row = (long)whole;
        return Math.Abs(steps - whole) <= TimeTolerance;
    }

    private void Multiply(int from, int to)
    {
        for (int block = from; block < to; block++)
        {
            int first = block * _blockTargets;
            int targets = Math.Min(_blockTargets, _targets - first);
            Span<double> kept = _kept.AsSpan(first, targets);
            double* sums = _call.Sums + first;
            Span<double> result = new(sums, targets);
            if (_call.IsKept)
            {
                kept.CopyTo(result);
            }
            else
            {
                result.Clear();
                if (_call.IsOnRow)
                {
                    AddRows(_blockStart[block], _withoutDelay[block], sums);
                }
                else
                {
                    AddSteps(_blockStart[block], _withoutDelay[block], sums);
                }

                result.CopyTo(kept);
            }

            AddNow(_withoutDelay[block], _blockStart[block + 1], sums);
        }
    }

    // On a grid a delay of L steps reads the rows k and k - 1 steps back, with k the next whole number.
    private void AddRows(int n, int end, double* sums)
    {
        double step = _call.Past!.GridStep;
        while (n < end)
        {
            double lag = Math.Max(1, Math.Ceiling((_delays[n] / step) - DelayTolerance));
            long back = (long)lag;

            // One step back is one row exactly; the next may not be known yet.
            ReadOnlySpan<double> older = Slice(_call.Past.Row(_call.Row - back));
            fixed (double* a = older, b = back == 1 ? older : Slice(_call.Past.Row(_call.Row - back + 1)))
            {
                double longest = Math.Max(_delays[n], (lag + DelayTolerance) * step);
                n = AddLinear(n, end, new DelayHistory.DelaysInStep(longest, lag, 1 / step), a, b, sums);
            }
        }
    }

    private void AddSteps(int n, int end, double* sums)
    {
        DelayHistory past = _call.Past!;
        int back = -1;
        while (n < end && past.TryGoBack(_call.Time, _delays[n], ref back, out DelayHistory.DelaysInStep step))
        {
            fixed (double* a = Slice(past.NodeRow(back, 0)), b = Slice(past.NodeRow(back, 1)))
            {
                if (past.Nodes == 1)
                {
                    n = AddLinear(n, end, step, a, b, sums);
                    continue;
                }

                fixed (double* c = Slice(past.NodeRow(back, 2)), d = Slice(past.NodeRow(back, 3)), e = Slice(past.NodeRow(back, past.Nodes)))
                {
                    n = past.Nodes == 3 ? AddCubic(n, end, step, a, b, c, d, sums) : AddQuartic(n, end, step, a, b, c, d, e, sums);
                }
            }
        }

        for (; n < end; n++)
        {
            double value = past.Before(_call.FirstSignal + (int)(_ends[n] >> _targetBits), _call.Time, _delays[n]);
            double* sum = sums + TargetOf(n);
            *sum = Math.FusedMultiplyAdd(_weights[n], value, *sum);
        }
    }

    private void AddNow(int n, int end, double* sums)
    {
        for (; n < end; n++)
        {
            double* sum = sums + TargetOf(n);
            *sum = Math.FusedMultiplyAdd(_weights[n], _call.Current[_ends[n] >> _targetBits], *sum);
        }
    }

    private int AddLinear(int n, int end, DelayHistory.DelaysInStep step, double* start, double* next, double* sums)
    {
        uint targetOf = (1u << _targetBits) - 1;
        int sourceOf = _targetBits;
        (double longest, double offset, double scale) = step;
        fixed (double* weights = _weights, delays = _delays)
        fixed (uint* ends = _ends)
        {
            for (; n < end && delays[n] <= longest; n++)
            {
                double theta = Math.FusedMultiplyAdd(-scale, delays[n], offset);
                double* sum = sums + (ends[n] & targetOf);
                uint j = ends[n] >> sourceOf;
                double value = Math.FusedMultiplyAdd(theta, next[j] - start[j], start[j]);
                *sum = Math.FusedMultiplyAdd(weights[n], value, *sum);
            }
        }

        return n;
    }

    // The weights of HistoryPolynomial, for values at thirds of the step.
    private int AddCubic(int n, int end, DelayHistory.DelaysInStep step, double* r0, double* r1, double* r2, double* r3, double* sums)
    {
        for (; n < end && _delays[n] <= step.Longest; n++)
        {
            double x = 3 * Theta(step, _delays[n]);
            double outer = x * (x - 3);
            double inner = (x - 1) * (x - 2);
            uint j = _ends[n] >> _targetBits;
            double value = (inner * ((x * r3[j]) - ((x - 3) * r0[j])) / 6) + (outer * (((x - 2) * r1[j]) - ((x - 1) * r2[j])) / 2);
            double* sum = sums + TargetOf(n);
            *sum = Math.FusedMultiplyAdd(_weights[n], value, *sum);
        }

        return n;
    }

    // The same for values at quarters of the step.
    private int AddQuartic(int n, int end, DelayHistory.DelaysInStep step, double* r0, double* r1, double* r2, double* r3, double* r4, double* sums)
    {
        for (; n < end && _delays[n] <= step.Longest; n++)
        {
            double x = 4 * Theta(step, _delays[n]);
            double outer = x * (x - 4);
            double inner = (x - 1) * (x - 3);
            uint j = _ends[n] >> _targetBits;
            double value = (inner * (x - 2) * ((x * r4[j]) + ((x - 4) * r0[j])) / 24)
                - (outer * (x - 2) * (((x - 3) * r1[j]) + ((x - 1) * r3[j])) / 6)
                + (outer * inner * r2[j] / 4);
            double* sum = sums + TargetOf(n);
            *sum = Math.FusedMultiplyAdd(_weights[n], value, *sum);
        }

        return n;
    }

    private static double Theta(DelayHistory.DelaysInStep step, double delay) => Math.FusedMultiplyAdd(-step.Scale, delay, step.Offset);

    private uint TargetOf(int n) => _ends[n] & ((1u << _targetBits) - 1);

    private ReadOnlySpan<double> Slice(ReadOnlySpan<double> row) => row.Slice(_call.FirstSignal, _sources);

    // By block, then by delay with zero last, then by source, then by target.
    private int[] Sort(ConnectionPattern pattern, ReadOnlySpan<double> delays, out int[] blockStart)
    {
        int[] order = ConnectionPattern.Sorted(null, pattern.Source, _sources, out _);
        double[] keys = new double[order.Length];
        int[] ranks = new int[order.Length];
        for (int n = 0; n < order.Length; n++)
        {
            double delay = delays[order[n]];
            keys[n] = delay == 0 ? double.PositiveInfinity : delay;
            ranks[n] = n;
        }

        Array.Sort(keys, ranks);
        for (int first = 0, n = 1; n <= keys.Length; n++)
        {
            if (n == keys.Length || keys[n] != keys[first])
            {
                Array.Sort(ranks, first, n - first);
                first = n;
            }
        }

        int[] byDelay = [.. ranks.Select(rank => order[rank])];
        int[] blockOf = new int[order.Length];
        for (int c = 0; c < blockOf.Length; c++)
        {
            blockOf[c] = pattern.Target[c] / _blockTargets;
        }

        return ConnectionPattern.Sorted(byDelay, blockOf, ((_targets - 1) / _blockTargets) + 1, out blockStart);
    }

    /// <summary>What is computed at present.</summary>
    private struct Call
    {
        public DelayHistory? Past;
        public int FirstSignal;
        public double Time;
        public bool IsOnRow;
        public long Row;
        public bool IsKept;
        public double* Current;
        public double* Sums;
    }

    /// <summary>Which sums are kept.</summary>
    private readonly record struct Kept(DelayHistory? Past, long Version, long Row, int FirstSignal);
}
