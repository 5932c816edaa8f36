using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class EquationTests
{
    [Theory]
    [InlineData("x' = -x", "x' = -x")]
    [InlineData("x'' = -x", "x'' = -x")]
    [InlineData("tau * x' = -x", "tau * x' = -x")]
    [InlineData("2*tau * z' = 1", "(2*tau) * z' = 1")]
    [InlineData("tau^2 * a'' = 1", "(tau^2) * a'' = 1")]
    [InlineData("1/k * x' = 1", "(1/k) * x' = 1")]
    [InlineData("(1 + k) * x' = 1", "(1 + k) * x' = 1")]
    [InlineData("dx/dt = rhs", "x' = rhs")]
    [InlineData("c*dx/dt = rhs", "c * x' = rhs")]
    [InlineData("2*tau*dV_m/dt = rhs", "(2*tau) * V_m' = rhs")]
    [InlineData("d/dt x = rhs", "x' = rhs")]
    [InlineData("c * d/dt x = rhs", "c * x' = rhs")]
    [InlineData("override x' = rhs", "override x' = rhs")]
    [InlineData("override tau * d/dt x = rhs", "override tau * x' = rhs")]
    [InlineData("override dx/dt = rhs", "override x' = rhs")]
    [InlineData("out.V = exc.y", "out.V = exc.y")]
    [InlineData("override out.V = exc.y + inh.y", "override out.V = exc.y + inh.y")]
    [InlineData("init a' = 0", "init a' = 0")]
    [InlineData("init x = steady", "init x = steady")]
    [InlineData("init x ~ uniform(0, 0.1)", "init x ~ uniform(0, 0.1)")]
    [InlineData("history x = cos(t)", "history x = cos(t)")]
    public void Forms_of_equations(string text, string printed) => Assert.Equal(printed, SyntaxTest.PrintMembers(text));
}
