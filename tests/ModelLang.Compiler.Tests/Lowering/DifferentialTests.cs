using System.Numerics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

/// <summary>What a system computes is the same before and after the passes.</summary>
public class DifferentialTests
{
    [Theory]
    [InlineData("Qif", false)]
    [InlineData("Qif", true)]
    [InlineData("Theta", false)]
    [InlineData("Theta", true)]
    public void A_lowered_mean_field_has_the_derivatives_of_the_model(string model, bool strict)
    {
        DynamicalSystem system = model == "Qif" ? TestModels.Qif : TestModels.Theta;
        DynamicalSystem lowered = LoweringPipeline.Run(system, strict);
        Random random = new(5);
        for (int trial = 0; trial < 50; trial++)
        {
            Dictionary<string, Complex> values = Values.Of(system, random);
            AssertSame(system, lowered, values, random.NextDouble() * 100, 1e-12);
        }
    }

    private static void AssertSame(DynamicalSystem system, DynamicalSystem lowered, Dictionary<string, Complex> values, double t, double tolerance)
    {
        var (expected, expectedValues) = ExprEvaluator.Evaluate(system, values, t);
        var (actual, actualValues) = ExprEvaluator.Evaluate(lowered, Values.Split(values), t);
        foreach (Equation equation in system.Equations)
        {
            string path = equation.Order == 1 ? equation.State : SecondOrderToFirst.RatePath(equation.State);
            Values.AssertClose(expected[equation.State], Values.Joined(actual, path), tolerance);
        }

        foreach (Intermediate intermediate in system.Intermediates)
        {
            Values.AssertClose(expectedValues[intermediate.Path], Values.Joined(actualValues, intermediate.Path), tolerance);
        }
    }
}
