using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

/// <summary>Every word of the language is a free name wherever a name can stand.</summary>
public sealed class ContextualKeywordTests
{
    public static readonly string[] AllWords = string.Join(
        ' ',
        "module time import operator node circuit experiment function extends override param const input state let output init",
        "history noise event receive refractory use population edge connect data model solver run seed drive set record sweep zip save",
        "as at by via in when with hazard located stratonovich reduce freezing every over discard truncate if else and or not",
        "i e I N S beta gamma t pi inf steady super real complex bool normal d dt dx").Split(' ');

    public static TheoryData<string> Words => [.. AllWords];

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_names_a_parameter_and_is_used(string word) => Assert.Equal(
        $"param {word} = 3 in [0, 1]\nlet y = ({word}*2) + {word} + f({word}) + [{word}]\nx' = {word}",
        SyntaxTest.PrintMembers($"param {word} = 3 in [0, 1]\nlet y = {word}*2 + {word} + f({word}) + [{word}]\nx' = {word}"));

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_names_a_state_with_an_equation(string word) => Assert.Equal(
        $"state {word} = 0\n{word}' = -{word}\ntau * {word}' = 3\n{word} * x' = 3",
        SyntaxTest.PrintMembers($"state {word} = 0\n{word}' = -{word}\ntau * {word}' = 3\n{word} * x' = 3"));

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_names_parts_of_a_circuit(string word) => Assert.Equal(
        $"node {word} : {word}\n  {word} = 2\npopulation {word} : {word}[{word}] at {word}\nedge {word}.{word} -> {word} via {word}\nconnect {word}.r -> {word} by {word}",
        SyntaxTest.PrintMembers($"node {word} : {word} {{ {word} = 2 }}\npopulation {word} : {word}[{word}] at {word}\n"
            + $"edge {word}.{word} -> {word} via {word}\nconnect {word}.r -> {word} by {word}"));

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_names_a_declaration(string word) => Assert.Equal(
        $"module {word}.{word}\nimport {word} ({word})\noperator {word} extends {word}\nfunction {word}({word}) = {word}\n",
        SyntaxTest.Print($"module {word}.{word}\nimport {word} ({word})\noperator {word} extends {word} {{ }}\nfunction {word}({word}) = {word}"));

    [Theory]
    [InlineData("let y = a if b else c", "let y = a if b else c")]
    [InlineData("let if = if if if else else", "let if = if if if else else")]
    [InlineData("let y = and and or or not or", "let y = (and and or) or (not or)")]
    [InlineData("let y = 1 if not -x < 2 else 3", "let y = 1 if (not ((-x) < 2)) else 3")]
    [InlineData("let y = 1 if not - x < 2 else 3", "let y = 1 if ((not - x) < 2) else 3")]
    [InlineData("event when when when > 3 { when := 0 }", "event when when when > 3\n  when := 0")]
    [InlineData("event with with hazard hazard { }", "event with with hazard hazard")]
    [InlineData("use as as as", "use as as as")]
    [InlineData("record every every every", "record every every every")]
    [InlineData("reduce reduce(reduce), over = over(over) over [over, over]", "reduce reduce(reduce), over = over(over) over [over, over]")]
    [InlineData("sweep { seed = [zip], zip = [seed], zip { zip = [1] } }", "sweep\n  seed = [zip]\n  zip = [seed]\n  zip\n    zip = [1]")]
    [InlineData("run run discard discard", "run run discard discard")]
    public void Position_decides(string text, string printed) => Assert.Equal(printed, SyntaxTest.PrintMembers(text));

    [Fact]
    public void True_and_false_are_values_and_back_ticks_make_names_of_them()
    {
        Assert.Equal("f(a = true, b = false)", SyntaxTest.PrintExpression("f(a = true, b = false)"));
        Assert.Equal("let y = `true`".Replace("`", ""), SyntaxTest.PrintMembers("let y = `true`"));
    }

    [Fact]
    public void Back_ticks_quote_any_name() =>
        Assert.Equal("state V m\u00B2 = 0", SyntaxTest.PrintMembers("state `V m\u00B2` = 0"));

    [Fact]
    public void Letters_of_any_script_make_names() =>
        Assert.Equal("τ * η' = -η_1", SyntaxTest.PrintMembers("τ * η' = -η_1"));
}
