using ModelLang.Compiler;
using ModelLang.Compiler.IR;
using ValueType = ModelLang.Compiler.IR.ValueType;

namespace ModelLang.Fuzzing.Evaluation;

/// <summary>Evaluates expressions of a system by walking their trees, with bounds of the rounding errors.</summary>
/// <param name="values">Values of variables by path; the rate of a state under its path with a prime.</param>
/// <param name="time">The time.</param>
/// <param name="strict">Whether the compiled code keeps the order of operations.</param>
internal sealed class ReferenceEvaluator(IReadOnlyDictionary<string, ComplexDual> values, Measured time, bool strict)
{
    private readonly DualArithmetic _real = new(strict ? Rounding.Same : Rounding.Free);

    /// <summary>The value of a real or complex expression.</summary>
    public ComplexDual Value(Expr expr) => expr.Type == ValueType.Real ? ComplexDual.Real(Real(expr)) : expr switch
    {
        ImaginaryUnit => ComplexDual.Exact(0, 1),
        Reference reference => Variable(reference) with { IsReal = false },
        Sum sum => ComplexFunctions.Sum([.. sum.Terms.Select(Value)]),
        Negate negate => ComplexFunctions.Negate(Value(negate.Operand)),
        Product product => ComplexFunctions.Multiply(Value(product.Left), Value(product.Right)),
        Quotient quotient => ComplexFunctions.Divide(Value(quotient.Left), Value(quotient.Right)),
        Power power => ComplexFunctions.Power(Value(power.Base), Value(power.Exponent), power.Exponent.NumberValue() is not null),
        Conditional conditional => ComplexDual.Choose(Truth(conditional.Condition), Value(conditional.WhenTrue), Value(conditional.WhenFalse)),
        Call call => ComplexFunctions.Of(call.Function, Value(call.Arguments[0])),
        _ => throw Unexpected.Kind(expr),
    };

    /// <summary>Whether a condition holds, or null where rounding decides.</summary>
    public bool? Truth(Expr expr) => expr switch
    {
        Truth truth => truth.Value,
        Comparison comparison => Verdict.Compare(comparison.Operator, Real(comparison.Left).Value, Real(comparison.Right).Value),
        Not not => !Truth(not.Operand),
        Logical logical => Verdict.Join(logical.IsOr, logical.Operands.Select(Truth)),
        Conditional conditional => (Truth(conditional.Condition), Truth(conditional.WhenTrue), Truth(conditional.WhenFalse)) switch
        {
            (true, var a, _) => a,
            (false, _, var b) => b,
            (null, var a, var b) => a == b ? a : null,
        },
        _ => throw Unexpected.Kind(expr),
    };

    private Dual Real(Expr expr) => expr switch
    {
        Number number => Dual.Exact(number.Value),
        Pi => Dual.Exact(Math.PI),
        Time => new Dual(time, Measured.Absent),
        Reference reference => Variable(reference).Re,
        Sum sum => _real.Sum([.. sum.Terms.Select(Real)]),
        Negate negate => DualArithmetic.Negate(Real(negate.Operand)),
        Product product => _real.Multiply(Real(product.Left), Real(product.Right)),
        Quotient quotient => _real.Divide(Real(quotient.Left), Real(quotient.Right)),
        Power power => RealPower(Real(power.Base), Real(power.Exponent), power.Exponent.NumberValue() is not null),
        Conditional conditional => RealFunctions.Choose(Truth(conditional.Condition), Real(conditional.WhenTrue), Real(conditional.WhenFalse)),
        Call call when call.Arguments[0].Type == ValueType.Complex => ComplexFunctions.Of(call.Function, Value(call.Arguments[0])).Re,
        Call call => RealFunctions.Of(call.Function, [.. call.Arguments.Select(Real)], _real),
        _ => throw Unexpected.Kind(expr),
    };

    // Nothing is promised of algebra with infinities and NaN unless the order of operations is kept.
    private ComplexDual Variable(Reference reference)
    {
        ComplexDual value = values[reference.Kind == VariableKind.Rate ? reference.Name + "'" : reference.Name];
        Dual Number(Dual part) => strict || double.IsFinite(part.Value.Value) ? part : part with { Value = Measured.Undetermined };
        return new ComplexDual(Number(value.Re), Number(value.Im), value.IsReal);
    }

    // Powers become products where the exponent is a small whole number, so they round as freely as these.
    private Dual RealPower(Dual a, Dual b, bool isNumber)
    {
        Measured value = PowerValue(a.Value, b.Value, _real.Rounding);
        Measured byBase = a.Slope.IsAbsent ? a.Slope : DualArithmetic.Times(
            DualArithmetic.Times(b.Value, PowerValue(a.Value, Rounding.Free.Subtract(b.Value, Measured.Exact(1)), Rounding.Free)), a.Slope);
        Measured byExponent = isNumber || b.Slope.IsAbsent ? Measured.Absent : DualArithmetic.Times(
            DualArithmetic.Times(PowerValue(a.Value, b.Value, Rounding.Free), Rounding.Free.Map(Math.Log, a.Value)), b.Slope);
        return new Dual(value, DualArithmetic.Add(byBase, byExponent));
    }

    private static Measured PowerValue(Measured a, Measured b, Rounding rounding)
    {
        double value = Math.Pow(a.Value, b.Value);
        if (!a.IsDetermined || !b.IsDetermined)
        {
            return Measured.Undetermined;
        }

        // Half powers go through the square root, which knows other infinities than the power function;
        // a negative number has only whole powers, so an uncertain exponent leaves it open whether there is a value.
        if ((a.Value - a.Error < 0 && b.Error > 0) || (a.IsZero && b is { Value: < 0 }) || double.IsInfinity(a.Value))
        {
            return Measured.Undetermined;
        }

        double error = 0;
        foreach (double x in (ReadOnlySpan<double>)[a.Value - a.Error, a.Value + a.Error])
        {
            foreach (double y in (ReadOnlySpan<double>)[b.Value - b.Error, b.Value + b.Error])
            {
                double corner = Math.Pow(x, y);
                error = Math.Max(error, corner.Equals(value) ? 0 : 2 * Math.Abs(corner - value));
            }
        }

        // An even power has its least value inside an error that contains 0; a reciprocal has none.
        bool crosses = a.Error > 0 && a.MayBeZero;
        return double.IsNaN(error) || (crosses && b.Value < 0)
            ? Measured.Undetermined
            : rounding.Result(value, error + (crosses ? Math.Abs(value) : 0), 4 * (1 + Math.Abs(b.Value)) * value, inexact: true);
    }
}
