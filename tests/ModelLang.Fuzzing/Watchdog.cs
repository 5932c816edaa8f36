using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace ModelLang.Fuzzing;

/// <summary>Runs work that must end.</summary>
internal static class Watchdog
{
    /// <summary>How long one input may take; far above what the slowest takes on a busy machine.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Does some work; exceptions come through, and work that does not end is left behind.</summary>
    /// <exception cref="TimeoutException">The work took longer than <see cref="Limit"/>.</exception>
    public static TimeSpan Run(Action work)
    {
        ExceptionDispatchInfo? failure = null;
        Stopwatch clock = Stopwatch.StartNew();
        Thread thread = new(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }) { IsBackground = true };
        thread.Start();
        if (!thread.Join(Limit))
        {
            throw new TimeoutException($"no answer in {Limit.TotalSeconds} s");
        }

        failure?.Throw();
        return clock.Elapsed;
    }
}
