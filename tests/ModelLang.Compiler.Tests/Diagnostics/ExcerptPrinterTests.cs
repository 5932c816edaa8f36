using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using Xunit;

namespace ModelLang.Compiler.Tests.Diagnostics;

public class ExcerptPrinterTests
{
    [Fact]
    public void Headline_excerpt_and_hint() => Assert.Equal(
        """
        m.mlang:2:8: error ML2001: 'drvie' is not defined
            2 |   x' = drvie
              |        ^^^^^
          hint: did you mean 'drive'?

        """,
        Print("state x\n  x' = drvie\n", "drvie", "did you mean 'drive'?"));

    [Fact]
    public void Carets_stand_below_the_place_behind_tabs() => Assert.Equal(
        "    1 |     x   = y\n      |           ^\n", Excerpt("\tx\t= y", "y"));

    [Fact]
    public void Long_line_is_cut_around_the_place()
    {
        string excerpt = Excerpt(new string('a', 500) + " here " + new string('b', 500), "here");
        string[] lines = excerpt.Split('\n');

        Assert.True(lines[0].Length < 130);
        Assert.Equal(lines[0].IndexOf("here", StringComparison.Ordinal), lines[1].IndexOf('^'));
        Assert.Equal(4, lines[1].Count(c => c == '^'));
        Assert.StartsWith("    1 | …", lines[0]);
        Assert.EndsWith("…", lines[0]);
    }

    [Theory]
    [InlineData("a\u001b[31mb", "a␛[31mb")]
    [InlineData("a\u202eb", "a\ufffdb")]
    [InlineData("a\u007fb\u0085", "a␡b\ufffd")]
    public void Characters_that_act_on_a_terminal_are_visible(string text, string shown) =>
        Assert.Equal(shown, ExcerptPrinter.Visible(text));

    [Fact]
    public void Place_of_several_lines_is_marked_to_the_end_of_the_first() =>
        Assert.Equal("    1 | ab cd\n      |    ^^\n", Excerpt("ab cd\nef", "cd\nef"));

    [Fact]
    public void Empty_place_has_one_caret() =>
        Assert.Equal("    1 | ab\n      |   ^\n", Excerpt("ab", ""));

    [Fact]
    public void Character_of_two_units_has_one_caret() =>
        Assert.Equal("    1 | 𝑥 = b\n      | ^\n", Excerpt("𝑥 = b", "𝑥"));

    [Fact]
    public void Every_place_of_a_nasty_text_can_be_printed()
    {
        const string Text = "\t\u0001𝑥\r\n\ud835\t\n\n" + "é\u202e";
        for (int start = 0; start <= Text.Length; start++)
        {
            for (int length = 0; start + length <= Text.Length; length++)
            {
                Assert.Contains("^", ExcerptPrinter.Print(Finding(Text, new TextSpan(start, length), null)));
            }
        }
    }

    [Fact]
    public void Colours_are_added_on_request_only()
    {
        Diagnostic finding = Finding("ab", new TextSpan(0, 1), "h");

        Assert.Contains("\u001b[", ExcerptPrinter.Print(finding, colour: true));
        Assert.DoesNotContain("\u001b", ExcerptPrinter.Print(finding));
    }

    private static string Excerpt(string text, string place) => string.Join('\n', Print(text, place, null).Split('\n').Skip(1));

    private static string Print(string text, string place, string? hint)
    {
        int at = place.Length == 0 ? text.Length : text.IndexOf(place, StringComparison.Ordinal);
        return ExcerptPrinter.Print(Finding(text, new TextSpan(at, place.Length), hint));
    }

    private static Diagnostic Finding(string text, TextSpan span, string? hint) => new(
        DiagnosticTable.UndefinedName, new SourceText("m.mlang", text), span, "'drvie' is not defined", hint);
}
