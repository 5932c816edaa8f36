using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("a + b - c", "a + b - c")]
    [InlineData("a*b/c", "a*b/c")]
    [InlineData("a + b*c", "a + (b*c)")]
    [InlineData("(a + b)*c", "(a + b)*c")]
    [InlineData("(a + b) + c", "(a + b) + c")]
    [InlineData("a - (b - c)", "a - (b - c)")]
    [InlineData("a^b^c", "a^(b^c)")]
    [InlineData("-x^2", "-(x^2)")]
    [InlineData("(-x)^2", "(-x)^2")]
    [InlineData("2^-1", "2^(-1)")]
    [InlineData("2^-x^2*y", "(2^(-(x^2)))*y")]
    [InlineData("-a*b", "(-a)*b")]
    [InlineData("a*-b", "a*(-b)")]
    [InlineData("- -a", "-(-a)")]
    [InlineData("+a", "+a")]
    [InlineData("a < b + 1", "a < (b + 1)")]
    [InlineData("not a == b", "not (a == b)")]
    [InlineData("not not a", "not (not a)")]
    [InlineData("not (a)", "not a")]
    [InlineData("a and not b or c", "(a and (not b)) or c")]
    [InlineData("a or b or c", "a or b or c")]
    [InlineData("a >= 1 and b <= 2 or c != 3", "((a >= 1) and (b <= 2)) or (c != 3)")]
    [InlineData("a if b else c", "a if b else c")]
    [InlineData("a if b else c if d else e", "a if b else (c if d else e)")]
    [InlineData("(a if b else c) + 1", "(a if b else c) + 1")]
    [InlineData("f(x, k = 2)", "f(x, k = 2)")]
    [InlineData("f()", "f()")]
    [InlineData("x(t - d)", "x(t - d)")]
    [InlineData("y' + y''", "y' + y''")]
    [InlineData("X.r[0..9]", "X.r[0..9]")]
    [InlineData("X.r[N - 1]", "X.r[N - 1]")]
    [InlineData("[[15, -15], [15, -4]]", "[[15, -15], [15, -4]]")]
    [InlineData("[]", "[]")]
    [InlineData("csv(\"a \\\"b\\\" \\\\.csv\")", "csv(\"a \\\"b\\\" \\\\.csv\")")]
    [InlineData("a.pc.exc.y", "a.pc.exc.y")]
    public void Precedence(string text, string printed) => Assert.Equal(printed, SyntaxTest.PrintExpression(text));
}
