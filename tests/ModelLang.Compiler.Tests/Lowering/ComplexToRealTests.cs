using System.Numerics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Tests.IR;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

public class ComplexToRealTests
{
    public static TheoryData<string> Functions => [.. BuiltInFunctions.All.Where(f => f.Complex).Select(f => f.Name)];

    [Fact]
    public void A_real_factor_costs_two_multiplications_and_i_none()
    {
        DynamicalSystem lowered = ComplexToReal.Apply(TestSystem.Parse("param w = 2\nstate z : complex = 1 - 2i in abs(z) <= 1\nz' = 1i*w*z"));
        Assert.Equal(["-w*z.im", "w*z.re"], lowered.Equations.Select(e => ExprPrinter.Print(e.Rhs)));
        Assert.Equal(["z.re = 1", "z.im = -2"], lowered.States.Select(s => $"{s.Path} = {ExprPrinter.Print(s.Initial)}"));
        Assert.Equal("sqrt(z.re*z.re + z.im*z.im) <= 1", ExprPrinter.Print(lowered.States[0].Condition!.Holds));
        Assert.Null(lowered.States[1].Condition);
    }

    [Fact]
    public void A_real_sum_in_a_complex_one_is_added_up_first()
    {
        DynamicalSystem lowered = ComplexToReal.Apply(TestSystem.Parse("param a = 2\nparam b = 3\nstate z : complex = 1i\nz' = z + (a - b)"));
        Assert.Equal(["z.re + (a - b)", "z.im"], lowered.Equations.Select(e => ExprPrinter.Print(e.Rhs)));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_complex_function_agrees_with_complex_arithmetic(string name)
    {
        string call = $"{name}(z)";
        foreach (Complex z in Grid())
        {
            AssertAgrees(call, z, new Complex(0.5, -1.5));
        }
    }

    [Theory]
    [InlineData("z*w + 2*z - 1i/w")]
    [InlineData("(z + w)/(z - 3*w)")]
    [InlineData("z^2 - w^3 + z^7*w^-2")]
    [InlineData("z^0.5 + w^1.7 + z^w")]
    [InlineData("2.5^z + re(w)^z")]
    [InlineData("z if re(z) > im(w) else conj(z)*w")]
    [InlineData("abs(z)*w - abs2(w)*arg(z) + log(2)*sqrt(1i)")]
    [InlineData("(z + 1)^2*(1i*(re(w) + im(z)) - 0.5) - 1i*(z - 1)^2")]
    public void Arithmetic_agrees_with_complex_arithmetic(string text)
    {
        foreach (Complex z in Grid())
        {
            AssertAgrees(text, z, new Complex(0.7, -0.4));
        }
    }

    [Fact]
    public void The_square_root_keeps_its_accuracy_beside_the_axes_and_is_zero_at_zero()
    {
        AssertAgrees("sqrt(z)", new Complex(1, 1e-9), 1, 1e-15);
        AssertAgrees("sqrt(z)", new Complex(-1, 1e-9), 1, 1e-15);
        AssertAgrees("sqrt(z)", Complex.Zero, 1, 0);
    }

    [Fact]
    public void Nested_functions_grow_linearly()
    {
        int Size(int depth)
        {
            string text = "z";
            for (int i = 0; i < depth; i++)
            {
                text = $"tanh(({text} + 1)^3/(2 - z))";
            }

            DynamicalSystem lowered = ComplexToReal.Apply(TestSystem.Parse($"state z : complex = 1i\nz' = {text}"));
            return lowered.Intermediates.Sum(i => i.Definition.SelfAndDescendants().Count());
        }

        Assert.Equal(Size(60) - Size(40), Size(40) - Size(20));
    }

    private static IEnumerable<Complex> Grid() => from re in new[] { -2, -0.3, 0.2, 1.1 }
                                                  from im in new[] { -1.3, -0.1, 0.4, 2 }
                                                  select new Complex(re, im);

    private static void AssertAgrees(string text, Complex z, Complex w, double tolerance = 1e-13)
    {
        DynamicalSystem system = TestSystem.Parse($"""
            state z : complex = 1i
            state w : complex = 1i
            let f = {text}
            z' = z
            w' = w
            """);
        Dictionary<string, Complex> values = new() { ["z"] = z, ["w"] = w };
        Complex expected = ExprEvaluator.Evaluate(system, values, 0).Values["f"];
        Dictionary<string, Complex> actual = ExprEvaluator.Evaluate(ComplexToReal.Apply(system), Values.Split(values), 0).Values;
        Values.AssertClose(expected, Values.Joined(actual, "f"), tolerance);
    }
}
