namespace ModelLang.Simulation.Experiments;

/// <summary>The times of the samples: <c>First + k*Interval</c>, computed from the index so that errors do not add up.</summary>
/// <param name="First">Time of sample 0.</param>
/// <param name="Interval">Their distance.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct SampleTimes(double First, double Interval, int Count)
{
    private const int Wanted = 1000;
    private const double LargestCount = 1e9;

    // An end that misses the last sample by rounding only still gets it.
    private const double Slack = 1e-9;

    public double this[int index] => First + (index * Interval);

    /// <summary>The samples of a time span.</summary>
    /// <exception cref="ExperimentException">There would be too many.</exception>
    public static SampleTimes Every(double interval, double first, double end)
    {
        double count = Math.Floor(((end - first) / interval) + Slack) + 1;
        return count <= LargestCount
            ? new SampleTimes(first, interval, (int)count)
            : throw new ExperimentException($"{Numbers.Show(count)} samples are too many; record less often with 'record ... every'");
    }

    /// <summary>About a thousand samples of a time span; with a fixed step each falls on a step.</summary>
    public static SampleTimes About(double first, double end, double? fixedStep)
    {
        double interval = (end - first) / Wanted;
        if (fixedStep is { } dt)
        {
            interval = Math.Max(1, Math.Round(interval / dt)) * dt;
        }

        return interval > 0 ? Every(interval, first, end) : new SampleTimes(first, 1, 1);
    }
}
