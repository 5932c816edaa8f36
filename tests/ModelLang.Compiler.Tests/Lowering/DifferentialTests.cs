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

    [Fact]
    public void Random_systems_keep_their_derivatives_to_rounding()
    {
        RandomModels models = new(31);
        for (int trial = 0; trial < 60; trial++)
        {
            DynamicalSystem system = models.System();
            AssertSame(system, LoweringPipeline.Run(system), Values.Of(system, new Random(trial)), trial / 10.0, 1e-9);
        }
    }

    [Fact]
    public void Under_strict_random_systems_keep_their_derivatives_bit_for_bit()
    {
        RandomModels models = new(32) { AllPowers = false, Tame = false };
        for (int trial = 0; trial < 60; trial++)
        {
            DynamicalSystem system = models.System();
            AssertSame(system, LoweringPipeline.Run(system, strict: true), Values.Of(system, new Random(trial)), trial / 10.0, 0);
        }
    }

    [Fact]
    public void Every_exact_pass_by_itself_keeps_random_systems_bit_for_bit()
    {
        RandomModels models = new(33) { Tame = false };
        Func<DynamicalSystem, DynamicalSystem>[] passes =
        [
            SolveForDerivative.Apply, ComplexToReal.Apply, system => FoldConstants.Apply(system, strict: true), LiftTimeConditions.Apply, EliminateCommonSubexpressions.Apply,
            system => HoistInvariants.Apply(system, strict: true), RemoveUnused.Apply,
        ];
        for (int trial = 0; trial < 40; trial++)
        {
            DynamicalSystem system = models.System();
            foreach (Func<DynamicalSystem, DynamicalSystem> pass in passes)
            {
                AssertSame(system, pass(system), Values.Of(system, new Random(trial)), trial / 10.0, 0);
            }
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
