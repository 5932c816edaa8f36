using ModelLang.Compiler.IR;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public class HostileTextTests
{
    private static readonly string s_text =
        "quote \" back\\slash {0} ]]> </summary> */ // <!-- & \u2028 #if \u0085 \u2029 \r\n #error \u202e \ud800 end " + new string('x', 3000);

    private static readonly string[] s_names =
    [
        "event", "value", "field", "Math", "State", "Reset", "Model", "Time", "y", "dydt", "t", "dt", "n", "i", "h", "start", "first", "steps",
        "k1", "k1_a", "a", "a_2", "_a", "theta", "atol", "rtol", "J", "jacobian", "next", "index", "number", "values", "middle", "s_description",
        "Elementary", "Span", "ToString", "half_dt", "c1", "t1", "b.a", "\u00fcber", "\ud835\udc65", "z\u200d", "z", "9lives", "e'", "record", "await",
        "System", "Simulator", "Derivative", "Prepare", "u1", "slope", "error", "sum", "y0", "argument", "a21", "isCurrent", "FollowDefaults",
    ];

    [Fact]
    public void Names_and_texts_of_a_sweep_cannot_break_the_emitted_code()
    {
        DynamicalSystem system = Hostile(4);
        NumbersInFile file = new(s_text, s_text, Quantity.One, false, s_text);
        SweptQuantity[] swept = [.. system.Parameters.Select(p => new SweptQuantity(Compiler.IR.SweptKind.Parameter, p.Path, Enumerable.Range(0, 12).Select(i => i / 7.0).ToEquatableArray()))];
        ExperimentPlan plan = new(s_text, s_text, null, SolverSettings.None, null, 0, 0, default, null)
        {
            Sweep = EquatableArray.Of(
                new SweepAxis(swept.ToEquatableArray()),
                new SweepAxis(EquatableArray.Of(new SweptQuantity(Compiler.IR.SweptKind.State, system.States[0].Path, default, file)))),
            Reductions = EquatableArray.Of(new ReducedRecording(s_text, SampleReduction.Mean, s_text, (double.Epsilon, double.MaxValue))),
            ResultFile = s_text,
        };
        ExperimentDescription experiment = EmittedCode.Instance(EmittedSystem.Text(system, "rk4", experiment: plan)).Description.Experiment!;
        Assert.Equal(swept.Select(s => s.Values.ToArray()), experiment.Sweep[0].Swept.Select(s => s.Values.ToArray()));
        Assert.Equal((s_text, s_text), (experiment.Sweep[1].Swept[0].File, experiment.Sweep[1].Swept[0].Column));
        Assert.Equal(new ReductionDescription(s_text, ModelLang.Runtime.ReductionKind.Mean, s_text, double.Epsilon, double.MaxValue), experiment.Reductions[0]);
        Assert.Equal(s_text, experiment.ResultFile);
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("rosenbrock")]
    public void Names_and_texts_of_a_model_cannot_break_the_emitted_code(string method)
    {
        // As parameters and as a few states, so that both layouts occur.
        foreach (int states in new[] { 4, s_names.Length })
        {
            string text = EmittedSystem.Text(Hostile(states), method);
            Simulator simulator = EmittedCode.Instance(text);
            Assert.Equal(s_names.AsEnumerable(), [.. simulator.Description.States.Select(s => s.Name), .. simulator.Description.Parameters.Select(p => p.Name)]);
            Assert.Equal(s_text, simulator.Description.Documentation);
            Assert.Equal(s_text, simulator.Description.States[0].Documentation);
            SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 0.01 });
            cursor.AdvanceTo(0.1);
            Assert.True(double.IsFinite(cursor.State[0]));
        }
    }

    private static DynamicalSystem Hostile(int stateCount)
    {
        Quantity quantity = new(s_text, 3);
        SourceReference source = new(s_text, 7, s_text);
        string[] stateNames = s_names[..stateCount];
        Expr sum = Algebra.Add([.. s_names[stateCount..].Select(n => (Expr)new Reference(n, VariableKind.Parameter))]);
        Expr Slope(string name) => Algebra.Subtract(
            Algebra.Multiply(Algebra.Number(0.01), Algebra.Apply(Function.Exp, Algebra.Negate(new Reference(name, VariableKind.State))), Algebra.Add(sum, Algebra.One, new Time())),
            new Reference(name, VariableKind.State));
        return TestSystem.Parse("state x = 0\nx' = 0") with
        {
            Name = s_text,
            Documentation = s_text,
            Parameters = s_names[stateCount..].Select(n => new Parameter(n, quantity, Algebra.One, null, s_text, source)).ToEquatableArray(),
            States = stateNames.Select(n => new StateVariable(n, quantity, ModelLang.Compiler.IR.ValueType.Real, Algebra.One, null, false, null, null, s_text, source)).ToEquatableArray(),
            Equations = stateNames.Select(n => new Equation(n, 1, null, Slope(n), source)).ToEquatableArray(),
        };
    }
}
