using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Networks;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Kernels;

/// <summary>Phases as text: <c>X(a b! -> r)</c> is a loop over X that computes a and b, keeps b for later, and stores the slope of r.</summary>
public sealed class LoopScheduleTests
{
    [Fact]
    public void Units_without_connections_take_one_loop() =>
        AssertPhases("X( -> X.r X.v)", "population X : unit[4]");

    [Fact]
    public void A_reduction_stands_between_two_loops() =>
        AssertPhases("X(X.f!) | X.u | X( -> X.r X.v)", "population X : unit[4]", "connect X.f -> X.u by all_to_all");

    [Fact]
    public void What_reads_no_reduction_waits_for_the_loop_that_stores() => AssertPhases(
        "m | single(k X.u) X(p -> X.r X.v)",
        "population X : unit[4]", "let m = mean(X.r)", "let k = 2*m", "let p = X.v*X.v + k", "edge k -> X.u");

    [Fact]
    public void Two_populations_that_feed_each_other_share_the_levels() => AssertPhases(
        "X(X.f!) Y(Y.f!) | X.u Y.u | X( -> X.r X.v) Y( -> Y.r Y.v)",
        "population X : unit[4]", "population Y : unit[5]", "connect X.f -> Y.u by random(p = 0.5)", "connect Y.f -> X.u by random(p = 0.5)");

    [Fact]
    public void A_sum_over_states_needs_no_loop_before() => AssertPhases(
        "X.u | X( -> X.r X.v)", "population X : unit[4]", "connect X.r -> X.u by random(p = 0.5)");

    private static void AssertPhases(string expected, params string[] circuit)
    {
        DynamicalSystem system = SeparatePopulations.Apply(NetworkSystem.Of(circuit));
        UnitAxes axes = new(system);
        HashSet<string> live = [.. Liveness.OfDerivatives(system).Intermediates.Select(i => i.Path)];
        NetworkRoot[] roots = [.. system.Equations.Select(e => new NetworkRoot("_dydt", e.State, e.Rhs, axes[e.State]))];
        IReadOnlyList<Phase> phases = LoopSchedule.Of(axes, [.. system.Intermediates.Where(i => live.Contains(i.Path) || i.Path == "p")], roots);
        string text = "";
        bool across = false;
        foreach (Phase phase in phases)
        {
            bool isAcross = phase is AcrossPhase;
            text += text.Length == 0 ? "" : isAcross != across || phase is SinglePhase ? " | " : " ";
            across = isAcross;
            text += phase switch
            {
                SinglePhase single => $"single({Names(single.Items)})",
                AcrossPhase { Item.Path: var path } => path,
                LoopPhase loop => $"{loop.Population}({string.Join(" ", loop.Items.Select(i => i.Path + (loop.Kept.Contains(i.Path) ? "!" : "")))}{(loop.Roots.Count > 0 ? " -> " + string.Join(" ", loop.Roots.Select(r => r.Offset)) : "")})",
                _ => "?",
            };
        }

        Assert.Equal(expected, text);
    }

    private static string Names(IReadOnlyList<Intermediate> items) => string.Join(" ", items.Select(i => i.Path));
}
