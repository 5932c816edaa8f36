using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

/// <summary>Each pass on a small system: the sections of the result that it changes.</summary>
public class PassTests
{
    private const string Declarations = """
        param a = 1
        param b = 2
        param tau = 3
        input u = 0
        state x = 1
        state y = 1

        """;

    [Fact]
    public void A_second_order_equation_becomes_two_of_first_order() => AssertText(
        SecondOrderToFirst.Apply(TestSystem.Parse("""
            param tau = 3
            state x = 1
            let w = 2*x'
            tau^2 * x'' = -w - x
            """)),
        """
        states
          x = 1
          x' = 0
        intermediates
          let w = 2*x'
        equations
          x' = x'
          tau^2 * x'' = -w - x
        """);

    [Fact]
    public void The_rate_of_a_state_becomes_a_state()
    {
        DynamicalSystem system = SecondOrderToFirst.Apply(TestSystem.Parse("state x = 1\nx'' = -x'"));
        Assert.Equal(new Reference("x'", VariableKind.State), ((Negate)system.Equations[1].Rhs).Operand);
        Assert.Equal(("x", "x'"), (system.Equations[0].State, system.Equations[1].State));
    }

    [Fact]
    public void A_factor_on_the_left_divides_the_right() => AssertEquations(
        SolveForDerivative.Apply(System("2*tau * x' = -x + u", "tau * y' = 0")), "x' = (-x + u)/(2*tau)", "y' = 0/tau");

    [Theory]
    [InlineData("2*3 + 4 + x", "10 + x")]
    [InlineData("x + 1 + 2", "x + 1 + 2")]
    [InlineData("exp(1)*x", "exp(1)*x")]
    [InlineData("sqrt(4)*x/1", "2*x")]
    [InlineData("1/3*x", "0.3333333333333333*x")]
    [InlineData("x*0 + y^1 - 2*(-3)", "y + 6")]
    [InlineData("1/0*x", "1/0*x")]
    [InlineData("x if 2 > 1 and not 3 < 2 else y", "x")]
    [InlineData("x if x > 1 or 2 < 1 else y", "x if x > 1 else y")]
    [InlineData("x + (y + 1)", "x + (y + 1)")]
    public void Constants_fold_where_the_result_is_exact(string before, string after) =>
        AssertEquations(FoldConstants.Apply(System($"x' = {before}", "y' = 0"), strict: false), $"x' = {after}", "y' = 0");

    [Theory]
    [InlineData("0/x", "0", "0/x")]
    [InlineData("0*x + y", "y", "0*x + y")]
    [InlineData("y if x == x else 0", "y", "y if x == x else 0")]
    [InlineData("y if x > x else 0", "0", "0")]
    [InlineData("x^0", "1", "1")]
    public void What_is_known_of_every_number_is_not_known_of_NaN_under_strict(string before, string after, string strict)
    {
        AssertEquations(FoldConstants.Apply(System($"x' = {before}", "y' = 0"), strict: false), $"x' = {after}", "y' = 0");
        AssertEquations(FoldConstants.Apply(System($"x' = {before}", "y' = 0"), strict: true), $"x' = {strict}", "y' = 0");
    }

    [Fact]
    public void A_mere_other_name_is_used_directly() => AssertText(
        FoldConstants.Apply(System("let k = 2", "let m = k*3", "let n = -x", "x' = m*a - n", "y' = 0"), strict: false),
        """
        intermediates
          let k = 2
          let m = 6
          let n = -x
        equations
          x' = 6*a + x
          y' = 0
        """);

    [Theory]
    [InlineData("x^2", "x*x")]
    [InlineData("x^3", "x*x*x")]
    [InlineData("x^-1", "1/x")]
    [InlineData("x^-2", "1/(x*x)")]
    [InlineData("x^0.5", "sqrt(x)")]
    [InlineData("x^1.5", "x^1.5")]
    [InlineData("x^2.2", "x^2.2")]
    [InlineData("x^a", "x^a")]
    [InlineData("x/tau", "1/tau*x")]
    [InlineData("x/3", "0.3333333333333333*x")]
    [InlineData("x/4", "0.25*x")]
    [InlineData("a/tau", "a/tau")]
    [InlineData("x/y", "x/y")]
    public void Powers_and_divisions_become_products(string before, string after) =>
        AssertEquations(ReduceStrength.Apply(System($"x' = {before}", "y' = 0"), strict: false), $"x' = {after}", "y' = 0");

    [Theory]
    [InlineData("x/tau", "x/tau")]
    [InlineData("x/3", "x/3")]
    [InlineData("x/4", "0.25*x")]
    [InlineData("x*(1/y)", "x*(1/y)")]
    public void Under_strict_no_division_changes_its_rounding(string before, string after) =>
        AssertEquations(ReduceStrength.Apply(System($"x' = {before}", "y' = 0"), strict: true), $"x' = {after}", "y' = 0");

    [Fact]
    public void The_operand_of_a_power_is_computed_once() => AssertText(
        ReduceStrength.Apply(System("x' = (a*x + y)^5", "y' = 0"), strict: false),
        """
        intermediates
          t1 = a*x + y
          t2 = t1*t1
        equations
          x' = t2*t2*t1
          y' = 0
        """);

    [Theory]
    [InlineData("a*b*x", "c1*x", "c1*x", "a*b")]
    [InlineData("x*a*b", "x*a*b", "c1*x", "a*b")]
    [InlineData("2*x*y", "2*x*y", "2*x*y", "")]
    [InlineData("exp(-a)*x", "c1*x", "c1*x", "exp(-a)")]
    [InlineData("a + u + x", "c1 + x", "c1 + x", "a + u")]
    [InlineData("a + x - b", "a + x - b", "c1 + x", "a - b")]
    [InlineData("(a - x)/tau", "(a - x)/tau", "c1 - c2*x", "a/tau; 1/tau")]
    [InlineData("(y - x)/tau", "(y - x)/tau", "c1*(y - x)", "1/tau")]
    public void Invariants_are_hoisted(string before, string strict, string otherwise, string invariants)
    {
        DynamicalSystem system = System($"x' = {before}", "y' = 0");
        AssertRhs(strict, HoistInvariants.Apply(system, strict: true));
        DynamicalSystem hoisted = HoistInvariants.Apply(system, strict: false);
        AssertRhs(otherwise, hoisted);
        Assert.Equal(invariants, string.Join("; ", hoisted.Invariants.Select(i => ExprPrinter.Print(i.Definition))));
    }

    [Fact]
    public void An_invariant_of_the_model_keeps_its_name() => AssertText(
        HoistInvariants.Apply(System("let g = a*b", "let h = g + u", "let w = h*x", "x' = w", "y' = h*y"), strict: true),
        """
        invariants
          let g = a*b
          let h = g + u
        intermediates
          let w = h*x
        equations
          x' = w
          y' = h*y
        """);

    [Fact]
    public void Shared_expressions_are_computed_once_under_a_name_of_the_model_where_there_is_one() => AssertText(
        EliminateCommonSubexpressions.Apply(System(
            "let e = exp(-x)", "let f = exp(-x)*y", "x' = exp(-x) + sin(x*y)", "y' = sin(y*x) - (x*y + 1)")),
        """
        intermediates
          let e = exp(-x)
          let f = e*y
          t1 = x*y
          t2 = sin(t1)
        equations
          x' = e + t2
          y' = t2 - (t1 + 1)
        """);

    [Fact]
    public void What_only_one_branch_needs_stays_in_it() => AssertEquations(
        EliminateCommonSubexpressions.Apply(System("x' = exp(x) if y > 0 else log(x)", "y' = -x")),
        "x' = exp(x) if y > 0 else log(x)",
        "y' = -x");

    [Fact]
    public void A_negative_of_something_costly_is_shared_without_its_sign() => AssertText(
        EliminateCommonSubexpressions.Apply(System("x' = -exp(x)", "y' = y - exp(x)")),
        """
        intermediates
          t1 = exp(x)
        equations
          x' = -t1
          y' = y - t1
        """);

    [Theory]
    [InlineData("a + x*y", "fma(x, y, a)")]
    [InlineData("a - x*y", "fma(-x, y, a)")]
    [InlineData("x*y - a", "fma(x, y, -a)")]
    [InlineData("x*y + a*b", "fma(a, b, x*y)")]
    [InlineData("exp(x) + x*y + a", "fma(x, y, a) + exp(x)")]
    [InlineData("exp(x)*y + x*y + a", "fma(exp(x), y, fma(x, y, a))")]
    [InlineData("x*(a + x*y)", "x*fma(x, y, a)")]
    [InlineData("x + y", "x + y")]
    public void Products_in_sums_are_fused(string before, string after) =>
        AssertRhs(after, ContractFusedMultiplyAdd.Apply(System($"x' = {before}", "y' = 0")));

    [Fact]
    public void A_long_sum_of_products_is_split_into_chains()
    {
        string sum = string.Join(" + ", Enumerable.Range(0, 12).Select(i => $"a*x^{i + 20}"));
        Expr rhs = ContractFusedMultiplyAdd.Apply(System($"x' = {sum}", "y' = 0")).Equations[0].Rhs;
        Assert.Equal(2, ((Sum)rhs).Terms.Count);
    }

    [Fact]
    public void Unused_temporaries_and_switches_go_and_names_of_the_model_stay()
    {
        DynamicalSystem system = System("let w = x*y", "x' = w", "y' = 0");
        Intermediate unused = system.Intermediates[0] with { Path = "t1", Role = IntermediateRole.Temporary };
        DynamicalSystem cleaned = RemoveUnused.Apply(system with
        {
            Intermediates = EquatableArray.Of(system.Intermediates[0], unused),
            Switches = EquatableArray.Of(new TimeSwitch("switch1", new Truth(true), default)),
        });
        Assert.Equal(system, cleaned);
    }

    private static DynamicalSystem System(params string[] lines) => TestSystem.Parse(Declarations + string.Join('\n', lines));

    private static void AssertEquations(DynamicalSystem system, params string[] equations) =>
        Assert.Equal(equations, system.Equations.Select(e => $"{e.State}' = {ExprPrinter.Print(e.Rhs)}"));

    private static void AssertRhs(string expected, DynamicalSystem system) => Assert.Equal(expected, ExprPrinter.Print(system.Equations[0].Rhs));

    // The printed system from the first section that the expected text shows.
    private static void AssertText(DynamicalSystem system, string expected)
    {
        string text = IRPrinter.Print(system).TrimEnd();
        int start = text.IndexOf("\n" + expected.Split('\n')[0] + "\n", StringComparison.Ordinal);
        Assert.Equal(expected.ReplaceLineEndings("\n"), start < 0 ? text : text[(start + 1)..]);
    }
}
