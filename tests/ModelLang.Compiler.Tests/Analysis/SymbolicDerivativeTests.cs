using System.Numerics;
using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Analysis;

public class SymbolicDerivativeTests
{
    private static readonly DynamicalSystem s_system = TestSystem.Parse("""
        param a = 1
        state x = 1
        state y = 1
        x' = 0
        y' = 0
        """);

    public static TheoryData<string> Functions => [.. BuiltInFunctions.All.Select(f => f.Name)];

    [Theory]
    [InlineData("x^2*y", "2*x*y")]
    [InlineData("x*x", "2*x")]
    [InlineData("a/x", "-a/x/x")]
    [InlineData("x/a", "1/a")]
    [InlineData("x^3", "3*x^2")]
    [InlineData("x^a", "a*x^(a - 1)")]
    [InlineData("a^x", "a^x*log(a)")]
    [InlineData("x if y > 0 else 2*x", "1 if y > 0 else 2")]
    [InlineData("y + t", "0")]
    [InlineData("exp(-x/a)", "-exp(-x/a)*(1/a)")]
    public void The_derivative_by_x_is(string text, string expected) =>
        Assert.Equal(expected, ExprPrinter.Print(SymbolicDerivative.Of(TestSystem.Parse(s_system, text), "x")));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_built_in_function_has_its_derivative(string name)
    {
        BuiltInFunction function = BuiltInFunctions.Find(name)!;
        Random random = new(11);
        for (int argument = 0; argument < function.Arity; argument++)
        {
            for (int trial = 0; trial < 20; trial++)
            {
                double[] numbers = [.. Enumerable.Range(0, function.Arity).Select(_ => 0.1 + (0.8 * random.NextDouble()))];
                numbers.AsSpan(1).Sort();
                Expr[] arguments = [.. numbers.Select(n => new Number(n))];
                double x = ((Number)arguments[argument]).Value;
                arguments[argument] = new Reference("x", VariableKind.State);
                AssertDerivative(Algebra.Apply(function.Function, arguments), "x", new() { ["x"] = x });
            }
        }
    }

    [Fact]
    public void The_derivative_of_exprel_is_a_half_at_zero()
    {
        Expr derivative = SymbolicDerivative.Of(TestSystem.Parse(s_system, "exprel(x)"), "x");
        foreach (double x in new[] { 0.0, 1e-9, -1e-6, 2e-5 })
        {
            Assert.Equal(0.5 + (x / 3), Evaluate(derivative, new() { ["x"] = x }), 1e-9);
        }
    }

    [Theory]
    [InlineData("min(x, x)", 1)]
    [InlineData("max(x, y, x)", 1)]
    [InlineData("max(x, 3*x)", 1)]
    [InlineData("max(1, sqrt(x))", 0)]
    [InlineData("clip(x, -1, 1 + log(x + 2))", 1)]
    [InlineData("clip(0*y, 2, x)", 0)]
    [InlineData("clip(3*x, 2, 1 + x)", 0)]
    [InlineData("clip(3 + x, -2, 1 + x)", 1)]
    public void Of_equal_or_crossing_bounds_the_one_that_gives_the_value_counts(string text, double expected) =>
        Assert.Equal(expected, Evaluate(SymbolicDerivative.Of(TestSystem.Parse(s_system, text), "x"), new() { ["x"] = 0, ["y"] = 0 }));

    [Fact]
    public void The_derivative_of_a_maximum_of_many_stays_small()
    {
        Expr many = Algebra.Apply(Function.Max, [.. Enumerable.Range(0, 2000).Select(i => new Product(new Number(i), new Reference("x", VariableKind.State)))]);
        Expr derivative = SymbolicDerivative.Of(many, "x");
        Assert.InRange(derivative.SelfAndDescendants().Count(), 2000, 2000 * 150);
        Assert.Equal(1999, Evaluate(derivative, new() { ["x"] = 1 }));
        Assert.Equal(0, Evaluate(derivative, new() { ["x"] = -1 }));
    }

    [Fact]
    public void Random_expressions_agree_with_differences()
    {
        RandomModels models = new(7) { Conditionals = false };
        Expr[] leaves = [.. new[] { "a", "x", "y" }.Select(name => TestSystem.Parse(s_system, name))];
        Random random = new(1);
        for (int trial = 0; trial < 200; trial++)
        {
            AssertDerivative(models.Expression(leaves, 4), "x", Values.Of(s_system, random));
        }
    }

    // Central difference, extrapolated once: the error is of fourth order in the step.
    private static void AssertDerivative(Expr expr, string name, Dictionary<string, Complex> values)
    {
        double expected = ((4 * Difference(1e-4)) - Difference(2e-4)) / 3;
        double actual = Evaluate(SymbolicDerivative.Of(expr, name), values);
        double scale = 1 + Math.Abs(expected) + Math.Abs(Evaluate(expr, values));
        Assert.True(Math.Abs(expected - actual) <= 1e-7 * scale, $"{ExprPrinter.Print(expr)}: {expected} expected, {actual} found");

        double Difference(double h) => (At(h) - At(-h)) / (2 * h);

        double At(double h) => Evaluate(expr, new(values) { [name] = values[name] + h });
    }

    private static double Evaluate(Expr expr, Dictionary<string, Complex> values) => new ExprEvaluator(values, 0.7).Real(expr);
}
