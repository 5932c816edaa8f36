using System.Globalization;
using System.Numerics;
using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

public class LiftTimeConditionsTests
{
    private const string Declarations = """
        param t0 = 1
        param P = 4
        param w = 1.5
        param A = 2
        input u = 1
        table steps previous = 0
        table line linear = 0
        state x = 1

        """;

    [Theory]
    [InlineData("3 if t >= 20 and t < 80 else 0", "switch1", "20, 80")]
    [InlineData("A*heaviside(t - t0) + w", "switch1", "t0")]
    [InlineData("x if t > t0 else u", "x if switch1 else u", "t0")]
    [InlineData("sign(t0 - 2*t)*x", "switch1*x", "t0/2")]
    [InlineData("A if mod(t - t0, P) < w else 0", "switch1", "t0 every P, w + t0 every P")]
    [InlineData("A if mod(t, 10) < 2 else 0", "switch1", "0 every 10, 2 every 10")]
    [InlineData("floor((t - t0)/P)", "switch1", "t0 every P")]
    [InlineData("round(t/P)", "switch1", "0.5*P every P")]
    [InlineData("ceil(w*t)", "switch1", "0 every 1/w")]
    [InlineData("mod(t, P)", "t + switch1", "0 every P")]
    [InlineData("abs(t - t0)*x", "(t - t0 if switch1 else -(t - t0))*x", "t0")]
    [InlineData("max(0, t - t0)", "0 if switch1 else t - t0", "t0")]
    [InlineData("min(t, A, w)", "t if switch1 else A if A <= w else w", "A, w")]
    [InlineData("clip(t/P, 0, 1)", "0 if switch1 else 1 if switch2 else t/P", "0; P")]
    [InlineData("table(steps)*u", "switch1*u", "rows of steps")]
    [InlineData("table(line)*u", "table(line)*u", "")]
    [InlineData("not t < t0 or x > 0", "switch1 or x > 0", "t0")]
    [InlineData("x if t > t0 and x > w else 0", "x if switch1 and x > w else 0", "t0")]
    [InlineData("1 if A > w else 0", "1 if A > w else 0", "")]
    [InlineData("sin(t)*x + (A if A > w else t)", "sin(t)*x + (A if A > w else t)", "")]
    public void Times_of_jumps_are_found(string before, string after, string changes)
    {
        DynamicalSystem system = LiftTimeConditions.Apply(TestSystem.Parse($"{Declarations}let f = {before}\nx' = 1"));
        Assert.Equal(after, ExprPrinter.Print(system.Intermediates[0].Definition));
        string[] printed = [.. IRPrinter.Print(system).Split('\n').Where(line => line.Contains("changes at ", StringComparison.Ordinal)).Select(line => line.Split("changes at ")[1])];
        Assert.Equal(changes, string.Join("; ", printed));
        Assert.Empty(UnscheduledJumps.Of(system));
    }

    [Fact]
    public void A_linear_table_has_corners() =>
        Assert.Equal(new TableRows("line"), Assert.Single(LiftTimeConditions.Apply(TestSystem.Parse(Declarations + "x' = table(line) + 2*table(line)")).Kinks));

    [Fact]
    public void Conditions_see_through_intermediates_and_equal_ones_share_a_switch()
    {
        DynamicalSystem system = LiftTimeConditions.Apply(TestSystem.Parse(Declarations + """
            let phase = (t - t0)/P
            let on = 1 if phase > 2 else 0
            let again = x if (t - t0)/P > 2 else 1
            x' = on + again
            """));
        Assert.Equal(["phase", "on", "again"], system.Intermediates.Select(i => i.Path));
        Assert.Equal(2, system.Switches.Count);
        Assert.Equal("(t0/P + 2)*P", ExprPrinter.Print(((RecurringTimes)system.Switches[0].Discontinuities[0]).First));
    }

    [Theory]
    [InlineData("x if sin(t) > 0 else 0", "sin(t) > 0")]
    [InlineData("x if x > t else 0", "x > t")]
    [InlineData("floor(t^2)", "floor(t^2)")]
    [InlineData("heaviside(t - u)", "heaviside(t - u)")]
    public void What_cannot_be_solved_is_reported(string definition, string jump)
    {
        DynamicalSystem system = TestSystem.Parse($"{Declarations}let f = {definition}\nx' = f");
        UnscheduledJump found = Assert.Single(UnscheduledJumps.Of(system));
        Assert.Equal(("f", jump), (found.Variable, ExprPrinter.Print(found.Jump)));
        Assert.NotEmpty(UnscheduledJumps.Of(LoweringPipeline.Run(system)));
    }

    [Theory]
    [InlineData("3 if t >= 2 and t < 8 else 0")]
    [InlineData("A if mod(t - t0, P) < w else -1")]
    [InlineData("mod(2*t - t0, P) + floor(t/3) - ceil(t0 - t/2) + round(0.7*t)")]
    [InlineData("abs(t - 5) + max(t, P, 2*t - 5) + min(3, t/2) + clip(t - t0, 1, 6)")]
    [InlineData("sign(t - 3)*heaviside(7 - t) + (1 if not t < 6 or t < 2 else 0)")]
    public void Values_stay_and_every_jump_is_on_the_schedule(string text)
    {
        DynamicalSystem system = TestSystem.Parse($"{Declarations}let f = {text}\nx' = f");
        DynamicalSystem lifted = LiftTimeConditions.Apply(system);
        Dictionary<string, Complex> values = new() { ["t0"] = 1, ["P"] = 4, ["w"] = 1.5, ["A"] = 2, ["u"] = 1, ["x"] = 0 };
        double[] jumps = [.. Times(lifted, values)];
        for (int i = 0; i < 1000; i++)
        {
            double t = 0.0031 + (i * 0.01);
            double middle = Middle(jumps, t);
            var atMiddle = lifted.Switches.ToDictionary(s => s.Name, s => new ExprEvaluator(values, middle).Complex(s.Value));
            Dictionary<string, Complex> all = new(values.Concat(atMiddle));
            double actual = new ExprEvaluator(all, t).Real(lifted.Intermediates[0].Definition);
            double expected = new ExprEvaluator(values, t).Real(system.Intermediates[0].Definition);
            Assert.True(expected == actual, string.Create(CultureInfo.InvariantCulture, $"t = {t}: {expected} expected, {actual} found"));
        }
    }

    // What an integrator does: a switch holds the value of the middle of the segment between two discontinuities.
    private static double Middle(double[] jumps, double t) => (jumps.Where(j => j < t).DefaultIfEmpty(-20).Max() + jumps.Where(j => j > t).DefaultIfEmpty(40).Min()) / 2;

    private static IEnumerable<double> Times(DynamicalSystem system, Dictionary<string, Complex> values)
    {
        ExprEvaluator evaluator = new(values, double.NaN);
        foreach (RecurringTimes times in system.Switches.SelectMany(s => s.Discontinuities).Cast<RecurringTimes>())
        {
            double first = evaluator.Real(times.First);
            yield return first;
            for (int k = -30; times.Period is not null && k <= 30; k++)
            {
                yield return first + (k * evaluator.Real(times.Period));
            }
        }
    }
}
