namespace ClosedLoop;

/// <summary>Feedback against what is fast in the EEG: the drive falls when the EEG is above its slow mean.</summary>
/// <param name="drive">Drive without feedback [Hz].</param>
/// <param name="gain">Change of the drive with the EEG [Hz/mV].</param>
internal sealed class Controller(double drive, double gain)
{
    private const double TimeConstant = 0.5; // of the slow mean [s]

    private double _mean;

    /// <summary>The drive for the next period.</summary>
    /// <param name="eeg">EEG now [mV].</param>
    /// <param name="period">Time since the last call [s].</param>
    public double Update(double eeg, double period)
    {
        _mean += (eeg - _mean) * period / TimeConstant;
        return Math.Max(0, drive - (gain * (eeg - _mean)));
    }
}
