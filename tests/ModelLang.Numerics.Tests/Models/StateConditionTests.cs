using ModelLang.Dynamic;
using ModelLang.Simulation.Experiments;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>A condition as the range of a state is watched during a run.</summary>
public sealed class StateConditionTests
{
    // abs(z) = 0.5*exp(0.5*t) reaches the limit 1 at t = 2*ln 2.
    private const string Text = """
        operator rotor {
          param g = 0.5
          param limit = 1
          state z : complex = 0.5 in abs(z) <= limit
          z' = (g + 3i)*z
        }
        """;

    [Theory]
    [InlineData("rk4", false)]
    [InlineData("dopri5", false)]
    [InlineData("rosenbrock", true)]
    public void Condition_that_stops_to_hold_is_reported_with_its_time(string method, bool strict)
    {
        RunSummary summary = Run(method, strict, limit: 1);

        ConditionViolation broken = Assert.Single(summary.BrokenConditions);
        Assert.Equal("abs(z) <= limit", broken.Condition.Text);
        Assert.InRange(broken.FirstTime, 2 * Math.Log(2), (2 * Math.Log(2)) + 0.011);
    }

    [Fact]
    public void Initial_value_is_looked_at_too() => Assert.Equal(0, Assert.Single(Run("rk4", strict: false, limit: 0.4).BrokenConditions).FirstTime);

    [Fact]
    public void Condition_that_holds_is_no_matter() => Assert.Empty(Run("rk4", strict: false, limit: 10).BrokenConditions);

    private static RunSummary Run(string method, bool strict, double limit)
    {
        using CompiledModel model = Model.FromText(Text, new ModelOptions { Method = method, Strict = strict, UseCache = false });
        ModelLang.Runtime.Simulator simulator = model.CreateSimulator();
        simulator.SetParameter(1, limit);
        return simulator.Run(new RunOptions { Duration = 3, Step = 0.01, Interval = 0.01 }).EnsureCompleted().Summary;
    }
}
