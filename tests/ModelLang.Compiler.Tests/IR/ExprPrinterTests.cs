using ModelLang.Compiler.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.IR;

public class ExprPrinterTests
{
    private static readonly DynamicalSystem s_system = TestSystem.Parse("""
        param a = 1
        param b = 1
        state x = 1
        state z : complex = 1i
        x' = x
        z' = z
        """);

    [Theory]
    [InlineData("a + b*x - x^2/a")]
    [InlineData("-x^2")]
    [InlineData("(-x)^2")]
    [InlineData("-(a + b)")]
    [InlineData("a - (b - x)")]
    [InlineData("a*(b + x)/(a*b)")]
    [InlineData("a/(b/x)")]
    [InlineData("(a^b)^x")]
    [InlineData("a^b^x")]
    [InlineData("a^(-2)")]
    [InlineData("-a*b + x - a*b")]
    [InlineData("a*(-b)")]
    [InlineData("exp(-x/a)*clip(x, 0, 1)")]
    [InlineData("a if x > 0 and (t < a or not t < b) else b if x < -1 else 2.5e-07")]
    [InlineData("(a if x > 0 else b) + 1")]
    [InlineData("abs2(z + 1i)*pi")]
    public void An_expression_prints_as_written_with_the_fewest_parentheses(string text) =>
        Assert.Equal(text, ExprPrinter.Print(TestSystem.Parse(s_system, text)).Replace("2.5E-07", "2.5e-07", StringComparison.Ordinal));

    [Fact]
    public void What_is_printed_reads_as_an_expression_of_the_same_value()
    {
        RandomModels random = new(3);
        Expr[] leaves = [.. new[] { "a", "x", "t", "pi" }.Select(name => TestSystem.Parse(s_system, name))];
        ExprEvaluator evaluator = new(Values.Of(s_system, new Random(1)), 0.7);
        for (int trial = 0; trial < 300; trial++)
        {
            Expr expr = random.Expression(leaves, 5);
            Assert.Equal(evaluator.Real(expr), evaluator.Real(TestSystem.Parse(s_system, ExprPrinter.Print(expr))));
        }
    }
}
