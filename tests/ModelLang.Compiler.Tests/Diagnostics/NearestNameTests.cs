using ModelLang.Compiler.Diagnostics;
using Xunit;

namespace ModelLang.Compiler.Tests.Diagnostics;

public sealed class NearestNameTests
{
    private static readonly string[] s_names = ["operator", "param", "state", "tau", "V_th", "E", "I"];

    [Theory]
    [InlineData("operater", "operator")]
    [InlineData("opreator", "operator")]
    [InlineData("parm", "param")]
    [InlineData("stat", "state")]
    [InlineData("v_th", "V_th")]
    [InlineData("tua", "tau")]
    public void A_slip_finds_the_name_that_was_meant(string written, string meant) =>
        Assert.Equal(meant, NearestName.Find(written, s_names));

    [Theory]
    [InlineData("membrane")]
    [InlineData("x")]
    [InlineData("V")]
    [InlineData("ab")]
    public void Another_name_is_no_slip(string written) => Assert.Null(NearestName.Find(written, s_names));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("ab", "ba", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits(string a, string b, int edits) => Assert.Equal(edits, NearestName.Distance(a, b));

    [Fact]
    public void Hint_asks() => Assert.Equal("did you mean 'param'?", NearestName.Hint("parma", s_names));
}
