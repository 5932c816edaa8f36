using ModelLang.Compiler.Semantics;
using Xunit;

namespace ModelLang.Compiler.Tests.Semantics;

public sealed class ResultFileNameTests
{
    [Theory]
    [InlineData("a.npz")]
    [InlineData("sweep_G.csv")]
    [InlineData("Kurve 3 (\u00fc).v2.npz")]
    public void A_plain_name_is_taken(string name) => Assert.Null(ResultFileName.Fault(name));

    [Theory]
    [InlineData("out/a.npz")]
    [InlineData("..\\a.npz")]
    [InlineData("..npz")]
    [InlineData("c:a.npz")]
    [InlineData("/a.npz")]
    [InlineData("a\n.npz")]
    [InlineData("a*.csv")]
    [InlineData("a.txt")]
    [InlineData("a.NPZ")]
    [InlineData("npz")]
    [InlineData("")]
    [InlineData(".npz")]
    [InlineData(" .npz")]
    [InlineData(".hidden.npz")]
    [InlineData("a .csv")]
    public void Anything_else_is_refused(string name) => Assert.NotNull(ResultFileName.Fault(name));

    [Fact]
    public void A_name_that_no_file_system_takes_is_refused() => Assert.NotNull(ResultFileName.Fault(new string('a', 300) + ".npz"));
}
