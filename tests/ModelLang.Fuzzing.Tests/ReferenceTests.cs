using System.Numerics;
using ModelLang.Compiler.IR;
using ModelLang.Fuzzing.Evaluation;
using Xunit;

namespace ModelLang.Fuzzing.Tests;

/// <summary>The reference itself: against .NET's complex functions, against differences, and its bounds.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("sqrt")]
    [InlineData("sin")]
    [InlineData("cos")]
    [InlineData("sinh")]
    [InlineData("cosh")]
    [InlineData("tanh")]
    public void Complex_functions_are_those_of_the_platform(string name)
    {
        Function function = Enum.Parse<Function>(name, ignoreCase: true);
        Func<Complex, Complex> platform = (Func<Complex, Complex>)typeof(Complex).GetMethod(function.ToString(), [typeof(Complex)])!.CreateDelegate(typeof(Func<Complex, Complex>));
        Random random = new(3);
        for (int trial = 0; trial < 200; trial++)
        {
            Complex z = new((random.NextDouble() * 4) - 2, (random.NextDouble() * 4) - 2);
            ComplexDual found = ComplexFunctions.Of(function, new ComplexDual(Dual.Exact(z.Real), Dual.Exact(z.Imaginary)));
            Complex expected = platform(z);
            Assert.InRange(Math.Abs(found.Re.Value.Value - expected.Real), 0, 1e-14 * (1 + expected.Magnitude));
            Assert.InRange(Math.Abs(found.Im.Value.Value - expected.Imaginary), 0, 1e-14 * (1 + expected.Magnitude));
        }
    }

    [Fact]
    public void Slopes_of_real_functions_agree_with_differences()
    {
        DualArithmetic arithmetic = new(Rounding.Free);
        foreach (Function function in Enum.GetValues<Function>())
        {
            double[] rest = function == Function.Clip ? [0.2, 0.9] : function is Function.Atan2 or Function.Min or Function.Max or Function.Mod or Function.Hypot ? [0.7] : [];
            double At(double x) => RealFunctions.Of(function, [Dual.Exact(x), .. rest.Select(Dual.Exact)], arithmetic).Value.Value;
            Dual[] arguments = [new Dual(Measured.Exact(0.4), Measured.Exact(1)), .. rest.Select(Dual.Exact)];
            double slope = RealFunctions.Of(function, arguments, arithmetic).Slope.Value;
            Assert.InRange(slope, ((At(0.4 + 1e-6) - At(0.4 - 1e-6)) / 2e-6) - 1e-7, ((At(0.4 + 1e-6) - At(0.4 - 1e-6)) / 2e-6) + 1e-7);
        }
    }

    [Fact]
    public void Cancellation_widens_the_bound_and_exact_operations_have_none()
    {
        Measured third = Rounding.Free.Divide(Measured.Exact(1), Measured.Exact(3));
        Measured rest = Rounding.Free.Subtract(third, Measured.Exact(1.0 / 3));
        Assert.Equal(0, rest.Value);
        Assert.InRange(rest.Error, 1e-17, 1e-14);
        Assert.Equal(0, Rounding.Same.Divide(Measured.Exact(1), Measured.Exact(3)).Error);
        Assert.True(Rounding.Free.Divide(Measured.Exact(1), rest) is { IsDetermined: false });
    }

    [Fact]
    public void NaN_is_expected_where_it_is_certain_and_open_where_it_is_not()
    {
        Measured zero = Measured.Exact(0);
        Assert.True(Rounding.Same.Divide(zero, zero) is { IsDetermined: true, Value: double.NaN });
        Assert.False(Rounding.Free.Divide(zero, zero).IsDetermined);
        Assert.False(Rounding.Same.Divide(Measured.Exact(1), zero).IsDetermined);
        Assert.False(Measured.Exact(double.NaN).Admits(1));
        Assert.True(Measured.Undetermined.Admits(1));
    }
}
