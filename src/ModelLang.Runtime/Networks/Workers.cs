using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>Threads that share the work of loops over units and rows.</summary>
/// <remarks>
/// A loop is cut into blocks whose boundaries depend on its length and grain alone, never on the number of threads; a loop whose blocks do not read what
/// others write gives the same bits with any number. The threads start with the first loop that has more than one block. Between loops they look out for
/// the next one for some tens of microseconds and then sleep.
/// </remarks>
public static class Workers
{
    private static ThreadTeam s_team = new(ThreadsFrom(Environment.GetEnvironmentVariable("MODELLANG_THREADS"), Environment.ProcessorCount));

    /// <summary>
    /// How many threads take part in a loop, the calling one included: the value of the environment variable <c>MODELLANG_THREADS</c> if that is a number
    /// from 1 to 1024, otherwise as many as there are processors, unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in 1 to 1024.</exception>
    public static int Threads
    {
        get => Volatile.Read(ref s_team).Threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaximumThreads);
            if (value != Threads)
            {
                Interlocked.Exchange(ref s_team, new ThreadTeam(value)).Dismiss();
            }
        }
    }

    /// <summary>How many threads sleep until there is a loop.</summary>
    internal static int Sleeping => Volatile.Read(ref s_team).Sleeping;

    private const int MaximumThreads = 1024;

    /// <summary>
    /// Calls <paramref name="body"/> for each block of 0 to <paramref name="count"/> - 1, and returns when all are done. Within one block, within another
    /// loop, and while another thread uses the workers, everything runs on the calling thread.
    /// </summary>
    /// <remarks>Does not allocate once the threads run, if the delegate is kept by the caller.</remarks>
    /// <param name="count">Number of units or rows, not negative.</param>
    /// <param name="grain">How many make a block, at least one. A block should be worth 10 microseconds or more.</param>
    /// <param name="body">Does the work from its first argument up to, not including, its second.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or the grain is not positive.</exception>
    public static void For(int count, int grain, Action<int, int> body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(grain, 1);
        ArgumentNullException.ThrowIfNull(body);
        if (count <= grain)
        {
            if (count > 0)
            {
                body(0, count);
            }

            return;
        }

        Volatile.Read(ref s_team).Run(count, grain, body);
    }

    /// <summary>How many threads a setting asks for; as many as there are processors if it is no number from 1 to 1024.</summary>
    internal static int ThreadsFrom(string? setting, int processors) =>
        int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= MaximumThreads
            ? threads
            : Math.Clamp(processors, 1, MaximumThreads);
}
