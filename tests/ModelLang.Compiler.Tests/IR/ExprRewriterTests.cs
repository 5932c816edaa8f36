using ModelLang.Compiler.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.IR;

public class ExprRewriterTests
{
    private static readonly DynamicalSystem s_system = TestSystem.Parse("""
        param a = 1
        state x = 1
        x' = exp(-a*x) + (x^2 if x > 0 and t < 1 else fma0)/2
        """.Replace("fma0", "min(x, a, 1)", StringComparison.Ordinal));

    [Fact]
    public void Nothing_changed_gives_the_same_instance()
    {
        Expr expr = s_system.Equations[0].Rhs;
        Assert.Same(expr, ExprRewriter.BottomUp(expr, node => node));
    }

    [Fact]
    public void Only_the_path_to_a_change_is_rebuilt()
    {
        Expr expr = s_system.Equations[0].Rhs;
        Expr changed = ExprRewriter.Substitute(expr, reference => reference.Name == "a" ? Algebra.Two : null);
        Assert.Equal("exp(-2*x) + (x^2 if x > 0 and t < 1 else min(x, 2, 1))/2", ExprPrinter.Print(changed));
        Assert.Same(((Conditional)((Quotient)((Sum)expr).Terms[1]).Left).Condition, ((Conditional)((Quotient)((Sum)changed).Terms[1]).Left).Condition);
    }

    [Fact]
    public void Names_come_in_order_of_use() => Assert.Equal(["a", "x"], s_system.Equations[0].Rhs.Names());
}
