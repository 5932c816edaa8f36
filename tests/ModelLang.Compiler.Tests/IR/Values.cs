using System.Numerics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using Xunit;
using ValueType = ModelLang.Compiler.IR.ValueType;

namespace ModelLang.Compiler.Tests.IR;

/// <summary>Values of variables by path, for the evaluator.</summary>
internal static class Values
{
    /// <summary>Random values near 1 for everything that is given; a rate stands under its state's path with a prime.</summary>
    public static Dictionary<string, Complex> Of(DynamicalSystem system, Random random)
    {
        Dictionary<string, Complex> values = [];
        foreach (string path in system.Parameters.Select(p => p.Path).Concat(system.Inputs.Select(i => i.Path)))
        {
            values[path] = Next();
        }

        foreach (StateVariable state in system.States)
        {
            values[state.Path] = new Complex(Next(), state.Type == ValueType.Complex ? Next() : 0);
            values[SecondOrderToFirst.RatePath(state.Path)] = Next();
        }

        return values;

        double Next() => 0.3 + (1.4 * random.NextDouble());
    }

    /// <summary>The same values with the parts of complex ones beside them.</summary>
    public static Dictionary<string, Complex> Split(IReadOnlyDictionary<string, Complex> values)
    {
        Dictionary<string, Complex> split = new(values);
        foreach ((string path, Complex value) in values)
        {
            split[ComplexToReal.RealPath(path)] = value.Real;
            split[ComplexToReal.ImaginaryPath(path)] = value.Imaginary;
        }

        return split;
    }

    /// <summary>A value that may stand in two parts.</summary>
    public static Complex Joined(IReadOnlyDictionary<string, Complex> values, string path) => values.TryGetValue(path, out Complex value)
        ? value
        : new Complex(values[ComplexToReal.RealPath(path)].Real, values[ComplexToReal.ImaginaryPath(path)].Real);

    public static void AssertClose(Complex expected, Complex actual, double tolerance)
    {
        bool same = expected == actual || (Complex.IsNaN(expected) && Complex.IsNaN(actual));
        Assert.True(same || Complex.Abs(expected - actual) <= tolerance * (1 + Complex.Abs(expected)), $"{expected} expected, {actual} found");
    }
}
