using System.Numerics;

namespace ModelLang.Runtime;

/// <summary>
/// Connections with delays over a past of rows at equal steps. A delay of <c>L</c> steps reads the rows <c>k</c> and <c>k - 1</c> steps back, with
/// <c>k</c> the next whole number, in the proportions of linear interpolation.
/// </summary>
/// <remarks>
/// Within a block of targets the connections are sorted by k, then by source, then by target. Each adds its two products to the sum of its target in that
/// order, so that neighbours do not wait for each other, and the rows and sums at work fit into the first-level cache. Those without delay come last. As
/// the others read what was known a step ago, their sums at a time are kept: the last stage of a step and the first of the next ask for the same.
/// </remarks>
internal sealed unsafe class LaggedConnections
{
    /// <summary>Memory for each connection.</summary>
    public const int BytesPerConnection = (2 * sizeof(double)) + sizeof(uint);

    private const int ConnectionsPerBlock = 1 << 18;
    private const int MostTargetBits = 12;

    // How far from a whole number of steps a delay, and from a row a time, is taken for one: times are sums of many roundings.
    private const double Tolerance = 1e-6;
    private const double DelayTolerance = 1e-9;

    private readonly int _sources;
    private readonly int _targets;
    private readonly int _blockTargets;
    private readonly int[] _blockGroups;
    private readonly int[] _groupLags;
    private readonly int[] _groupStart;
    private readonly double[] _older;
    private readonly double[] _newer;
    private readonly uint[] _ends;
    private readonly int _targetBits;
    private readonly double[] _kept;
    private readonly Action<int, int> _blocks;
    private DelayHistory? _past;
    private int _firstSignal;
    private long _row;
    private double* _current;
    private double* _sums;
    private DelayHistory? _keptPast;
    private long _keptVersion;
    private long _keptRow;
    private int _keptFirst;
    private bool _isKept;

    /// <summary>Sorts connections.</summary>
    /// <param name="pattern">Who feeds whom.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="delays">Their delays.</param>
    /// <param name="step">Distance of the rows of the past.</param>
    public LaggedConnections(ConnectionPattern pattern, double[] weights, double[] delays, double step)
    {
        Step = step;
        _sources = pattern.Sources;
        _targets = pattern.Targets;
        _blocks = Multiply;
        int count = delays.Length;

        // Both ends of a connection share 32 bits.
        _targetBits = Math.Min(MostTargetBits, BitOperations.LeadingZeroCount((uint)(_sources - 1)));
        long wanted = (long)ConnectionsPerBlock * _targets / Math.Max(count, 1);
        _blockTargets = (int)Math.Clamp(wanted, 1, Math.Min(1L << _targetBits, _targets));
        int blocks = ((_targets - 1) / _blockTargets) + 1;

        int[] lags = new int[count];
        int longest = 0;
        for (int c = 0; c < count; c++)
        {
            lags[c] = checked((int)Math.Ceiling((delays[c] / step) - DelayTolerance));
            longest = Math.Max(longest, lags[c]);
        }

        int[] blockOf = new int[count];
        int[] lagKeys = new int[count];
        for (int c = 0; c < count; c++)
        {
            blockOf[c] = pattern.Target[c] / _blockTargets;
            lagKeys[c] = lags[c] == 0 ? longest : lags[c] - 1;
        }

        int[] order = ConnectionPattern.Sorted(null, pattern.Source, _sources, out _);
        order = ConnectionPattern.Sorted(order, lagKeys, longest + 1, out _);
        order = ConnectionPattern.Sorted(order, blockOf, blocks, out int[] blockStart);
        (_blockGroups, _groupLags, _groupStart) = Group(order, lags, blockStart);
        _older = new double[count];
        _newer = new double[count];
        _ends = new uint[count];
        _kept = new double[_targets];
        for (int n = 0; n < count; n++)
        {
            int c = order[n];
            double toNewer = Math.Max(0, lags[c] - (delays[c] / step));
            toNewer = toNewer < DelayTolerance ? 0 : toNewer;
            _older[n] = weights[c] * (1 - toNewer);
            _newer[n] = weights[c] * toNewer;
            _ends[n] = ((uint)pattern.Source[c] << _targetBits) | (uint)(pattern.Target[c] % _blockTargets);
        }
    }

    /// <summary>The step for which the connections are sorted.</summary>
    public double Step { get; }

    /// <summary>The row of the past that a time falls on.</summary>
    /// <returns>Whether it falls on one.</returns>
    public static bool TryFindRow(DelayHistory past, double t, out long row)
    {
        double steps = (t - past.GridStart) / past.GridStep;
        double whole = Math.Round(steps);
        row = (long)whole;
        return Math.Abs(steps - whole) <= Tolerance;
    }

    /// <summary>Computes the sums at the time of a row, which need not be known yet.</summary>
    public void Multiply(DelayHistory past, int firstSignal, long row, ReadOnlySpan<double> current, Span<double> target)
    {
        _isKept = ReferenceEquals(past, _keptPast) && past.Version == _keptVersion && row == _keptRow && firstSignal == _keptFirst;
        _keptPast = null;
        fixed (double* now = current, sums = target)
        {
            (_past, _firstSignal, _row) = (past, firstSignal, row);
            _current = now;
            _sums = sums;
            Workers.For(_blockGroups.Length - 1, 1, _blocks);
            _past = null;
        }

        (_keptPast, _keptVersion, _keptRow, _keptFirst) = (past, past.Version, row, firstSignal);
    }

    private void Multiply(int from, int to)
    {
        for (int block = from; block < to; block++)
        {
            int first = block * _blockTargets;
            int targets = Math.Min(_blockTargets, _targets - first);
            double* sums = _sums + first;
            Span<double> kept = _kept.AsSpan(first, targets);
            int group = _blockGroups[block];
            int end = _blockGroups[block + 1];
            int withoutDelay = end > group && _groupLags[end - 1] == 0 ? end - 1 : end;
            if (_isKept)
            {
                kept.CopyTo(new Span<double>(sums, targets));
            }
            else
            {
                new Span<double>(sums, targets).Clear();
                for (; group < withoutDelay; group++)
                {
                    // A delay of one step exactly reads one row; the next may not be known yet.
                    int lag = _groupLags[group];
                    ReadOnlySpan<double> older = Row(_row - lag);
                    fixed (double* a = older, b = lag == 1 ? older : Row(_row - lag + 1))
                    {
                        Add(group, a, b, sums);
                    }
                }

                new ReadOnlySpan<double>(sums, targets).CopyTo(kept);
            }

            if (withoutDelay < end)
            {
                Add(withoutDelay, _current, _current, sums);
            }
        }
    }

    private static (int[] BlockGroups, int[] Lags, int[] Start) Group(int[] order, int[] lags, int[] blockStart)
    {
        int[] blockGroups = new int[blockStart.Length];
        List<int> groupLags = [];
        List<int> start = [];
        for (int block = 0; block + 1 < blockStart.Length; block++)
        {
            blockGroups[block] = groupLags.Count;
            for (int n = blockStart[block]; n < blockStart[block + 1]; n++)
            {
                if (n == blockStart[block] || lags[order[n]] != groupLags[^1])
                {
                    groupLags.Add(lags[order[n]]);
                    start.Add(n);
                }
            }
        }

        blockGroups[^1] = groupLags.Count;
        return (blockGroups, [.. groupLags], [.. start, order.Length]);
    }

    private ReadOnlySpan<double> Row(long number) => _past!.Row(number).Slice(_firstSignal, _sources);

    private void Add(int group, double* older, double* newer, double* sums)
    {
        int end = _groupStart[group + 1];
        fixed (double* toOlder = _older, toNewer = _newer)
        fixed (uint* ends = _ends)
        {
            uint targetOf = (1u << _targetBits) - 1;
            int sourceOf = _targetBits;
            for (int n = _groupStart[group]; n < end; n++)
            {
                double* sum = sums + (ends[n] & targetOf);
                uint j = ends[n] >> sourceOf;
                *sum = Math.FusedMultiplyAdd(toNewer[n], newer[j], Math.FusedMultiplyAdd(toOlder[n], older[j], *sum));
            }
        }
    }
}
