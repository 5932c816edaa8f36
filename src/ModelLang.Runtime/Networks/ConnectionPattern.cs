using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>
/// Which source unit feeds which target unit, as rows: for each target its sources in ascending order. A source may feed a target more than once.
/// </summary>
/// <remarks>
/// Immutable, safe to share between threads. Every factory is a function of its arguments alone, so that a network is the same on every machine and at
/// any number of threads. The lists of a regular pattern (<see cref="IsComplete"/> and the like) are made when they are first asked for.
/// </remarks>
public sealed partial class ConnectionPattern
{
    private readonly Shape _shape;
    private readonly long _count;
    private int[]? _rowStart;
    private int[]? _source;
    private int[]? _target;

    private ConnectionPattern(Shape shape, int sources, int targets, long count)
    {
        _shape = shape;
        Sources = sources;
        Targets = targets;
        _count = count;
    }

    private ConnectionPattern(int sources, int targets, int[] rowStart, int[] source)
        : this(Shape.Listed, sources, targets, source.Length)
    {
        _rowStart = rowStart;
        _source = source;
        if (_count == (long)sources * targets && IsEveryPairInOrder())
        {
            _shape = Shape.Complete;
        }
    }

    private enum Shape
    {
        Listed,
        OneToOne,
        Complete,
        CompleteButSelf,
    }

    /// <summary>Number of source units.</summary>
    public int Sources { get; }

    /// <summary>Number of target units.</summary>
    public int Targets { get; }

    /// <summary>Number of connections.</summary>
    /// <exception cref="InvalidOperationException">There are more than 2,147,483,591, which no list can hold; with one weight for all of them none is needed.</exception>
    public int Count => _count <= Array.MaxLength ? (int)_count : throw new OverflowException(string.Create(
        CultureInfo.InvariantCulture,
        $"{_count:N0} connections from {Sources:N0} to {Targets:N0} units are more than can be listed: give them one weight for all, or connect fewer."));

    /// <summary>Whether every source feeds every target once.</summary>
    public bool IsComplete => _shape == Shape.Complete;

    /// <summary>Whether every source feeds every target once, but not the target of the same number.</summary>
    public bool IsCompleteButSelf => _shape == Shape.CompleteButSelf;

    /// <summary>Whether source i feeds target i and no other.</summary>
    public bool IsOneToOne => _shape == Shape.OneToOne;

    /// <summary>Where the connections of each target begin, and one entry more: those of target i are <c>RowStart[i]</c> to <c>RowStart[i + 1] - 1</c>.</summary>
    public ReadOnlySpan<int> RowStart => _rowStart ??= MakeRowStart();

    /// <summary>The source of each connection, length <see cref="Count"/>, ascending within a row.</summary>
    public ReadOnlySpan<int> Source => _source ??= MakeSource();

    /// <summary>The target of each connection, length <see cref="Count"/>, ascending.</summary>
    public ReadOnlySpan<int> Target => _target ??= MakeTarget();

    /// <summary>Unit i feeds unit i.</summary>
    /// <param name="sources">Number of source units, at least one.</param>
    /// <param name="targets">Number of target units, the same.</param>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    public static ConnectionPattern OneToOne(int sources, int targets)
    {
        RequireUnits(sources, targets);
        return sources == targets
            ? new ConnectionPattern(Shape.OneToOne, sources, targets, sources)
            : throw Wrong($"one_to_one needs as many sources as targets, but there are {sources:N0} and {targets:N0}: use another rule, or populations of one size.");
    }

    /// <summary>Every source feeds every target.</summary>
    /// <param name="sources">Number of source units, at least one.</param>
    /// <param name="targets">Number of target units, at least one.</param>
    /// <param name="autapses">Whether source i feeds target i, which is the same unit.</param>
    public static ConnectionPattern AllToAll(int sources, int targets, bool autapses = true)
    {
        RequireUnits(sources, targets);
        long pairs = (long)sources * targets;
        return autapses
            ? new ConnectionPattern(Shape.Complete, sources, targets, pairs)
            : new ConnectionPattern(Shape.CompleteButSelf, sources, targets, pairs - Math.Min(sources, targets));
    }

    private static void RequireUnits(int sources, int targets)
    {
        if (sources < 1 || targets < 1)
        {
            throw Wrong($"A connection needs at least one source and one target, but there are {sources:N0} and {targets:N0}.");
        }
    }

    private static ArgumentException Wrong(FormattableString message) => new(message.ToString(CultureInfo.InvariantCulture));

    private bool IsEveryPairInOrder()
    {
        for (int c = 0; c < _source!.Length; c++)
        {
            if (_source[c] != c % Sources)
            {
                return false;
            }
        }

        for (int i = 0; i <= Targets; i++)
        {
            if (_rowStart![i] != i * Sources)
            {
                return false;
            }
        }

        return true;
    }

    private int[] MakeRowStart()
    {
        int[] rowStart = new int[Targets + 1];
        rowStart[Targets] = Count;
        for (int i = 0; i < Targets; i++)
        {
            rowStart[i] = _shape switch
            {
                Shape.OneToOne => i,
                Shape.Complete => i * Sources,
                _ => (i * Sources) - Math.Min(i, Sources),
            };
        }

        return rowStart;
    }

    private int[] MakeSource()
    {
        int[] source = new int[Count];
        if (_shape == Shape.OneToOne)
        {
            for (int i = 0; i < source.Length; i++)
            {
                source[i] = i;
            }

            return source;
        }

        int c = 0;
        for (int i = 0; i < Targets; i++)
        {
            for (int j = 0; j < Sources; j++)
            {
                if (j != i || _shape == Shape.Complete)
                {
                    source[c++] = j;
                }
            }
        }

        return source;
    }

    private int[] MakeTarget()
    {
        int[] target = new int[Count];
        ReadOnlySpan<int> rowStart = RowStart;
        for (int i = 0; i < Targets; i++)
        {
            target.AsSpan(rowStart[i], rowStart[i + 1] - rowStart[i]).Fill(i);
        }

        return target;
    }
}
