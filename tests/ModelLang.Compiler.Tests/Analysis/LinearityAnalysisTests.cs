using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Analysis;

public class LinearityAnalysisTests
{
    [Theory]
    [InlineData("(E - x)/tau + y", "Affine", "Affine", "Constant")]
    [InlineData("x*y + t", "Nonlinear", "Affine", "Affine")]
    [InlineData("g*x", "Nonlinear", "Affine", "Constant")]
    [InlineData("exp(-tau)*x if t > 3 else 0", "Affine", "Affine", "Nonlinear")]
    [InlineData("x if x > 0 else 0", "Nonlinear", "Nonlinear", "Constant")]
    [InlineData("sin(t) - tau", "Constant", "Constant", "Nonlinear")]
    public void Degrees_see_through_intermediates(string rhs, string inStates, string inItself, string inTime)
    {
        Linearity fact = LinearityAnalysis.Of(TestSystem.Parse($"""
            param E = 1
            param tau = 1
            state x = 0
            state y = 0
            let g = 2*y
            x' = {rhs}
            y' = 0
            """))[0];
        Assert.Equal((inStates, inItself, inTime), (fact.InStates.ToString(), fact.InItself.ToString(), fact.InTime.ToString()));
    }
}
