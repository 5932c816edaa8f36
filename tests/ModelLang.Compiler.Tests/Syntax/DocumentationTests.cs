using ModelLang.Compiler.Syntax;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("/// first\n  /// second\n  param a = 1", "first\nsecond")]
    [InlineData("param a = 1   /// behind", "behind")]
    [InlineData("/// above\n  param a = 1  /// behind", "above\nbehind")]
    [InlineData("/// above\n\n  // a comment between\n  param a = 1", "above")]
    [InlineData("param b = 1 /// of b\n  param a = 1", "")]
    [InlineData("//// a border\n  param a = 1", "")]
    [InlineData("/// of the edge\n  edge x -> y\n  param a = 1", "")]
    [InlineData("param a = 1, param b = 2 /// of b", "")]
    [InlineData("param a = [1,\n    2]  /// behind", "behind")]
    [InlineData("///no blank\n  param a = 1", "no blank")]
    public void Documentation_of_a_parameter(string members, string expected)
    {
        OperatorSyntax declaration = Assert.IsType<OperatorSyntax>(SyntaxTest.Parse($"operator o {{\n  {members}\n}}").Model.Declarations[0]);
        Assert.Equal(expected, declaration.Members.OfType<VariableSyntax>().Single(v => v.Name.Text == "a").Documentation);
    }

    [Fact]
    public void Declarations_take_what_stands_above_or_beside_their_brace()
    {
        ModelSyntax model = SyntaxTest.Parse("/// the file\nmodule m\n/// above\noperator o { /// beside\n}\noperator p { } /// of p\n/// end").Model;
        Assert.Equal(["above\nbeside", "of p"], model.Declarations.Select(d => d.Documentation));
    }

    [Fact]
    public void Events_and_populations_take_theirs() => Assert.Equal(
        "/// fires\nevent spike when V > 1\n  V := 0\n/// cells\npopulation X : o[3]\n  a = 1",
        SyntaxTest.PrintMembers("/// fires\nevent spike when V > 1 {\n V := 0 }\npopulation X : o[3] { /// cells\n a = 1 }"));
}
