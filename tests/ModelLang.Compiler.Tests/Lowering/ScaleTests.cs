using System.Diagnostics;
using System.Text;
using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

/// <summary>The work of the passes grows with the size of the model, not faster.</summary>
public class ScaleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_of_5000_intermediates_lowers_quickly(bool strict)
    {
        StringBuilder text = new("param a = 1\nparam b = 2\nstate x = 1\nlet y0 = x\n");
        for (int i = 1; i <= 5000; i++)
        {
            text.Append($"let y{i} = a*y{i - 1} + sin(y{i - 1})/b\n");
        }

        DynamicalSystem system = TestSystem.Parse(text + "x' = -y5000");
        Stopwatch watch = Stopwatch.StartNew();
        DynamicalSystem lowered = LoweringPipeline.Run(system, strict);
        Assert.InRange(lowered.Intermediates.Count, 5000, 5001);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
        Assert.True(Size(lowered) < 8 * Size(system));
        Assert.Single(JacobianBuilder.Build(lowered, strict).Entries);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), watch.Elapsed.ToString());
    }

    [Fact]
    public void Shared_terms_nested_300_times_stay_linear()
    {
        int Lowered(int depth)
        {
            Expr expr = new Reference("x", VariableKind.State);
            for (int i = 0; i < depth; i++)
            {
                expr = new Product(Algebra.Add(expr, Algebra.One), Algebra.Apply(Function.Sin, expr));
            }

            DynamicalSystem system = TestSystem.Parse("state x = 1\nx' = x");
            system = system with { Equations = EquatableArray.Of(system.Equations[0] with { Rhs = expr }) };
            return Size(EliminateCommonSubexpressions.Apply(system));
        }

        Assert.Equal(Lowered(300) - Lowered(200), Lowered(200) - Lowered(100));
    }

    [Fact]
    public void A_sum_of_2000_terms_and_nesting_of_500_levels_pass_through()
    {
        string sum = string.Join(" + ", Enumerable.Range(1, 2000).Select(i => $"{i}*x*y"));
        string nested = string.Concat(Enumerable.Repeat("sin(a*", 500)) + "x" + new string(')', 500);
        DynamicalSystem lowered = LoweringPipeline.Run(TestSystem.Parse($"param a = 1\nstate x = 1\nstate y = 1\nx' = {sum}\ny' = {nested}"));
        Assert.True(lowered.Equations.Concat<object>(lowered.Intermediates).Any());
        Assert.All(lowered.Intermediates, i => Assert.True(i.Definition.SelfAndDescendants().Count() < 300));
        Assert.NotEmpty(JacobianBuilder.Build(lowered).Entries);
    }

    private static int Size(DynamicalSystem system) => system.Invariants.Concat(system.Intermediates).Select(i => i.Definition)
        .Concat(system.Equations.Select(e => e.Rhs))
        .Sum(expr => expr.SelfAndDescendants().Count());
}
