using System.Diagnostics;
using ModelLang.Simulation.Experiments;

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
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        if (elapsed < s_quietTime)
        {
            return;
        }

        double remaining = progress.Fraction > 0 ? elapsed.TotalSeconds * (1 - progress.Fraction) / progress.Fraction : 0;
        string text = $"{(int)(100 * progress.Fraction),3} %   t = {Numbers.Show(progress.Time, timeUnit)}   {Math.Ceiling(remaining)} s left";
        terminal.Error.Write("\r" + text.PadRight(_width));
        _width = text.Length;
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            terminal.Error.Write("\r" + new string(' ', _width) + "\r");
        }
    }
}
