using ModelLang.Compiler.Diagnostics;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class LineTests
{
    private const string Two = "let a = 1\nlet b = 2";

    [Theory]
    [InlineData("let a = 1\nlet b = 2")]
    [InlineData("let a = 1, let b = 2")]
    [InlineData("let a = 1,\nlet b = 2,")]
    [InlineData("let a = 1\r\nlet b = 2\r\n")]
    [InlineData("let a = 1\rlet b = 2")]
    [InlineData("\n\n\nlet a = 1 // comment\n\n// comment\n\nlet b = 2\n\n")]
    [InlineData("\tlet\ta\t=\t1\n\tlet b = 2")]
    [InlineData("let\u00A0a = 1\nlet b = 2")]
    public void Lines_and_commas_separate_statements(string text) => Assert.Equal(Two, SyntaxTest.PrintMembers(text));

    [Theory]
    [InlineData("let a = (1\n  + 2\n)", "let a = 1 + 2")]
    [InlineData("let a = [1,\n  2,\n  3] ms", "let a = [1, 2, 3] ms")]
    [InlineData("let a =\n  1 +\n  2", "let a = 1 + 2")]
    [InlineData("let a = 1 if x and\n  y else\n  2", "let a = 1 if (x and y) else 2")]
    [InlineData("edge a ->\n  b", "edge a -> b")]
    [InlineData("connect a -> b by\n  all_to_all via\n  d", "connect a -> b by all_to_all via d")]
    [InlineData("record a,\n  b every 1", "record a, b every 1")]
    [InlineData("use psp\n{ a = 1 }", "use psp\n  a = 1")]
    [InlineData("use psp { a = f(1,\n  2)\n  b = 3,\n  c = 4 }", "use psp\n  a = f(1, 2)\n  b = 3\n  c = 4")]
    public void Open_brackets_and_operators_continue_a_line(string text, string printed) =>
        Assert.Equal(printed, SyntaxTest.PrintMembers(text));

    [Theory]
    [InlineData("let a = 1\n  «+» 2")]
    [InlineData("let a = x if y\n  «else» 2")]
    [InlineData("connect a -> b\n  «by» random(p = 1)")]
    public void A_line_that_begins_with_an_operator_is_refused(string members)
    {
        Diagnostic[] found = SyntaxTest.Reports($"operator o {{\n{members}\n}}", DiagnosticTable.UnexpectedToken);
        Assert.Contains("a statement ends at the end of its line", found[0].Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_order_mark_and_braces_on_their_own_line_are_fine() =>
        Assert.Equal("module\noperator o\n  let a = 1\n", SyntaxTest.Print("\uFEFFoperator o\n{\n  let a = 1\n}\n"));

    [Fact]
    public void Statements_of_a_design_program_may_stand_on_one_line()
    {
        Assert.Equal(
            "module\noperator o\n  state x = 0\n  x' = -x\n  event e when x > 1\n    x := 0\n    y += 1\n",
            SyntaxTest.Print("operator o { state x = 0, x' = -x, event e when x > 1 { x := 0, y += 1 } }"));
    }
}
