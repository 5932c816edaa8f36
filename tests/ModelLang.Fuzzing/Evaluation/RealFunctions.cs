using ModelLang.Compiler;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Fuzzing.Evaluation;

/// <summary>The built-in functions of real arguments, from their definitions.</summary>
internal static class RealFunctions
{
    private static readonly Rounding s_free = Rounding.Free;

    /// <summary>The value and slope of a call.</summary>
    public static Dual Of(Function function, Dual[] x, DualArithmetic arithmetic)
    {
        Dual a = x[0];
        Measured v = a.Value;
        Rounding rounding = arithmetic.Rounding;
        Dual Smooth(Func<double, double> f, Func<Measured> slope, bool platform = true) =>
            DualArithmetic.Chain(rounding.Map(f, v, platform), slope, a);
        Dual Flat(Func<double, double> f) => new(Steps(f, v, rounding), Measured.Absent);
        Measured Call(Func<double, double> f) => s_free.Map(f, v);
        Measured One = Measured.Exact(1);
        return function switch
        {
            Function.Exp => Smooth(Math.Exp, () => Call(Math.Exp)),
            Function.Log => Smooth(Math.Log, () => s_free.Divide(One, v)),
            Function.Log1p => Smooth(Log1p, () => s_free.Divide(One, s_free.Sum(One, v)), false),
            Function.Expm1 => Smooth(Expm1, () => Call(Math.Exp), false),
            Function.Exprel => Smooth(Exprel, () => ExprelSlope(v), false),
            Function.Sqrt => Smooth(Math.Sqrt, () => s_free.Divide(Measured.Exact(0.5), Call(Math.Sqrt))),
            Function.Cbrt => Smooth(Math.Cbrt, () => s_free.Divide(One, s_free.Multiply(Measured.Exact(3), Square(Call(Math.Cbrt))))),
            Function.Sin => DualArithmetic.Chain(Wave(Math.Sin, v, rounding), () => Wave(Math.Cos, v, s_free), a),
            Function.Cos => DualArithmetic.Chain(Wave(Math.Cos, v, rounding), () => Rounding.Negate(Wave(Math.Sin, v, s_free)), a),
            Function.Tan => DualArithmetic.Chain(Tan(v, rounding), () => s_free.Sum(One, Square(Tan(v, s_free))), a),
            Function.Asin => Smooth(Math.Asin, () => s_free.Divide(One, s_free.Map(Math.Sqrt, s_free.Subtract(One, Square(v))))),
            Function.Acos => Smooth(Math.Acos, () => s_free.Divide(Measured.Exact(-1), s_free.Map(Math.Sqrt, s_free.Subtract(One, Square(v))))),
            Function.Atan => Smooth(Math.Atan, () => s_free.Divide(One, s_free.Sum(One, Square(v)))),
            Function.Sinh => Smooth(Math.Sinh, () => Call(Math.Cosh)),
            Function.Cosh => DualArithmetic.Chain(Cosh(v, rounding), () => Call(Math.Sinh), a),
            Function.Tanh => Smooth(Math.Tanh, () => s_free.Subtract(One, Square(Call(Math.Tanh)))),
            Function.Abs => new Dual(v with { Value = Math.Abs(v.Value) }, Selected(Verdict.Compare(ComparisonOperator.GreaterOrEqual, v, Measured.Exact(0)), a.Slope, Rounding.Negate(a.Slope), v)),
            Function.Sign => Flat(x => x > 0 ? 1 : x < 0 ? -1 : x),
            Function.Floor => Flat(Math.Floor),
            Function.Ceil => Flat(Math.Ceiling),
            Function.Round => Flat(x => Math.Round(x, MidpointRounding.ToEven)),
            Function.Heaviside => Flat(x => x < 0 ? 0 : x >= 0 ? 1 : x),
            Function.Erf => Smooth(ErrorFunction.Of, () => s_free.Multiply(Measured.Exact(2 / Math.Sqrt(Math.PI)), s_free.Map(Math.Exp, Rounding.Negate(Square(v)))), false),
            Function.Logistic => Smooth(Logistic, () => s_free.Multiply(Call(Logistic), Call(x => Logistic(-x))), false),
            Function.Atan2 => Angle(a, x[1], rounding),
            Function.Hypot => Length(a, x[1], rounding),
            Function.Min => x.Aggregate((p, q) => Extreme(p, q, Math.Min(p.Value.Value, q.Value.Value), ComparisonOperator.LessOrEqual)),
            Function.Max => x.Aggregate((p, q) => Extreme(p, q, Math.Max(p.Value.Value, q.Value.Value), ComparisonOperator.GreaterOrEqual)),
            Function.Clip => Choose(Verdict.Compare(ComparisonOperator.Less, v, x[1].Value), x[1], Choose(Verdict.Compare(ComparisonOperator.Greater, v, x[2].Value), x[2], a)),
            Function.Mod => Remainder(a, x[1], rounding),
            Function.Re or Function.Conj => a,
            Function.Im => Dual.Exact(0),
            Function.Abs2 => arithmetic.Multiply(a, a),
            Function.Arg => Choose(Verdict.Compare(ComparisonOperator.Less, v, Measured.Exact(0)), Dual.Exact(Math.PI), Dual.Exact(0)),
            _ => throw Unexpected.Kind(function),
        };
    }

    /// <summary>The one a condition selects, or what holds for both.</summary>
    public static Dual Choose(bool? condition, Dual whenTrue, Dual whenFalse) => condition switch
    {
        true => whenTrue with { Slope = Beside(whenTrue.Slope, whenFalse.Slope) },
        false => whenFalse with { Slope = Beside(whenFalse.Slope, whenTrue.Slope) },
        null => Dual.Hull(whenTrue, whenFalse),
    };

    // A value that is selected at run time depends on whatever may be selected, if only with the slope 0.
    private static Measured Beside(Measured selected, Measured other) => selected.IsAbsent && !other.IsAbsent ? Measured.Exact(0) : selected;

    /// <summary>The angle of a point; next to the cut and the origin nothing is known.</summary>
    public static Dual Angle(Dual y, Dual x, Rounding rounding)
    {
        (Measured a, Measured b) = (y.Value, x.Value);
        double square = (a.Value * a.Value) + (b.Value * b.Value);
        bool unclear = !(a.Error + b.Error <= 0.1 * Math.Sqrt(square)) || (b.Value <= b.Error && a.MayBeZero) || square is 0 or < 1e-200 or > 1e200;
        if (unclear)
        {
            return new Dual(Measured.Undetermined, Measured.Undetermined);
        }

        double error = 2 * ((Math.Abs(b.Value) * a.Error) + (Math.Abs(a.Value) * b.Error)) / square;
        double value = Math.Atan2(a.Value, b.Value);
        Measured length = s_free.Sum(Square(a), Square(b));
        Measured slope = DualArithmetic.Add(
            DualArithmetic.Times(s_free.Divide(b, length), y.Slope),
            Rounding.Negate(DualArithmetic.Times(s_free.Divide(a, length), x.Slope)));
        return new Dual(rounding.Result(value, error, 4 * value), slope);
    }

    /// <summary>log(1 + x) without cancellation (Kahan's correction of the rounded sum).</summary>
    public static double Log1p(double x) => 1 + x == 1 ? x : double.IsInfinity(x) ? Math.Log(x) : Math.Log(1 + x) * (x / (1 + x - 1));

    /// <summary>exp(x) - 1 without cancellation, by the same correction.</summary>
    public static double Expm1(double x)
    {
        double e = Math.Exp(x);
        return e == 1 ? x : e - 1 == -1 || double.IsInfinity(e) ? e - 1 : (e - 1) * x / Math.Log(e);
    }

    // The second form does not overflow before the result does.
    private static double Exprel(double x) => x switch
    {
        0 => 1,
        double.PositiveInfinity => x,
        > 600 => Math.Exp(x / 2) / x * Math.Exp(x / 2),
        _ => Expm1(x) / x,
    };

    private static double Logistic(double x) => x < -600 ? Math.Exp(x) : 1 / (1 + Math.Exp(-x));

    private static Measured Square(Measured a) => s_free.Multiply(a, a);

    // The compiled derivative is a short series below 1e-5 and a difference above, either to 1e-10.
    private static Measured ExprelSlope(Measured v)
    {
        double x = v.Value;
        double value = Math.Abs(x) < 1e-3 ? 0.5 + (x / 3) + (x * x / 8) : (Math.Exp(x) - Exprel(x)) / x;
        return s_free.Result(value, (v.Error * Math.Abs(value)) + 1e-10 + (1e-10 * Math.Abs(value)), 4 * value);
    }

    private static Measured Wave(Func<double, double> f, Measured a, Rounding rounding) => a.Error > 0.1 && a.IsDetermined
        ? new Measured(f(a.Value), 2)
        : rounding.Result(f(a.Value), a.Error, 4 * f(a.Value));

    private static Measured Tan(Measured a, Rounding rounding)
    {
        double value = Math.Tan(a.Value);
        return a.Error * (1 + (value * value)) > 0.01 * (1 + Math.Abs(value))
            ? Measured.Undetermined
            : rounding.Result(value, 2 * a.Error * (1 + (value * value)), 4 * value);
    }

    private static Measured Cosh(Measured a, Rounding rounding)
    {
        Measured cosh = rounding.Map(Math.Cosh, a, true);
        return a.MayBeZero && cosh.IsDetermined ? cosh with { Error = cosh.Error + (a.Error * a.Error) } : cosh;
    }

    // Constant between steps: no rounding of its own.
    private static Measured Steps(Func<double, double> f, Measured a, Rounding rounding)
    {
        double value = f(a.Value);
        return !a.IsDetermined || !double.IsFinite(value) ? rounding.Result(value, a.Error, 0)
            : new Measured(value, Math.Max(Math.Abs(f(a.Value - a.Error) - value), Math.Abs(f(a.Value + a.Error) - value)));
    }

    private static Measured Selected(bool? condition, Measured whenTrue, Measured whenFalse, Measured at) =>
        condition is null || at.MayBeZero ? Measured.Hull(whenTrue, whenFalse) : condition.Value ? whenTrue : whenFalse;

    private static Dual Extreme(Dual a, Dual b, double value, ComparisonOperator comparison)
    {
        Measured slope = Verdict.Compare(comparison, a.Value, b.Value) switch
        {
            true when a.Value != b.Value => Beside(a.Slope, b.Slope),
            false => Beside(b.Slope, a.Slope),
            _ => Measured.Hull(a.Slope, b.Slope),
        };

        // With a corner in t a minimum becomes conditions, which do not pass on NaN.
        double error = Math.Max(a.Value.Error, b.Value.Error);
        return new Dual(double.IsFinite(value) || (error == 0 && !double.IsNaN(value)) ? new Measured(value, error) : Measured.Undetermined, slope);
    }

    private static Dual Length(Dual x, Dual y, Rounding rounding)
    {
        (Measured a, Measured b) = (x.Value, y.Value);
        double value = double.Hypot(a.Value, b.Value);
        Measured length = rounding.Result(value, a.Error + b.Error, 4 * value, inexact: true);
        Measured free = s_free.Result(value, a.Error + b.Error, 4 * value);
        return new Dual(length, DualArithmetic.Add(
            x.Slope.IsAbsent ? x.Slope : DualArithmetic.Times(s_free.Divide(a, free), x.Slope),
            y.Slope.IsAbsent ? y.Slope : DualArithmetic.Times(s_free.Divide(b, free), y.Slope)));
    }

    // x - p*floor(x/p); where the quotient is next to a whole number, the result is next to 0 or next to p.
    private static Dual Remainder(Dual x, Dual p, Rounding rounding)
    {
        (Measured a, Measured b) = (x.Value, p.Value);
        Measured quotient = s_free.Divide(a, b);
        if (!quotient.IsDetermined)
        {
            bool isNaN = a.Error == 0 && b.Error == 0 && double.IsNaN(a.Value % b.Value);
            return new Dual(rounding.Result(isNaN ? double.NaN : 0, isNaN ? 0 : double.PositiveInfinity, 0), Measured.Undetermined);
        }

        double k = Math.Floor(quotient.Value);
        double rest = a.Value % b.Value;
        double value = rest != 0 && rest < 0 != b.Value < 0 ? rest + b.Value : rest;
        bool isMultiple = a.Error == 0 && b.Error == 0 && rest == 0;
        bool clear = isMultiple || Math.Floor(quotient.Value - (2 * quotient.Error)) == Math.Floor(quotient.Value + (2 * quotient.Error));
        double error = isMultiple ? 0 : a.Error + (Math.Abs(k) * b.Error) + (Rounding.Unit * (Math.Abs(a.Value) + Math.Abs(k * b.Value)));
        Measured result = rounding.Result(value, clear ? error : error + Math.Abs(b.Value) + b.Error, value);
        Measured slope = clear ? DualArithmetic.Add(x.Slope, Rounding.Negate(DualArithmetic.Times(Measured.Exact(k), p.Slope))) : Measured.Undetermined;
        return new Dual(result, x.Slope.IsAbsent && p.Slope.IsAbsent ? x.Slope : slope);
    }
}
