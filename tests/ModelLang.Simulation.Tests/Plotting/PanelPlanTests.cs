using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Results;
using Xunit;

namespace ModelLang.Simulation.Tests.Plotting;

public sealed class PanelPlanTests
{
    [Fact]
    public void Variables_of_one_unit_share_a_panel_in_recorded_order() =>
        Assert.Equal(
            ["r [Hz]: E.r I.r", "E.V [mV]: E.V"],
            Plan(("E.r", "Hz", 1), ("E.V", "mV", 1), ("I.r", "Hz", 1)));

    [Fact]
    public void Many_variables_are_spread_evenly_over_panels() =>
        Assert.Equal(
            ["y [Hz]: a0.y a1.y a2.y a3.y", "y [Hz]: a4.y a5.y a6.y"],
            Plan([.. Enumerable.Range(0, 7).Select(i => ($"a{i}.y", "Hz", 1.0))]));

    [Fact]
    public void Parts_of_a_complex_number_stay_together() =>
        Assert.Equal(
            ["a, b, z [1]: a b z.re z.im", "c, d, e, f [1]: c d e f"],
            Plan(("a", "1", 1), ("b", "1", 1), ("z.re", "1", 1), ("c", "1", 1), ("d", "1", 1), ("e", "1", 1), ("f", "1", 1), ("z.im", "1", 1)));

    [Fact]
    public void A_variable_that_would_look_flat_has_its_own_panel() =>
        Assert.Equal(
            ["v, u [mV]: v u", "w [mV]: w"],
            Plan(("v", "mV", 100), ("w", "mV", 1), ("u", "mV", 50)));

    [Fact]
    public void A_population_has_its_own_panel_with_the_ends_as_legend()
    {
        Trajectory trajectory = Trajectory([("r", "Hz", 1), .. Enumerable.Range(0, 250).Select(i => ($"X.r[{i}]", "Hz", 1.0))]);
        LinePanel[] plan = [.. PanelPlan.Create(trajectory).Cast<LinePanel>()];
        Assert.Equal(["r", "X.r"], plan.Select(p => p.Quantity));
        Assert.Equal(["X.r[0]", "X.r[249]", "(100 of 250)"], plan[1].Legend.Select(e => e.Text));
        Assert.Equal(100, plan[1].Lines.Select(l => l.Variable.Name).Distinct().Count());
        Assert.Equal("X.r[249]", plan[1].Lines[^1].Variable.Name);
    }

    [Fact]
    public void A_small_population_is_like_any_variables() =>
        Assert.Equal(["X.r [Hz]: X.r[0] X.r[1]"], Plan(("X.r[0]", "Hz", 1), ("X.r[1]", "Hz", 1)));

    private static IEnumerable<string> Plan(params (string Name, string Unit, double Amplitude)[] variables) =>
        PanelPlan.Create(Trajectory(variables)).Cast<LinePanel>()
            .Select(p => $"{p.Quantity} [{p.Unit}]: {string.Join(' ', p.Lines.Select(l => l.Variable.Name))}");

    private static Trajectory Trajectory((string Name, string Unit, double Amplitude)[] variables) =>
        Simulation.Results.Trajectory.FromColumns("ms", [0, 1], [.. variables.Select(v => (v.Name, v.Unit, new[] { 0, v.Amplitude }))]);
}
