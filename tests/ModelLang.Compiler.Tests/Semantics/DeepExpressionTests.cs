using ModelLang.Compiler.Text;
using Xunit;

namespace ModelLang.Compiler.Tests.Semantics;

/// <summary>Recursion over an expression has room on whatever thread the caller is.</summary>
public class DeepExpressionTests
{
    [Fact]
    public void A_product_of_thousands_of_factors_compiles()
    {
        string product = string.Join("*", Enumerable.Repeat("x", 3000));
        SourceText source = new("deep.mlang", $"module deep\ntime dimensionless\noperator deep {{\n  state x = 1\n  x' = {product}\n}}\n");

        Assert.Empty(ModelCompiler.Check(source, TestResolver.Library));
        Assert.NotNull(ModelCompiler.Compile(source, new CompilerOptions { Method = "rk4" }, TestResolver.Library).CSharp);
    }
}
