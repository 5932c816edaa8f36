using System.Diagnostics;
using System.Globalization;

namespace ModelLang.Fuzzing;

/// <summary>Takes turns with all kinds of fuzzing until the time is over or someone says stop.</summary>
internal sealed class Campaign(IReadOnlyList<IFuzzer> fuzzers, int seed, FuzzLog log)
{
    /// <summary>All kinds of fuzzing there are.</summary>
    public static IReadOnlyList<IFuzzer> All() => [new Mutation.MutationFuzzer(), new Grammar.GrammarFuzzer(), Differential.DifferentialFuzzer.Expressions(), Differential.DifferentialFuzzer.Circuits()];

    /// <summary>The random numbers of a round: each round can be repeated alone.</summary>
    public static Random RandomOf(int seed, int round) => new(unchecked((seed * 1_000_003) + round));

    /// <summary>Runs rounds <paramref name="from"/> to <paramref name="to"/>, then what they left.</summary>
    public void Run(int from, int to, Func<bool> stop, Action<int> progress)
    {
        for (int round = from; round < to && !stop(); round++)
        {
            foreach (IFuzzer fuzzer in fuzzers)
            {
                log.Origin = (fuzzer.Name, round);
                fuzzer.Round(RandomOf(seed, round), log);
            }

            progress(round);
        }

        foreach (IFuzzer fuzzer in fuzzers)
        {
            fuzzer.Finish(log);
        }
    }

    /// <summary>One line about what was done.</summary>
    public static string Summary(FuzzLog log, Stopwatch clock) => string.Create(
        CultureInfo.InvariantCulture,
        $"{clock.Elapsed:hh\\:mm\\:ss}  {string.Join(", ", log.Counts.Select(c => $"{c.Value} {c.Key}"))}; slowest {log.Slowest.TotalSeconds:F1} s; {log.Findings.Count} findings");
}
