using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Whatever a model calls its quantities and writes into its documentation, the emitted code compiles and computes the same.</summary>
public sealed class HostileModelTests
{
    [Theory]
    [InlineData("class")]
    [InlineData("double")]
    [InlineData("Time")]
    [InlineData("State")]
    [InlineData("StateArray")]
    [InlineData("Reset")]
    [InlineData("Advance")]
    [InlineData("Description")]
    [InlineData("GetType")]
    [InlineData("Equals")]
    [InlineData("Math")]
    [InlineData("Elementary")]
    [InlineData("TimeTable")]
    [InlineData("dt")]
    [InlineData("y")]
    [InlineData("n")]
    [InlineData("start")]
    [InlineData("steps")]
    [InlineData("value")]
    [InlineData("number")]
    [InlineData("t1")]
    [InlineData("c1")]
    [InlineData("k1_x")]
    [InlineData("half_dt")]
    [InlineData("x_2")]
    [InlineData("s_description")]
    [InlineData("_x")]
    [InlineData("Decay")]
    [InlineData("\u03b7")]
    [InlineData("na\u00efve")]
    [InlineData("`V m`")]
    [InlineData("`\"; System.Environment.Exit(7); //`")]
    [InlineData("`*/ } class Z {`")]
    [InlineData("`{0}`")]
    [InlineData("`</summary>`")]
    public void Name_of_a_parameter(string name)
    {
        string text = $$"""
            /// "; } */ </summary> ]]> {0} \u0022 #error {{name}}
            operator decay {
              param {{name}} = 2 in (0, inf)    /// " */ } {{name}}
              input u = 0
              state x = 1
              x' = -{{name}}*x + u*exp(-x) + u*{{name}}
            }
            """;
        foreach (string method in new[] { "rk4", "dopri5", "rosenbrock" })
        {
            using CompiledModel model = Model.FromText(text, new ModelOptions { Method = method, UseCache = false });
            Simulator simulator = model.CreateSimulator();
            SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 1e-3, RelativeTolerance = 1e-8 });
            cursor.AdvanceTo(1);

            Assert.Equal(Math.Exp(-2), cursor.State[0], 1e-6);
            Assert.Equal(name.Trim('`'), simulator.Description.Parameters[0].Name);
        }
    }
}
