using ModelLang.Compiler;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Fuzzing.Evaluation;

/// <summary>Complex arithmetic from its definitions; compiled code orders it otherwise, so it rounds freely.</summary>
internal static class ComplexFunctions
{
    private const int LargestProduct = 16;

    private static readonly DualArithmetic s_free = new(Rounding.Free);

    public static ComplexDual Sum(IReadOnlyList<ComplexDual> terms) =>
        new(s_free.Sum([.. terms.Select(z => z.Re)]), s_free.Sum([.. terms.Select(z => z.Im)]), terms.All(z => z.IsReal));

    public static ComplexDual Negate(ComplexDual z) => new(DualArithmetic.Negate(z.Re), DualArithmetic.Negate(z.Im), z.IsReal);

    public static ComplexDual Multiply(ComplexDual a, ComplexDual b) => new(
        s_free.Subtract(s_free.Multiply(a.Re, b.Re), s_free.Multiply(a.Im, b.Im)),
        s_free.Sum(s_free.Multiply(a.Re, b.Im), s_free.Multiply(a.Im, b.Re)),
        a.IsReal && b.IsReal);

    public static ComplexDual Divide(ComplexDual a, ComplexDual b)
    {
        Dual square = b.IsReal ? b.Re : SquaredModulus(b);
        ComplexDual product = b.IsReal ? a : Multiply(a, Conjugate(b));
        return new ComplexDual(s_free.Divide(product.Re, square), s_free.Divide(product.Im, square), a.IsReal && b.IsReal);
    }

    /// <summary>Whole powers multiply, others go through the logarithm.</summary>
    public static ComplexDual Power(ComplexDual z, ComplexDual exponent, bool isNumber)
    {
        double n = exponent.Re.Value.Value;
        if (isNumber && n == 0.5)
        {
            return SquareRoot(z);
        }

        if (!isNumber || n != Math.Floor(n) || Math.Abs(n) > LargestProduct)
        {
            return Exponential(Multiply(exponent, Logarithm(z)));
        }

        ComplexDual power = ComplexDual.Exact(1);
        for (int i = 0; i < Math.Abs(n); i++)
        {
            power = Multiply(power, z);
        }

        return n < 0 ? Divide(ComplexDual.Exact(1), power) : power;
    }

    /// <summary>A function with complex values or of a complex argument.</summary>
    public static ComplexDual Of(Function function, ComplexDual z) => function switch
    {
        Function.Re => ComplexDual.Real(z.Re),
        Function.Im => ComplexDual.Real(z.Im),
        Function.Conj => Conjugate(z),
        Function.Abs2 => ComplexDual.Real(SquaredModulus(z)),
        Function.Abs => ComplexDual.Real(Modulus(z)),
        Function.Arg => ComplexDual.Real(Argument(z)),
        Function.Exp => Exponential(z),
        Function.Log => Logarithm(z),
        Function.Sqrt => SquareRoot(z),
        Function.Sin => new(s_free.Multiply(Call(Function.Sin, z.Re), Call(Function.Cosh, z.Im)), s_free.Multiply(Call(Function.Cos, z.Re), Call(Function.Sinh, z.Im))),
        Function.Cos => new(s_free.Multiply(Call(Function.Cos, z.Re), Call(Function.Cosh, z.Im)), DualArithmetic.Negate(s_free.Multiply(Call(Function.Sin, z.Re), Call(Function.Sinh, z.Im)))),
        Function.Sinh => new(s_free.Multiply(Call(Function.Sinh, z.Re), Call(Function.Cos, z.Im)), s_free.Multiply(Call(Function.Cosh, z.Re), Call(Function.Sin, z.Im))),
        Function.Cosh => new(s_free.Multiply(Call(Function.Cosh, z.Re), Call(Function.Cos, z.Im)), s_free.Multiply(Call(Function.Sinh, z.Re), Call(Function.Sin, z.Im))),
        Function.Tanh => HyperbolicTangent(z),
        _ => throw Unexpected.Kind(function),
    };

    private static Dual Call(Function function, params Dual[] arguments) => RealFunctions.Of(function, arguments, s_free);

    private static ComplexDual Conjugate(ComplexDual z) => new(z.Re, DualArithmetic.Negate(z.Im), z.IsReal);

    private static Dual SquaredModulus(ComplexDual z) => s_free.Sum(s_free.Multiply(z.Re, z.Re), s_free.Multiply(z.Im, z.Im));

    private static Dual Modulus(ComplexDual z) => z.IsReal ? Call(Function.Abs, z.Re) : Call(Function.Sqrt, SquaredModulus(z));

    private static Dual Argument(ComplexDual z) => z.IsReal ? Call(Function.Arg, z.Re) : RealFunctions.Angle(z.Im, z.Re, Rounding.Free);

    private static ComplexDual Exponential(ComplexDual z)
    {
        Dual length = Call(Function.Exp, z.Re);
        return z.IsReal ? ComplexDual.Real(length)
            : new(s_free.Multiply(length, Call(Function.Cos, z.Im)), s_free.Multiply(length, Call(Function.Sin, z.Im)));
    }

    private static ComplexDual Logarithm(ComplexDual z) =>
        new(s_free.Multiply(Dual.Exact(0.5), Call(Function.Log, SquaredModulus(z))), Argument(z));

    // The principal root: the larger part from |z| + |re|, the smaller one from im, so that nothing cancels.
    private static ComplexDual SquareRoot(ComplexDual z)
    {
        Dual larger = Call(Function.Sqrt, s_free.Multiply(Dual.Exact(0.5), s_free.Sum(Modulus(z), Call(Function.Abs, z.Re))));
        Dual smaller = z.IsReal ? Dual.Exact(0) : s_free.Divide(z.Im, s_free.Multiply(Dual.Exact(2), larger));
        bool? right = Verdict.Compare(ComparisonOperator.GreaterOrEqual, z.Re.Value, Measured.Exact(0));
        bool? above = Verdict.Compare(ComparisonOperator.GreaterOrEqual, z.Im.Value, Measured.Exact(0));
        ComplexDual left = new(Call(Function.Abs, smaller), RealFunctions.Choose(above, larger, DualArithmetic.Negate(larger)));
        return ComplexDual.Choose(right, new(larger, smaller), left);
    }

    // sinh(2a)/(cosh(2a) + cos(2b)) and sin(2b)/(...), to rounding of its modulus; the compiled slope goes through tan(b).
    private static ComplexDual HyperbolicTangent(ComplexDual z)
    {
        Dual a = s_free.Multiply(Dual.Exact(2), z.Re);
        Dual b = s_free.Multiply(Dual.Exact(2), z.Im);
        Dual divisor = s_free.Sum(Call(Function.Cosh, a), Call(Function.Cos, b));
        Dual re = s_free.Divide(Call(Function.Sinh, a), divisor);
        Dual im = s_free.Divide(Call(Function.Sin, b), divisor);
        double modulus = double.Hypot(re.Value.Value, im.Value.Value);
        double tangent = Math.Tan(z.Im.Value.Value);
        double inner = double.Hypot(z.Re.Slope.Value, z.Im.Slope.Value);
        Dual Loosened(Dual part) => new(Loose(part.Value, modulus), Loose(part.Slope, inner * (1 + (modulus * modulus)) * (1 + (tangent * tangent))));
        return new(Loosened(re), Loosened(im));
    }

    private static Measured Loose(Measured value, double size) => value.IsAbsent ? value : value with { Error = value.Error + (8 * Rounding.Unit * size) };
}
