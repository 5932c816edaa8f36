using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

/// <summary>Several mistakes in one file: one diagnostic each, at the place of each.</summary>
public sealed class RecoveryTests
{
    [Theory]
    [InlineData("operator o {\n  param «=» 3\n  state x 0«»\n}")]
    public void Marks_are_checked(string text) =>
        Assert.Equal(2, AnnotatedText.Parse(text).Spans.Count);

    [Theory]
    [InlineData("operator o {\n  param «=» 3\n  state x «0»\n  x' = 2«(»x)\n}")]
    [InlineData("operator «=» {\n  state x = 0\n}\noperator p {\n  state y «0»\n}\nexperiment e {\n  save «3»\n}")]
    [InlineData("operator o «extend» p {\n  state y «0»\n}\ncircuit c {\n  edge a «b»\n}")]
    [InlineData("circuit c {\n  node E : wc { a «1», b = 2, c «3» }\n  edge a -> b { weight «15» }\n}")]
    [InlineData("operator o {\n  event e when x > 1 {\n    x «=» 0\n    y := «*» 2\n  }\n  receive r(«3») { x += 1 }\n}")]
    [InlineData("operator o { param «=» 3, state x «0», x' = 2«(»x) }")]
    [InlineData("experiment e {\n  sweep { a «1», zip { b «2», c = 3 } }\n  run«»\n}")]
    [InlineData("operator o {\n  let a = f(1, «*»)\n  let b = [1, «]»\n  let c = f(1 «2»)\n}")]
    [InlineData("time «3»\noperator o {\n  set «=» 3\n  set x «3»\n}")]
    public void Each_mistake_is_reported_once(string text) => SyntaxTest.Reports(text, DiagnosticTable.UnexpectedToken);

    [Fact]
    public void What_is_right_is_read()
    {
        ModelSyntax model = SyntaxTest.Parse(
            "operator o {\n  param a = 1\n  param = 3\n  state x = 0\n  x' = -x +\n}\noperator = {\n}\ncircuit c {\n  node E : wc { a 1, b = 2 }\n}").Model;
        Assert.Equal("module\noperator o\n  param a = 1\n  state x = 0\ncircuit c\n  node E : wc\n    b = 2\n", SyntaxPrinter.Print(model));
    }

    [Fact]
    public void Different_kinds_of_mistakes_stand_side_by_side()
    {
        (_, IReadOnlyList<Diagnostic> found) = SyntaxTest.Parse(
            "operater o {\n  parm a = 10ms\n  state x == 0\n  x' = -x**2;\n  y = 3\n  let b = (1 + 2\n  x' + 1 = 2\n}\n}");
        Assert.Equal(
            "ML1003:1 ML1003:2 ML1005:2 ML1002:3 ML1004:4 ML1004:4 ML1017:5 ML1007:6 ML1009:7 ML1008:9",
            string.Join(" ", found.Select(d => $"{d.Code}:{d.Start.Line}")));
    }
}
