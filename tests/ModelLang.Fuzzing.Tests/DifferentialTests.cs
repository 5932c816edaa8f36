using ModelLang.Fuzzing.Differential;
using Xunit;

namespace ModelLang.Fuzzing.Tests;

/// <summary>Emitted code computes what the model's equations mean, evaluated by walking their trees.</summary>
public sealed class DifferentialTests
{
    [Fact]
    public void Ten_thousand_random_expressions_have_their_values()
    {
        FuzzLog log = Fuzzing.FindsNothing(DifferentialFuzzer.Expressions(points: 4), 20261123, 250);
        Assert.True(log.Counts["random expressions"] >= 10_000);
        AssertMostlyCompared(log);
    }

    [Fact]
    public void Five_hundred_random_circuits_have_their_derivatives_Jacobians_and_steps()
    {
        FuzzLog log = Fuzzing.FindsNothing(DifferentialFuzzer.Circuits(points: 4), 20261124, 500);
        Assert.Equal(500, log.Counts["random circuits"]);
        AssertMostlyCompared(log);
    }

    // A reference that leaves everything open would find nothing either.
    private static void AssertMostlyCompared(FuzzLog log) => Assert.True(log.Counts["values compared"] > 4 * log.Counts["values left open"]);
}
