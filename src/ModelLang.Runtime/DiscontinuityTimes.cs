namespace ModelLang.Runtime;

/// <summary>When discontinuities in time happen.</summary>
public static class DiscontinuityTimes
{
    /// <summary>A single discontinuity if it is still to come after <paramref name="t"/>, else positive infinity.</summary>
    /// <param name="t">Time.</param>
    /// <param name="time">When it happens; infinite or NaN for never.</param>
    public static double Next(double t, double time) => time > t ? time : double.PositiveInfinity;

    /// <summary>The first of <c>first + k*period</c>, for every whole k, after <paramref name="t"/>.</summary>
    /// <param name="t">Time.</param>
    /// <param name="first">One of the times; infinite or NaN for none.</param>
    /// <param name="period">Their distance; its sign does not matter; 0, infinite or NaN leaves <paramref name="first"/> alone.</param>
    public static double Next(double t, double first, double period)
    {
        period = Math.Abs(period);
        if (!double.IsFinite(first) || !double.IsFinite(period) || period == 0)
        {
            return Next(t, first);
        }

        // Each time is rounded once, from its number, so that it is the same from wherever it is asked for.
        double k = Math.Floor((t - first) / period);
        double time = first + (k * period);
        while (time <= t)
        {
            k++;
            double later = first + (k * period);
            if (later == time)
            {
                return double.PositiveInfinity;
            }

            time = later;
        }

        return time;
    }

    /// <summary>A time strictly between two discontinuities; the second one may be infinite.</summary>
    public static double Middle(double from, double to) => double.IsInfinity(to) ? from + 1 + Math.Abs(from) : from + ((to - from) / 2);
}
