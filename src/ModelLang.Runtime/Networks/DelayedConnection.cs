using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>Weighted connections between two populations, each with a delay of its own: what each target receives is a weighted sum over the past of its sources.</summary>
/// <remarks>
/// <para>
/// With few distinct delays the past of all sources is read once for each, and there is one <see cref="Connection"/> for each. With many, connections are
/// sorted by their delays, so that what one step of the past holds and the sums of a block of targets stay in the first-level cache.
/// </para>
/// <para>Which of these it is, and the order of each sum, follow from the connections alone. An instance belongs to one simulator.</para>
/// </remarks>
public sealed class DelayedConnection
{
    private readonly int _count;
    private readonly double[] _few;
    private readonly DelayGroup[] _groups;
    private readonly double[] _row;
    private readonly double[] _sum;
    private readonly SortedConnections? _sorted;

    /// <summary>Connections with a weight and a delay each.</summary>
    /// <param name="pattern">Who feeds whom.</param>
    /// <param name="weights">The weights, in the order of the pattern, length <c>pattern.Count</c>.</param>
    /// <param name="delays">The delays, in the same order, in the system's time unit, not negative; a connection without delay is instantaneous.</param>
    /// <exception cref="ArgumentException">A length does not fit, a weight is not finite, or a delay is negative or not finite; the message says which.</exception>
    public DelayedConnection(ConnectionPattern pattern, ReadOnlySpan<double> weights, ReadOnlySpan<double> delays)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        pattern.RequireValues("weight", weights);
        pattern.RequireValues("delay", delays);
        Sources = pattern.Sources;
        Targets = pattern.Targets;
        _count = pattern.Count;
        ShortestDelay = double.PositiveInfinity;
        for (int c = 0; c < delays.Length; c++)
        {
            if (delays[c] < 0)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The delay of the connection from unit {pattern.Source[c]:N0} to unit {pattern.Target[c]:N0} is {delays[c]}: a delay must not be negative."));
            }

            ShortestDelay = delays[c] > 0 ? Math.Min(ShortestDelay, delays[c]) : ShortestDelay;
            LongestDelay = Math.Max(LongestDelay, delays[c]);
        }

        _few = Few(delays);
        _groups = DelayGroup.Split(pattern, weights, delays);
        _sorted = _groups.Length == 0 ? new SortedConnections(pattern, weights, delays) : null;
        _row = _groups.Length == 0 ? [] : new double[Sources];
        _sum = _groups.Length == 0 ? [] : new double[Targets];
    }

    /// <summary>Connections that share one weight, with a delay each.</summary>
    /// <param name="pattern">Who feeds whom.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="delays">The delays, in the order of the pattern, in the system's time unit, not negative.</param>
    /// <exception cref="ArgumentException">There is not one delay per connection, the weight is not finite, or a delay is negative or not finite.</exception>
    public DelayedConnection(ConnectionPattern pattern, double weight, ReadOnlySpan<double> delays)
        : this(pattern, [.. Enumerable.Repeat(weight, pattern.Count)], delays)
    {
    }

    /// <summary>Number of source units.</summary>
    public int Sources { get; }

    /// <summary>Number of target units.</summary>
    public int Targets { get; }

    /// <summary>The shortest delay that is not zero; infinite when there is none.</summary>
    public double ShortestDelay { get; }

    /// <summary>The longest delay; zero when there is none.</summary>
    public double LongestDelay { get; }

    /// <summary>How the connections are stored, for people: <c>9,900 of 10,000 with 37 delays</c> or <c>9,900 of 10,000 with a delay each, 198 kB</c>.</summary>
    public string Storage
    {
        get
        {
            string connections = string.Create(CultureInfo.InvariantCulture, $"{_count:N0} of {(double)Sources * Targets:N0}");
            return _groups.Length switch
            {
                1 => $"{_groups[0].Connection.Storage}, one delay",
                > 1 => string.Create(CultureInfo.InvariantCulture, $"{connections} with {_groups.Length:N0} delays"),
                _ => $"{connections} with a delay each, {Connection.Bytes((double)SortedConnections.BytesPerConnection * _count)}",
            };
        }
    }

    /// <summary>Lists the delays that are not zero; when they are many, their bounds.</summary>
    /// <param name="delays">Receives them.</param>
    /// <param name="name">How the model calls them, for messages.</param>
    public void CollectDelays(DelayList delays, string name)
    {
        ArgumentNullException.ThrowIfNull(delays);
        if (_few.Length > 0)
        {
            foreach (double delay in _few)
            {
                delays.Add(delay, name);
            }
        }
        else if (LongestDelay > 0)
        {
            delays.Add(ShortestDelay, LongestDelay, name);
        }
    }

    /// <summary>Computes what each target receives: <c>target[i]</c> becomes the sum of <c>weight*s_j(t - delay)</c> over the connections from j to i.</summary>
    /// <param name="past">The past of the system.</param>
    /// <param name="firstSignal">Which of its quantities is that of source 0; the other sources follow.</param>
    /// <param name="t">The present time: that of the stage of a step.</param>
    /// <param name="current">What each source sends now, length <see cref="Sources"/>; read by connections without delay.</param>
    /// <param name="target">Receives the sums, length <see cref="Targets"/>; must not overlap <paramref name="current"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">The past does not reach so far; a <see cref="DelayException"/>.</exception>
    public void Multiply(DelayHistory past, int firstSignal, double t, ReadOnlySpan<double> current, Span<double> target)
    {
        ArgumentNullException.ThrowIfNull(past);
        if (current.Length != Sources || target.Length != Targets)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{Sources} sources and {Targets} targets are connected, but {current.Length} and {target.Length} are given."));
        }

        if (_sorted is null)
        {
            MultiplyByDelay(past, firstSignal, t, current, target);
        }
        else
        {
            _sorted.Multiply(past, firstSignal, t, current, target);
        }
    }

    // The distinct positive delays when there are so few that jumps which come back through each can be stepped onto; else none.
    private static double[] Few(ReadOnlySpan<double> delays)
    {
        HashSet<double> distinct = [];
        foreach (double delay in delays)
        {
            if (delay > 0 && distinct.Add(delay) && distinct.Count > DelayList.MostDistinct)
            {
                return [];
            }
        }

        return [.. distinct.Order()];
    }

    private void MultiplyByDelay(DelayHistory past, int firstSignal, double t, ReadOnlySpan<double> current, Span<double> target)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            (double delay, Connection connection) = _groups[g];
            if (delay > 0)
            {
                past.Values(firstSignal, t, delay, _row);
            }

            connection.Multiply(delay > 0 ? _row : current, g == 0 ? target : _sum);
            for (int i = 0; g > 0 && i < target.Length; i++)
            {
                target[i] += _sum[i];
            }
        }
    }
}
