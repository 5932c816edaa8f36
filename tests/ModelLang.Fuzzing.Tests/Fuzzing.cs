using Xunit;

namespace ModelLang.Fuzzing.Tests;

/// <summary>Bounded runs with fixed seeds.</summary>
internal static class Fuzzing
{
    public static FuzzLog FindsNothing(IFuzzer fuzzer, int seed, int rounds)
    {
        FuzzLog log = new();
        new Campaign([fuzzer], seed, log).Run(0, rounds, () => false, _ => { });
        Finding? first = log.Findings.Count > 0 ? log.Findings[0] : null;
        Assert.True(first is null, $"{log.Findings.Count} findings, --only {fuzzer.Name} --seed {seed} --round {first?.Round}: {first?.What}\n{first?.Input}");
        return log;
    }
}
