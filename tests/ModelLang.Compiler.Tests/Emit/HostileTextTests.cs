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
