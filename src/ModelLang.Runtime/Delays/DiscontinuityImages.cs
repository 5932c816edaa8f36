namespace ModelLang.Runtime;

/// <summary>
/// Where discontinuities come back through the delays. A jump in derivative m of what is read at T is a jump in derivative m of the right-hand side at
/// T + d, for every delay d, and one order higher in the states there; so it fades below the order of a method after a few delays.
/// </summary>
/// <remarks>Bellen and Zennaro, Numerical Methods for Delay Differential Equations (2003), sect. 2.2.</remarks>
internal sealed class DiscontinuityImages
{
    // A system with so many delays that one discontinuity has more images is followed for fewer orders.
    private const int MostImages = 256;
    private const int MostPending = 1024;

    private readonly double[] _times = new double[MostPending];
    private readonly int[] _orders = new int[MostPending];
    private readonly DelayList _delays;
    private readonly int _wanted;
    private int _highest;
    private int _count;

    /// <summary>Makes an empty set.</summary>
    /// <param name="delays">The delays.</param>
    /// <param name="highest">The highest derivative of the right-hand side whose jumps matter; negative for none.</param>
    public DiscontinuityImages(DelayList delays, int highest)
    {
        _delays = delays;
        _wanted = highest;
    }

    /// <summary>The first image, or positive infinity.</summary>
    public double Next => _count == 0 ? double.PositiveInfinity : _times[_count - 1];

    /// <summary>Forgets all images.</summary>
    public void Clear() => _count = 0;

    /// <summary>Decides how many orders are followed; to be called when the delays have changed.</summary>
    public void CountDelays()
    {
        // C(D + n, n) - 1 images in n orders for D delays.
        _highest = -1;
        double images = 1;
        for (int n = 1; n <= _wanted + 1 && _delays.IsComplete; n++)
        {
            images *= (_delays.Distinct.Length + n) / (double)n;
            if (images - 1 > MostImages)
            {
                break;
            }

            _highest = n - 1;
        }
    }

    /// <summary>Notes the images of a jump in a derivative of what is read.</summary>
    /// <param name="time">When it jumps.</param>
    /// <param name="order">Which derivative jumps; 0 is the quantity itself.</param>
    public void Add(double time, int order)
    {
        if (order > _highest)
        {
            return;
        }

        foreach (double delay in _delays.Distinct)
        {
            Insert(time + delay, order);
        }
    }

    /// <summary>Removes the images up to a time.</summary>
    /// <returns>The lowest derivative of the right-hand side that jumps there, or -1 when there is no image.</returns>
    public int Pass(double time)
    {
        int lowest = -1;
        while (_count > 0 && (_times[_count - 1] <= time || AreSame(_times[_count - 1], time)))
        {
            int order = _orders[--_count];
            lowest = lowest < 0 ? order : Math.Min(lowest, order);
        }

        return lowest;
    }

    /// <summary>Whether two times differ by the rounding of sums of delays only.</summary>
    public static bool AreSame(double a, double b) => Math.Abs(a - b) <= 1e-13 * Math.Min(Math.Abs(a), Math.Abs(b));

    // Kept in descending order, the next one last.
    private void Insert(double time, int order)
    {
        int at = _count;
        while (at > 0 && _times[at - 1] < time && !AreSame(_times[at - 1], time))
        {
            at--;
        }

        if (at > 0 && AreSame(_times[at - 1], time))
        {
            _orders[at - 1] = Math.Min(_orders[at - 1], order);
        }
        else if (_count < MostPending)
        {
            _times.AsSpan(at, _count - at).CopyTo(_times.AsSpan(at + 1));
            _orders.AsSpan(at, _count - at).CopyTo(_orders.AsSpan(at + 1));
            _times[at] = time;
            _orders[at] = order;
            _count++;
        }
    }
}
