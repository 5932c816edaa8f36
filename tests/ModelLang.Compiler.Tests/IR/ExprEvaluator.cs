using System.Numerics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ValueType = ModelLang.Compiler.IR.ValueType;
using Vector = System.Collections.Generic.Dictionary<string, System.Numerics.Complex>;

namespace ModelLang.Compiler.Tests.IR;

/// <summary>Evaluates expressions by walking the tree: the reference that lowered and emitted code is compared with.</summary>
/// <param name="values">Values of the variables by path; 0 and 1 for booleans; rates under their state's path with a prime.</param>
/// <param name="t">The time.</param>
internal sealed class ExprEvaluator(IReadOnlyDictionary<string, Complex> values, double t)
{
    /// <summary>Data tables: value and slope over time.</summary>
    public Func<string, double, double> Table { get; init; } = (_, _) => throw new NotSupportedException();

    public Func<string, double, double> Slope { get; init; } = (_, _) => throw new NotSupportedException();

    public Complex Complex(Expr expr) => expr.Type switch
    {
        ValueType.Boolean => Truth(expr) ? 1 : 0,
        ValueType.Real => Real(expr),
        _ => ComplexValue(expr),
    };

    public double Real(Expr expr) => expr switch
    {
        Number number => number.Value,
        Pi => Math.PI,
        Time => t,
        Reference reference => values[Key(reference)].Real,
        Sum sum => sum.Terms.Skip(1).Aggregate(Real(sum.Terms[0]), (total, term) => total + Real(term)),
        Negate negate => -Real(negate.Operand),
        Product product => Real(product.Left) * Real(product.Right),
        Quotient quotient => Real(quotient.Left) / Real(quotient.Right),
        Power power => RealPower(Real(power.Base), Real(power.Exponent)),
        FusedMultiplyAdd fma => Math.FusedMultiplyAdd(Real(fma.Left), Real(fma.Right), Real(fma.Addend)),
        Conditional conditional => Truth(conditional.Condition) ? Real(conditional.WhenTrue) : Real(conditional.WhenFalse),
        TableValue table => Table(table.Table, t),
        TableSlope table => Slope(table.Table, t),
        Call call => call.Arguments.Any(a => a.Type == ValueType.Complex)
            ? OfComplex(call.Function, Complex(call.Arguments[0])).Real
            : OfReal(call.Function, [.. call.Arguments.Select(Real)]),
        _ => throw Unexpected.Kind(expr),
    };

    public bool Truth(Expr expr) => expr switch
    {
        Truth truth => truth.Value,
        Reference reference => values[Key(reference)] != 0,
        Comparison comparison => Compare(comparison.Operator, Real(comparison.Left), Real(comparison.Right)),
        Not not => !Truth(not.Operand),
        Logical logical => logical.IsOr ? logical.Operands.Any(Truth) : logical.Operands.All(Truth),
        Conditional conditional => Truth(conditional.Condition) ? Truth(conditional.WhenTrue) : Truth(conditional.WhenFalse),
        _ => throw Unexpected.Kind(expr),
    };

    /// <summary>Derivatives of the states and values of all intermediates, by path.</summary>
    public static (Vector Derivatives, Vector Values) Evaluate(
        DynamicalSystem system,
        IReadOnlyDictionary<string, Complex> given,
        double t,
        Func<string, double, double>? table = null,
        Func<string, double, double>? slope = null)
    {
        Vector values = new(given);
        ExprEvaluator evaluator = new(values, t) { Table = table ?? ((_, _) => 0), Slope = slope ?? ((_, _) => 0) };
        foreach (TimeSwitch s in system.Switches)
        {
            values[s.Name] = evaluator.Complex(s.Value);
        }

        foreach (Intermediate intermediate in system.Invariants.Concat(system.Intermediates))
        {
            values[intermediate.Path] = evaluator.Complex(intermediate.Definition);
        }

        Vector derivatives = system.Equations.ToDictionary(
            e => e.State,
            e => e.Coefficient is null ? evaluator.Complex(e.Rhs) : evaluator.Complex(new Quotient(e.Rhs, e.Coefficient)));
        return (derivatives, values);
    }

    public static double OfReal(Function function, double[] x) => function switch
    {
        Function.Exp => Math.Exp(x[0]),
        Function.Log => Math.Log(x[0]),
        Function.Log1p => 1 + x[0] == 1 ? x[0] : Math.Log(1 + x[0]) * x[0] / (1 + x[0] - 1),
        Function.Expm1 => Math.Exp(x[0]) == 1 ? x[0] : (Math.Exp(x[0]) - 1) * x[0] / Math.Log(Math.Exp(x[0])),
        Function.Exprel => x[0] == 0 ? 1 : OfReal(Function.Expm1, x) / x[0],
        Function.Sqrt => Math.Sqrt(x[0]),
        Function.Cbrt => Math.Cbrt(x[0]),
        Function.Sin => Math.Sin(x[0]),
        Function.Cos => Math.Cos(x[0]),
        Function.Tan => Math.Tan(x[0]),
        Function.Asin => Math.Asin(x[0]),
        Function.Acos => Math.Acos(x[0]),
        Function.Atan => Math.Atan(x[0]),
        Function.Atan2 => Math.Atan2(x[0], x[1]),
        Function.Sinh => Math.Sinh(x[0]),
        Function.Cosh => Math.Cosh(x[0]),
        Function.Tanh => Math.Tanh(x[0]),
        Function.Abs => Math.Abs(x[0]),
        Function.Sign => Math.Sign(x[0]),
        Function.Min => x.Min(),
        Function.Max => x.Max(),
        Function.Clip => x[0] < x[1] ? x[1] : x[0] > x[2] ? x[2] : x[0],
        Function.Floor => Math.Floor(x[0]),
        Function.Ceil => Math.Ceiling(x[0]),
        Function.Round => Math.Round(x[0]),
        Function.Mod => x[0] - (x[1] * Math.Floor(x[0] / x[1])),
        Function.Erf => Erf(x[0]),
        Function.Logistic => 1 / (1 + Math.Exp(-x[0])),
        Function.Heaviside => x[0] < 0 ? 0 : 1,
        Function.Hypot => double.Hypot(x[0], x[1]),
        Function.Re or Function.Conj => x[0],
        Function.Im => 0,
        Function.Abs2 => x[0] * x[0],
        Function.Arg => x[0] < 0 ? Math.PI : 0,
        _ => throw Unexpected.Kind(function),
    };

    private static string Key(Reference reference) => reference.Kind == VariableKind.Rate ? reference.Name + "'" : reference.Name;

    // Whole powers multiply, as the language defines them.
    private static double RealPower(double x, double n) => n switch
    {
        2 => x * x,
        3 => x * x * x,
        4 => x * x * (x * x),
        _ => Math.Pow(x, n),
    };

    private static bool Compare(ComparisonOperator comparison, double a, double b) => comparison switch
    {
        ComparisonOperator.Less => a < b,
        ComparisonOperator.LessOrEqual => a <= b,
        ComparisonOperator.Greater => a > b,
        ComparisonOperator.GreaterOrEqual => a >= b,
        ComparisonOperator.Equal => a == b,
        ComparisonOperator.NotEqual => a != b,
        _ => throw Unexpected.Kind(comparison),
    };

    private static Complex OfComplex(Function function, Complex z) => function switch
    {
        Function.Exp => System.Numerics.Complex.Exp(z),
        Function.Log => System.Numerics.Complex.Log(z),
        Function.Sqrt => System.Numerics.Complex.Sqrt(z),
        Function.Sin => System.Numerics.Complex.Sin(z),
        Function.Cos => System.Numerics.Complex.Cos(z),
        Function.Sinh => System.Numerics.Complex.Sinh(z),
        Function.Cosh => System.Numerics.Complex.Cosh(z),
        Function.Tanh => System.Numerics.Complex.Tanh(z),
        Function.Re => z.Real,
        Function.Im => z.Imaginary,
        Function.Abs => System.Numerics.Complex.Abs(z),
        Function.Abs2 => (z.Real * z.Real) + (z.Imaginary * z.Imaginary),
        Function.Arg => z.Phase,
        Function.Conj => System.Numerics.Complex.Conjugate(z),
        _ => throw Unexpected.Kind(function),
    };

    // Series and continued fraction; 1e-15 is enough for a reference here (Abramowitz and Stegun, 7.1.6 and 7.1.14).
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 3)
        {
            double tail = 0;
            for (int n = 60; n > 0; n--)
            {
                tail = n / 2.0 / (Math.Abs(x) + tail);
            }

            return Math.Sign(x) * (1 - (Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (Math.Abs(x) + tail)));
        }

        double term = x;
        double sum = x;
        for (int n = 1; n < 80; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private Complex ComplexValue(Expr expr) => expr switch
    {
        ImaginaryUnit => System.Numerics.Complex.ImaginaryOne,
        Reference reference => values[Key(reference)],
        Sum sum => sum.Terms.Aggregate(System.Numerics.Complex.Zero, (total, term) => total + Complex(term)),
        Negate negate => -Complex(negate.Operand),
        Product product => Complex(product.Left) * Complex(product.Right),
        Quotient quotient => Complex(quotient.Left) / Complex(quotient.Right),
        Power power => System.Numerics.Complex.Pow(Complex(power.Base), Complex(power.Exponent)),
        Conditional conditional => Truth(conditional.Condition) ? Complex(conditional.WhenTrue) : Complex(conditional.WhenFalse),
        Call call => OfComplex(call.Function, Complex(call.Arguments[0])),
        _ => throw Unexpected.Kind(expr),
    };
}
