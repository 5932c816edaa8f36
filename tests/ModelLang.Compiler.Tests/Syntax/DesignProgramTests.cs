using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class DesignProgramTests
{
    [Theory]
    [InlineData("coba")]
    [InlineData("connectome")]
    [InlineData("gif")]
    [InlineData("jansen_rit")]
    [InlineData("qif")]
    [InlineData("theta")]
    [InlineData("wilson_cowan")]
    public void Tree_of_a_design_program(string name) =>
        Snapshot.Match(SyntaxTest.Print(SyntaxTest.DesignProgram(name)), variant: name);
}
