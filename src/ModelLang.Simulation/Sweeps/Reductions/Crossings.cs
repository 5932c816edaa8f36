namespace ModelLang.Simulation.Sweeps.Reductions;

/// <summary>Finds the period of a rhythm from the times at which it rises through its mean.</summary>
/// <remarks>
/// A crossing counts once the signal has been a quarter of the way down from its mean to its least value before, and a quarter of the way up to its
/// greatest value after it, so that noise about the mean does not count. Of several crossings in between the last one is taken; its time is interpolated
/// linearly between the two samples. A signal whose values differ by less than a millionth of the largest has no rhythm.
/// </remarks>
internal static class Crossings
{
    /// <summary>Share of the way from the mean to an extreme that a rhythm has to go.</summary>
    private const double Hysteresis = 0.25;

    private const double LeastRelativeRange = 1e-6;

    /// <summary>Whether the values differ by no more than errors of integration.</summary>
    public static bool IsConstant(double least, double greatest) =>
        !(greatest - least > LeastRelativeRange * Math.Max(Math.Abs(least), Math.Abs(greatest)));

    /// <summary>The mean distance of upward crossings of the mean; not-a-number with fewer than two.</summary>
    /// <param name="times">Sample times, ascending.</param>
    /// <param name="values">As many values.</param>
    public static double Period(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        (double least, double greatest) = Statistics.Extremes(values);
        if (IsConstant(least, greatest))
        {
            return double.NaN;
        }

        double mean = Statistics.Mean(values);
        double low = mean - (Hysteresis * (mean - least));
        double high = mean + (Hysteresis * (greatest - mean));
        bool wasLow = false;
        int count = 0;
        (double first, double last, double crossing) = (0, 0, 0);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i - 1] < mean && values[i] >= mean)
            {
                crossing = times[i - 1] + ((mean - values[i - 1]) / (values[i] - values[i - 1]) * (times[i] - times[i - 1]));
            }

            if (values[i] <= low)
            {
                wasLow = true;
            }
            else if (wasLow && values[i] >= high)
            {
                wasLow = false;
                first = count++ == 0 ? crossing : first;
                last = crossing;
            }
        }

        return count < 2 ? double.NaN : (last - first) / (count - 1);
    }
}
