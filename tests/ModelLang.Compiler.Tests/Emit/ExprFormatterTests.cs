using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public class ExprFormatterTests
{
    private static readonly DynamicalSystem s_system = TestSystem.Parse("""
        param a = 1
        param b = 1
        param c = 1
        """);

    [Theory]
    [InlineData("a + b*c", "a + b * c")]
    [InlineData("(a + b)*c", "(a + b) * c")]
    [InlineData("a - (b - c)", "a - (b - c)")]
    [InlineData("a - b - c", "a - b - c")]
    [InlineData("a/(b*c)", "a / (b * c)")]
    [InlineData("a/b*c", "a / b * c")]
    [InlineData("-a*b", "-a * b")]
    [InlineData("-(a + b)", "-(a + b)")]
    [InlineData("-(-a)", "-(-a)")]
    [InlineData("a - -b", "a - -b")]
    [InlineData("1/2", "1.0 / 2")]
    [InlineData("a*(1/2)", "a * (1.0 / 2)")]
    [InlineData("(1 + 2)/3*a", "(1.0 + 2) / 3 * a")]
    [InlineData("(-1 + 3)/4", "(-1.0 + 3) / 4")]
    [InlineData("max(1, 2)/4", "Math.Max(1.0, 2) / 4")]
    [InlineData("(1 if a > b else 0)/2", "(a > b ? 1.0 : 0) / 2")]
    [InlineData("min(a, b, c)", "Math.Min(Math.Min(a, b), c)")]
    [InlineData("a if b < c and not a == b or c > 1 else b", "b < c && !(a == b) || c > 1 ? a : b")]
    [InlineData("a if b == b else c", "!double.IsNaN(b) ? a : c")]
    [InlineData("a if not b >= b or c != c else c", "!!double.IsNaN(b) || double.IsNaN(c) ? a : c")]
    [InlineData("a if b < b else c", "false ? a : c")]
    [InlineData("a^b", "Elementary.Pow(a, b)")]
    public void Expression_prints_with_the_fewest_parentheses(string model, string csharp) =>
        Assert.Equal(csharp, new ExprFormatter(strict: false).Format(TestSystem.Parse(s_system, model)));
}
