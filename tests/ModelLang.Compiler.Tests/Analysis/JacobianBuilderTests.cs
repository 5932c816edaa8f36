using System.Globalization;
using System.Numerics;
using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Analysis;

public class JacobianBuilderTests
{
    [Fact]
    public void The_Jacobian_of_the_QIF_mean_field_is()
    {
        Jacobian jacobian = JacobianBuilder.Build(LoweringPipeline.Run(TestModels.Qif));
        Snapshot.Match(string.Join('\n', [
            .. jacobian.Invariants.Concat(jacobian.Intermediates).Select(i => $"{i.Path} = {ExprPrinter.Print(i.Definition)}"),
            .. jacobian.Entries.Select(e => $"J[{e.Row}, {e.Column}] = {ExprPrinter.Print(e.Value)}"),
        ]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_Jacobian_of_the_theta_mean_field_agrees_with_differences(bool strict) =>
        AssertJacobian(LoweringPipeline.Run(TestModels.Theta, strict), strict, new Random(2));

    [Fact]
    public void Jacobians_of_random_systems_agree_with_differences()
    {
        RandomModels models = new(21) { Conditionals = false };
        for (int trial = 0; trial < 25; trial++)
        {
            AssertJacobian(LoweringPipeline.Run(models.System()), false, new Random(trial));
        }
    }

    [Fact]
    public void Half_powers_are_flat_at_zero()
    {
        DynamicalSystem system = LoweringPipeline.Run(TestSystem.Parse("""
            param a = 2
            state x = 0
            output u = x^1.5
            x' = a*u*x^2.5
            """));
        Jacobian jacobian = JacobianBuilder.Build(system);
        var values = ExprEvaluator.Evaluate(system, new Dictionary<string, Complex> { ["x"] = 0, ["a"] = 2 }, 0).Values;
        ExprEvaluator evaluator = new(values, 0);
        foreach (Intermediate intermediate in jacobian.Invariants.Concat(jacobian.Intermediates))
        {
            values[intermediate.Path] = evaluator.Complex(intermediate.Definition);
        }

        Assert.Equal(0, evaluator.Real(Assert.Single(jacobian.Entries).Value));
    }

    [Fact]
    public void Explicit_time_has_a_derivative_and_a_linear_table_its_slope()
    {
        DynamicalSystem system = LoweringPipeline.Run(TestSystem.Parse("""
            table drive linear = 0
            state x = 0
            let u = table(drive) + sin(2*t)
            x' = u^2 + (1 if t > 3 else 0) - x
            """));
        Jacobian jacobian = JacobianBuilder.Build(system);
        JacobianEntry entry = Assert.Single(jacobian.TimeDerivatives);
        var values = ExprEvaluator.Evaluate(system, new Dictionary<string, Complex> { ["x"] = 0 }, 0.5, (_, t) => 3 * t, (_, _) => 3).Values;
        ExprEvaluator evaluator = new(values, 0.5) { Table = (_, t) => 3 * t, Slope = (_, _) => 3 };
        foreach (Intermediate intermediate in jacobian.Invariants.Concat(jacobian.Intermediates))
        {
            values[intermediate.Path] = evaluator.Complex(intermediate.Definition);
        }

        double u = 1.5 + Math.Sin(1);
        Assert.Equal(2 * u * (3 + (2 * Math.Cos(1))), evaluator.Real(entry.Value), 1e-12);
    }

    [Fact]
    public void A_shared_condition_has_no_slope()
    {
        DynamicalSystem system = LoweringPipeline.Run(TestSystem.Parse("""
            state x = 0
            let gain = 2 if x > 0 and x < 5 else 3
            x' = gain*x + (sin(x) if x > 0 and x < 5 else cos(x))
            """));
        AssertJacobian(system, false, new Random(1));
    }

    private static void AssertJacobian(DynamicalSystem system, bool strict, Random random)
    {
        Jacobian jacobian = JacobianBuilder.Build(system, strict);
        Dictionary<string, Complex> values = Values.Of(system, random);
        double t = random.NextDouble();
        Dictionary<string, Complex> known = ExprEvaluator.Evaluate(system, values, t).Values;
        ExprEvaluator evaluator = new(known, t);
        foreach (Intermediate intermediate in jacobian.Invariants.Concat(jacobian.Intermediates))
        {
            known[intermediate.Path] = evaluator.Complex(intermediate.Definition);
        }

        Dictionary<(int, int), double> found = jacobian.Entries.ToDictionary(e => (e.Row, e.Column), e => evaluator.Real(e.Value));
        for (int column = 0; column <= system.States.Count; column++)
        {
            double[] difference = [.. Difference(column, 1e-5).Zip(Difference(column, 2e-5), (near, far) => ((4 * near) - far) / 3)];
            for (int row = 0; row < system.States.Count; row++)
            {
                double actual = column < system.States.Count
                    ? found.GetValueOrDefault((row, column))
                    : jacobian.TimeDerivatives.Where(e => e.Row == row).Select(e => evaluator.Real(e.Value)).SingleOrDefault();
                Assert.True(
                    Math.Abs(difference[row] - actual) <= 1e-5 * (1 + Math.Abs(actual)),
                    string.Create(CultureInfo.InvariantCulture, $"[{row}, {column}]: {difference[row]} expected, {actual} found"));
            }
        }

        double[] Difference(int column, double h) => [.. Derivatives(column, h).Zip(Derivatives(column, -h), (a, b) => (a - b) / (2 * h))];

        double[] Derivatives(int column, double h)
        {
            Dictionary<string, Complex> moved = new(values);
            if (column < system.States.Count)
            {
                moved[system.States[column].Path] += h;
            }

            double time = column < system.States.Count ? t : t + h;
            var derivatives = ExprEvaluator.Evaluate(system, moved, time).Derivatives;
            return [.. system.States.Select(s => derivatives[s.Path].Real)];
        }
    }
}
