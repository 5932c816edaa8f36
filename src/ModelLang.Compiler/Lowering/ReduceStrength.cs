using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Lowering;

/// <summary>Replaces powers and divisions by multiplications.</summary>
/// <example><c>(a*r)^2/tau</c> becomes <c>1/tau*(t1*t1)</c> with <c>t1 = a*r</c>; <c>x^0.5</c> becomes <c>sqrt(x)</c>.</example>
/// <remarks>
/// Afterwards no power has the exponent 1/2 or a whole one up to 16 in size. Other half powers stay: <c>x*sqrt(x)</c> has no derivative at 0, <c>x^1.5</c> has.
/// <c>x^2</c>, <c>x^-1</c> and <c>x^0.5</c> are correctly rounded; higher powers may differ from a power function in the last bits.
/// Division by what is invariant becomes multiplication by its reciprocal, which changes rounding and is left out under <c>--strict</c>;
/// division by a power of two is exact and always becomes one. Without <c>--strict</c> also, <c>x*(1/y)</c> becomes <c>x/y</c> where nothing shares the reciprocal.
/// </remarks>
internal static class ReduceStrength
{
    private const int LargestProduct = 16;

    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system, bool strict)
    {
        Invariance invariance = new(system);
        IntermediateList list = new(system, "t");
        foreach (Intermediate intermediate in system.Intermediates)
        {
            list.Add(intermediate with { Definition = Reduce(intermediate.Definition) });
        }

        EquatableArray<Equation> equations = system.Equations.Select(e => e with { Rhs = Reduce(e.Rhs) }).ToEquatableArray();
        return system with { Intermediates = list.Items, Equations = equations };

        Expr Reduce(Expr expr)
        {
            bool reciprocal = !strict && expr is Quotient { Left: var a, Right: var b } && invariance.Of(b) && !invariance.Of(a);
            Expr node = ExprRewriter.MapChildren(expr, Reduce);
            return node switch
            {
                Power power when power.Exponent.NumberValue() is { } exponent => ReducePower(power, exponent, list),
                Quotient { Right: Number { Value: var divisor } } quotient when IsPowerOfTwo(divisor) => new Product(Number(1 / divisor), quotient.Left),
                Product { Right: Quotient { Left: Number { Value: 1 }, Right: var divisor } } product when !strict && !invariance.Of(expr) && !invariance.Of(divisor) =>
                    new Quotient(product.Left, divisor),
                Quotient quotient when reciprocal => new Product(Reciprocal(quotient.Right), quotient.Left),
                _ => node,
            };
        }
    }

    private static Expr Reciprocal(Expr divisor) => divisor is Number number ? Number(1 / number.Value) : new Quotient(One, divisor);

    private static bool IsPowerOfTwo(double value) =>
        (BitConverter.DoubleToInt64Bits(value) & 0xFFFFFFFFFFFFF) == 0 && value > 1e-300 && value < 1e300;

    private static Expr ReducePower(Power power, double exponent, IntermediateList list)
    {
        double size = Math.Abs(exponent);
        bool whole = size == Math.Floor(size) && size <= LargestProduct;
        bool half = size == 0.5;
        if (!whole && !half)
        {
            return power;
        }

        Expr operand = size is 1 or 0.5 ? power.Base : list.Name(power.Base);
        Expr result = half ? Apply(Function.Sqrt, operand) : Whole(operand, (int)size, list);
        return exponent < 0 ? new Quotient(One, result) : result;
    }

    private static Expr Whole(Expr operand, int exponent, IntermediateList list)
    {
        if (exponent <= 1)
        {
            return exponent == 0 ? One : operand;
        }

        Expr half = Whole(operand, exponent / 2, list);
        half = exponent < 4 ? half : list.Name(half);
        Expr square = Multiply(half, half);
        return exponent % 2 == 1 ? Multiply(square, operand) : square;
    }

    private static Expr Apply(Function function, Expr argument) => Algebra.Apply(function, argument);
}
