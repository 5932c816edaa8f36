using Xunit;

namespace ModelLang.Runtime.Tests;

/// <summary>Each function keeps its bound over each range of its arguments; <c>ModelLang.Benchmarks accuracy</c> does the same with millions of samples.</summary>
public sealed class AccuracyTests
{
    public static TheoryData<int> Ranges => [.. Enumerable.Range(0, MeasuredRange.All.Count)];

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Error_is_within_the_bound(int index)
    {
        MeasuredRange range = MeasuredRange.All[index];
        (double ulp, double x, double y) = range.Measure(4_000, seed: 7);
        Assert.True(ulp <= range.Bound, FormattableString.Invariant($"{range}: {ulp:F3} ulp at {x:R}, {y:R}"));
    }
}
