using System.Diagnostics;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Sweeps;

namespace ModelLang.Cli;

/// <summary>One line at a terminal that tells how far a long run is; it vanishes at the end.</summary>
internal sealed class ProgressLine(Terminal terminal, string timeUnit)
{
    private static readonly TimeSpan s_quietTime = TimeSpan.FromSeconds(1);

    private readonly long _started = Stopwatch.GetTimestamp();
    private int _width;

    /// <summary>Called now and then during the run.</summary>
    public void Report(RunProgress progress)
    {
        double elapsed = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        double remaining = progress.Fraction > 0 ? elapsed * (1 - progress.Fraction) / progress.Fraction : 0;
        Show(progress.Fraction, $"t = {Numbers.Show(progress.Time, timeUnit)}   {Math.Ceiling(remaining)} s left");
    }

    /// <summary>Called now and then during a sweep.</summary>
    public void Report(SweepProgress progress) => Show(
        (double)progress.Done / Math.Max(1, progress.Points),
        $"{progress.Done} of {progress.Points} points   {Numbers.Show(Math.Round(progress.PointsPerSecond, 1))} points/s   {Math.Ceiling(progress.Remaining.TotalSeconds)} s left");

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            terminal.Error.Write("\r" + new string(' ', _width) + "\r");
        }
    }

    private void Show(double fraction, string details)
    {
        if (Stopwatch.GetElapsedTime(_started) < s_quietTime)
        {
            return;
        }

        string text = $"{(int)(100 * fraction),3} %   {details}";
        terminal.Error.Write("\r" + text.PadRight(_width));
        _width = text.Length;
    }
}
