using System.Diagnostics;
using System.Text;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

/// <summary>Whatever the text: no crash, no overflow, an answer in bounded time.</summary>
public sealed class RobustnessTests
{
    private const int Many = 100_000;

    private static readonly Dictionary<string, string> s_deepTexts = new()
    {
        { "parentheses", new string('(', Many) + "1" + new string(')', Many) },
        { "open parentheses", new string('(', Many) },
        { "brackets", new string('[', Many) + new string(']', Many) },
        { "calls", Repeat("f(", Many) + "1" + new string(')', Many) },
        { "signs", new string('-', Many) + "1" },
        { "not", Repeat("not ", Many) + "1" },
        { "powers", Repeat("2^", Many / 20) + "2" },
        { "conditionals", Repeat("1 if x else ", Many / 20) + "2" },
        { "conditionals in parentheses", Repeat("(1 if x else ", Many) + "2" },
        { "mixed", Repeat("-(2^f([", 64) + "1" + Repeat("]))", 64) },
    };

    public static TheoryData<string> DeepTexts => [.. s_deepTexts.Keys];

    [Theory]
    [MemberData(nameof(DeepTexts))]
    public void Nested_too_deep(string what)
    {
        IReadOnlyList<Diagnostic> found = InTime(() => SyntaxTest.Parse("function f(x) = " + s_deepTexts[what]).Diagnostics);
        Assert.True("ML1014" == string.Join(" ", found.Select(d => d.Code)), what + ": " + SyntaxTest.Describe(found.Take(3)));
        Assert.Equal("Nested deeper than 256 levels", found[0].Message);
    }

    [Fact]
    public void Deep_braces_are_refused_as_well() =>
        Assert.Contains(InTime(() => SyntaxTest.Parse(Repeat("{", Many)).Diagnostics), d => d.Code is "ML1014");

    [Fact]
    public void Nesting_up_to_the_limit_is_read()
    {
        string parentheses = new string('(', TokenScanner.MaximumDepth) + "1" + new string(')', TokenScanner.MaximumDepth);
        Assert.Equal("1", SyntaxTest.PrintExpression(parentheses));
        Assert.Empty(SyntaxTest.Parse("function f(x) = " + Repeat("-", 250) + "1").Diagnostics);
        Assert.Empty(SyntaxTest.Parse("function f(x) = " + Repeat("1 if x else ", 250) + "1").Diagnostics);
    }

    [Fact]
    public void Nesting_is_read_or_refused_on_a_small_stack()
    {
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    SyntaxTest.Parse("function f(x) = " + Repeat("(1 + 2*f(-[", 64) + "1" + Repeat("]))", 64));
                    SyntaxTest.Parse("function f(x) = " + new string('(', 250) + "1" + new string(')', 250));
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    [Theory]
    [InlineData("1 + ", 1_000_000)]
    [InlineData("x*", 200_000)]
    [InlineData("x and ", 200_000)]
    [InlineData("x == ", 200_000)]
    public void Expression_too_long(string link, int count)
    {
        IReadOnlyList<Diagnostic> found = InTime(() => SyntaxTest.Parse($"function f(x) = {Repeat(link, count)}1").Diagnostics);
        Assert.Equal("ML1015", Assert.Single(found).Code);
        Assert.Equal("The expression has more than 10,000 operands", found[0].Message);
    }

    [Fact]
    public void Long_chains_within_the_limit_stay_flat()
    {
        FunctionSyntax function = (FunctionSyntax)SyntaxTest.Parse($"function f(x) = {Repeat("x + ", 9_999)}1").Model.Declarations[0];
        Assert.Equal(10_000, Assert.IsType<SumSyntax>(function.Body).Terms.Count);
        Assert.Equal("ML1015", Assert.Single(SyntaxTest.Parse($"function f(x) = [{Repeat("1, ", 10_000)}1]").Diagnostics).Code);
    }

    [Fact]
    public void Files_of_a_megabyte_take_seconds_at_most()
    {
        string program = SyntaxTest.DesignProgram("gif").Replace("module examples.gif\ntime ms\n", "", StringComparison.Ordinal);
        string text = "time ms\n" + Repeat(program, 1_000_000 / program.Length);
        Assert.Empty(InTime(() => SyntaxTest.Parse(text).Diagnostics));
    }

    [Theory]
    [InlineData("\n", 400_000)]
    [InlineData(" ", 400_000)]
    [InlineData("//\n", 130_000)]
    [InlineData("$", 400_000)]
    [InlineData("}", 400_000)]
    [InlineData("x ", 200_000)]
    [InlineData("operator ", 40_000)]
    [InlineData("operator o {", 30_000)]
    [InlineData("{}", 200_000)]
    [InlineData("\u03B7 ", 200_000)]
    [InlineData("/* ", 100_000)]
    [InlineData("operator o { event e when x {\n", 10_000)]
    [InlineData("operator o { param = 3 }\n", 10_000)]
    [InlineData("`", 100_000)]
    [InlineData("\"", 100_000)]
    [InlineData("/*", 100_000)]
    [InlineData("/* */", 50_000)]
    [InlineData("1 ms/", 50_000)]
    [InlineData("operator o { let a = (\n", 100)]
    [InlineData("x in (", 50_000)]
    [InlineData("9", 400_000)]
    public void Repeated_nonsense_is_answered_in_time(string piece, int count)
    {
        Assert.NotEmpty(InTime(() => SyntaxTest.Parse(Repeat(piece, count)).Diagnostics));
        InTime(() => SyntaxTest.Parse("operator o {\n" + Repeat(piece, count / 2)).Diagnostics);
    }

    [Fact]
    public void Random_token_soups_never_throw()
    {
        string[] pieces = [.. ContextualKeywordTests.AllWords,
            "{", "}", "(", ")", "[", "]", ",", ".", "..", ":", "->", "=", "~", ":=", "+=", "+", "-", "*", "/", "^", "'", "<", ">=", "==",
            "\n", "\n", "10", "0.5 ms", "1i", "10ms", ".5", "\"a\"", "\"", "`q r`", "`", "// c\n", "/// d\n", "#", ";", "**", "\u2212", "$", "\\", "1/ms", "d/dt x"];
        Random random = new(20260101);
        for (int round = 0; round < 3_000; round++)
        {
            StringBuilder text = new(random.Next(2) == 0 ? "" : "operator o {\n");
            for (int i = random.Next(1, 60); i > 0; i--)
            {
                text.Append(pieces[random.Next(pieces.Length)]).Append(random.Next(3) == 0 ? "" : " ");
            }

            ParsesWithSpansInside(text.ToString());
        }
    }

    [Fact]
    public void Every_beginning_of_a_program_is_read()
    {
        string program = SyntaxTest.DesignProgram("coba");
        for (int length = 0; length < program.Length; length += 3)
        {
            ParsesWithSpansInside(program[..length]);
        }
    }

    private static void ParsesWithSpansInside(string text)
    {
        (ModelSyntax model, IReadOnlyList<Diagnostic> found) = SyntaxTest.Parse(text);
        SyntaxPrinter.Print(model);
        Assert.All(found, d => Assert.True(d.Span.Start >= 0 && d.Span.Length >= 0 && d.Span.End <= text.Length, d.Message));
    }

    private static T InTime<T>(Func<T> action)
    {
        Stopwatch clock = Stopwatch.StartNew();
        T result = action();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
        return result;
    }

    private static string Repeat(string piece, int count) => new StringBuilder(piece.Length * count).Insert(0, piece, count).ToString();
}
