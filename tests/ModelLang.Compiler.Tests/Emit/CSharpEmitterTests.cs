using System.Runtime.CompilerServices;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public class CSharpEmitterTests
{
    private static readonly DynamicalSystem s_wilsonCowan = TestSystem.Parse("""
        param w = 15
        param E.theta = 2
        param I.theta = 2.5
        param tau = 10
        state E.r = 0.1
        state I.r = 0.05
        let E.m = logistic(w*E.r - w*I.r - E.theta)
        let I.m = logistic(2*(w*E.r - 4*I.r - I.theta))
        tau * E.r' = (1 - E.r)*E.m - E.r
        tau * I.r' = (1 - I.r)*I.m - I.r
        """);

    public static TheoryData<string, string> Cases => new()
    {
        { "Qif", "rk4" },
        { "Qif", "dopri5" },
        { "Qif", "rosenbrock" },
        { "Theta", "heun" },
        { "WilsonCowan", "rk4" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_text_is_verified_compiles_for_a_strict_consumer_and_steps(string model, string method)
    {
        DynamicalSystem system = model switch { "Qif" => TestModels.Qif, "Theta" => TestModels.Theta, _ => s_wilsonCowan };
        string text = EmittedSystem.Text(system.WithSources(), method, model);
        Snapshot.MatchFile(text, Path.Combine(Folder(), $"{model}.{method}"), "cs");
        Simulator simulator = EmittedCode.Instance(text);
        Assert.Equal(system.Parameters.Count, simulator.Description.Parameters.Count);
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 0.01 });
        cursor.AdvanceTo(1);
        double[] values = new double[simulator.Description.Observables.Count];
        simulator.Observe(cursor.Time, cursor.State, values);
        Assert.All(values, y => Assert.True(double.IsFinite(y)));
    }

    [Fact]
    public void Same_system_gives_the_same_bytes() =>
        Assert.Equal(EmittedSystem.Text(TestModels.Qif, "rk4"), EmittedSystem.Text(TestModels.Qif, "rk4"));

    [Fact]
    public void Strict_text_has_no_contraction_no_packing_and_platform_functions()
    {
        string text = EmittedSystem.Text(s_wilsonCowan, "rk4", strict: true);
        Assert.DoesNotContain("FusedMultiplyAdd", text);
        Assert.DoesNotContain("(double logistic", text);
        Assert.Contains("Elementary.LogisticPlatform(", text);
        EmittedCode.Compile(text);
    }

    [Fact]
    public void Calls_that_need_each_other_are_not_packed_and_keep_their_values()
    {
        string text = EmittedSystem.Text(TestSystem.Parse("""
            state x = 0.3
            state y = -0.2
            x' = exp(exp(x)) - y
            y' = exp(y) + (exp(x) if x > 0 else tanh(y))
            """), "euler");
        Assert.Matches(@"\(double \w+, double \w+\) = Elementary\.Exp\(", text);
        Simulator simulator = EmittedCode.Instance(text);
        double[] slope = new double[2];
        simulator.Derivative(0, simulator.State, slope);
        Assert.Equal(Math.Exp(Math.Exp(0.3)) + 0.2, slope[0], 1e-14);
        Assert.Equal(Math.Exp(-0.2) + Math.Exp(0.3), slope[1], 1e-14);
        ((IFixedStepKernel)simulator).Advance(0, 0.5, 0, 1);
        Assert.Equal(0.3 + (0.5 * slope[0]), simulator.State[0], 1e-14);
        Assert.Equal(-0.2 + (0.5 * slope[1]), simulator.State[1], 1e-14);
    }

    [Fact]
    public void Large_system_runs_in_arrays_with_short_methods()
    {
        const int count = 100;
        string lines = string.Join("\n", Enumerable.Range(0, count).Select(i => $"""
            param tau{i} = {1 + i}
            state x{i} = 0.1
            state y{i} = 0
            x{i}' = (y{i} - x{i}*x{(i + 1) % count})/tau{i}
            y{i}' = cos(x{i}) - y{i}
            """).SelectMany(block => block.Split('\n')).OrderBy(line => line.StartsWith("param") ? 0 : line.StartsWith("state") ? 1 : 2));
        string text = EmittedSystem.Text(TestSystem.Parse(lines), "rk4");
        Assert.Contains("private void Derivative2(", text);
        Assert.Matches(@"\(double cos_dydt\d+, double cos_dydt\d+\) = Elementary\.Cos\(x\d+, x\d+\);", text);
        Simulator simulator = EmittedCode.Instance(text);
        double[] slope = new double[2 * count];
        simulator.Derivative(0, simulator.State, slope);
        for (int i = 0; i < count; i++)
        {
            int x = simulator.Description.States.Select((s, j) => (s, j)).Single(p => p.s.Name == $"x{i}").j;
            int y = simulator.Description.States.Select((s, j) => (s, j)).Single(p => p.s.Name == $"y{i}").j;
            Assert.Equal(-0.01 / (1 + i), slope[x], 1e-15);
            Assert.Equal(Math.Cos(0.1), slope[y], 1e-15);
        }
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
