namespace ModelLang.Testing;

/// <summary>Measures what code allocates on the managed heap.</summary>
public static class Allocation
{
    private const int Rounds = 5;

    /// <summary>The fewest bytes that one of several equal rounds of <paramref name="work"/> allocates on this thread.</summary>
    /// <remarks>
    /// A collection that another thread causes counts what is left of this thread's allocation buffer as allocated; it does not meet every round.
    /// </remarks>
    public static long LeastOf(Action work) => LeastOf(_ => work());

    /// <summary>As the other overload; the work is told the number of the round, from 0.</summary>
    public static long LeastOf(Action<int> work)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work(round);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
