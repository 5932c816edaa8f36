using ModelLang.Compiler.Syntax;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class UnitLiteralTests
{
    [Theory]
    [InlineData("10 ms", "10", "ms")]
    [InlineData("10   ms", "10", "ms")]
    [InlineData("1 mV/ms", "1", "mV/ms")]
    [InlineData("0.56 mV^-1", "0.56", "mV^-1")]
    [InlineData("5 1/ms", "5", "1/ms")]
    [InlineData("1e-3 m^2*s^-1", "1e-3", "m^2*s^-1")]
    [InlineData("2 ms^(-1/2)", "2", "ms^(-1/2)")]
    [InlineData("2 ms^0.5", "2", "ms^0.5")]
    [InlineData("3 \u00B5V", "3", "\u00B5V")]
    [InlineData("2 x", "2", "x")]
    public void A_word_behind_number_and_blank_is_its_unit(string text, string digits, string unit)
    {
        NumberSyntax number = Assert.IsType<NumberSyntax>(Body(text));
        Assert.Equal((digits, unit), (number.Text, number.Unit?.Text));
    }

    [Theory]
    [InlineData("10 ms/tau", "10 ms/tau")]
    [InlineData("10 ms / tau", "10 ms/tau")]
    [InlineData("(10 ms)/tau", "10 ms/tau")]
    [InlineData("4 mV*(x + 1)", "4 mV*(x + 1)")]
    [InlineData("-60 mV", "-60 mV")]
    [InlineData("3 if t >= 20 else 0", "3 if (t >= 20) else 0")]
    [InlineData("3 ms if 1 < 2 and 4 > 3 or 5 == 5 else 0 ms", "3 ms if (((1 < 2) and (4 > 3)) or (5 == 5)) else 0 ms")]
    [InlineData("[2, 4, 8] m/s", "[2, 4, 8] m/s")]
    [InlineData("[2 m, 4 m]", "[2 m, 4 m]")]
    [InlineData("1i*x", "1i*x")]
    [InlineData("-0.6 - 0.8i", "(-0.6) - 0.8i")]
    public void Expressions_with_units(string text, string printed) => Assert.Equal(printed, SyntaxTest.PrintExpression(text));

    [Fact]
    public void A_blank_ends_a_unit()
    {
        Assert.Equal("ms/tau", Assert.IsType<NumberSyntax>(Body("10 ms/tau")).Unit!.Text);
        Assert.Equal("ms", ((NumberSyntax)Assert.IsType<ProductSyntax>(Body("10 ms / tau")).Factors[0].Operand).Unit!.Text);
    }

    [Theory]
    [InlineData("run 100 discard 0", "run 100 discard 0")]
    [InlineData("run 20 s discard 2 s", "run 20 s discard 2 s")]
    [InlineData("record x every 0.1 ms", "record x every 0.1 ms")]
    [InlineData("drive x = 3 with linear", "drive x = 3 with linear")]
    [InlineData("state x = 10 Hz in [0 Hz, inf)", "state x = 10 Hz in [0 Hz, inf)")]
    [InlineData("state x = 1 in (0, 1]", "state x = 1 in (0, 1]")]
    [InlineData("state x = 1 in (x + 1) < 3", "state x = 1 in (x + 1) < 3")]
    [InlineData("input x = 0 reduce product", "input x = 0 reduce product")]
    [InlineData("input I : pA", "input I : pA")]
    [InlineData("input I : 1/ms = 3 1/ms", "input I : 1/ms = 3 1/ms")]
    [InlineData("state z : complex = 1i", "state z : complex = 1i")]
    [InlineData("state z : complex mV", "state z : complex mV")]
    [InlineData("receive exc(w: nS, u : mV/ms) { }", "receive exc(w : nS, u : mV/ms)")]
    [InlineData("event spike when V > 3 mV { refractory 2 ms freezing V }", "event spike when V > 3 mV\n  refractory 2 ms freezing V")]
    public void Keywords_are_no_units(string text, string printed) => Assert.Equal(printed, SyntaxTest.PrintMembers(text));

    private static ExpressionSyntax Body(string text) =>
        ((FunctionSyntax)SyntaxTest.Parse($"function f() = {text}").Model.Declarations[0]).Body;
}
