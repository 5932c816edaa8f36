using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Lowering;

/// <summary>Real and imaginary part of an expression.</summary>
internal readonly record struct ComplexParts(Expr Re, Expr Im)
{
    /// <summary>Whether there is no imaginary part.</summary>
    public bool IsReal => Is(Im, 0);

    /// <summary>Whether there is no real part.</summary>
    public bool IsImaginary => Is(Re, 0);
}

/// <summary>Complex arithmetic on expressions.</summary>
/// <param name="name">Turns an expression that is used more than once into one that may be.</param>
internal sealed class ComplexSplitter(Func<Expr, Expr> name)
{
    private const int LargestProduct = 16;

    private static readonly ComplexParts s_one = new(One, Zero);

    /// <summary>The variables that stand for a variable with a definition.</summary>
    /// <param name="complex">Whether there are two of them even if the definition is real.</param>
    public IEnumerable<(string Path, Expr Value)> Parts(string path, Expr expr, bool complex = false)
    {
        ComplexParts parts = Split(expr);
        return complex || expr.Type == ValueType.Complex
            ? [(ComplexToReal.RealPath(path), parts.Re), (ComplexToReal.ImaginaryPath(path), parts.Im)]
            : [(path, parts.Re)];
    }

    /// <summary>The parts of an expression; a real one has the imaginary part 0.</summary>
    public ComplexParts Split(Expr expr) => expr switch
    {
        ImaginaryUnit => new ComplexParts(Zero, One),
        Reference { ValueType: ValueType.Complex } z => new ComplexParts(RealPart(z), ImaginaryPart(z)),
        Delayed { Signal: { ValueType: ValueType.Complex } z } past => new ComplexParts(past with { Signal = RealPart(z) }, past with { Signal = ImaginaryPart(z) }),
        Call call when call.Arguments.Count == 1 => OfFunction(call),
        Reduction { Type: ValueType.Complex } e => Parts([e.Operand], operands => e with { Operand = operands[0] }),
        ArrivalSum { Type: ValueType.Complex } e => Parts([e.Operand], operands => e with { Operand = operands[0] }),
        EndValue { Type: ValueType.Complex } e => Parts([.. e.Operands], operands => e with { Operands = operands }),
        ConnectionSum { Type: ValueType.Complex } e => ThroughConnection(Parts([.. e.Signals], signals => e with { Signals = signals, ValueType = ValueType.Real })),
        _ when !expr.Children().Any(child => child.Type == ValueType.Complex) =>
            Real(ExprRewriter.MapChildren(expr, child => Split(child).Re)),
        Sum sum => Sum(sum.Terms.Select(Split)),
        Negate negate => Negative(Split(negate.Operand)),
        Product product => Times(Split(product.Left), Split(product.Right)),
        Quotient quotient => Over(Split(quotient.Left), Split(quotient.Right)),
        Power power => ToThe(Split(power.Base), Split(power.Exponent)),
        Conditional conditional => Choose(Split(conditional.Condition).Re, Split(conditional.WhenTrue), Split(conditional.WhenFalse)),
        _ => throw Unexpected.Kind(expr),
    };

    // What is linear is done to both parts.
    private ComplexParts Parts(Expr[] operands, Func<EquatableArray<Expr>, Expr> make)
    {
        ComplexParts[] parts = [.. operands.Select(Split)];
        return new ComplexParts(make(parts.Select(p => p.Re).ToEquatableArray()), make(parts.Select(p => p.Im).ToEquatableArray()));
    }

    private static ComplexParts ThroughConnection(ComplexParts parts) => parts with { Im = (ConnectionSum)parts.Im with { IsImaginary = true } };

    private static Reference RealPart(Reference z) => z with { Name = ComplexToReal.RealPath(z.Name), ValueType = ValueType.Real };

    private static Reference ImaginaryPart(Reference z) => z with { Name = ComplexToReal.ImaginaryPath(z.Name), ValueType = ValueType.Real };

    private static ComplexParts Real(Expr value) => new(value, Zero);

    private static ComplexParts Sum(IEnumerable<ComplexParts> terms)
    {
        ComplexParts[] all = [.. terms];
        return new ComplexParts(InOrder(all.Select(z => z.Re)), InOrder(all.Select(z => z.Im)));
    }

    // What stands in parentheses is added up first, unless it comes first anyway.
    private static Expr InOrder(IEnumerable<Expr> terms)
    {
        Expr[] kept = [.. terms.Where(term => !Is(term, 0))];
        IEnumerable<Expr> start = kept.Length > 0 && kept[0] is Sum first ? first.Terms : kept.Take(1);
        return kept.Length > 1 ? new Sum(start.Concat(kept.Skip(1)).ToEquatableArray()) : Add(kept);
    }

    private static ComplexParts Negative(ComplexParts z) => new(Negate(z.Re), Negate(z.Im));

    private ComplexParts Atoms(ComplexParts z) => new(name(z.Re), name(z.Im));

    private ComplexParts Times(ComplexParts a, ComplexParts b)
    {
        if (a.IsReal || a.IsImaginary)
        {
            a = Atoms(a);
        }
        else if (b.IsReal || b.IsImaginary)
        {
            b = Atoms(b);
        }
        else
        {
            a = Atoms(a);
            b = Atoms(b);
        }

        return new ComplexParts(
            Subtract(Multiply(a.Re, b.Re), Multiply(a.Im, b.Im)),
            Add(Multiply(a.Re, b.Im), Multiply(a.Im, b.Re)));
    }

    private ComplexParts Over(ComplexParts a, ComplexParts b)
    {
        if (b.IsReal)
        {
            Expr divisor = name(b.Re);
            return new ComplexParts(Divide(a.Re, divisor), Divide(a.Im, divisor));
        }

        b = Atoms(b);
        Expr scale = name(Divide(One, SquaredModulus(b)));
        ComplexParts product = Times(a, new ComplexParts(b.Re, Negate(b.Im)));
        return new ComplexParts(Multiply(product.Re, scale), Multiply(product.Im, scale));
    }

    private ComplexParts Choose(Expr condition, ComplexParts a, ComplexParts b)
    {
        condition = name(condition);
        return new ComplexParts(new Conditional(condition, a.Re, b.Re), a.IsReal && b.IsReal ? Zero : new Conditional(condition, a.Im, b.Im));
    }

    private ComplexParts ToThe(ComplexParts z, ComplexParts exponent)
    {
        if (exponent.IsReal && exponent.Re.NumberValue() is { } n)
        {
            if (n == Math.Floor(n) && Math.Abs(n) <= LargestProduct)
            {
                ComplexParts power = Whole(z, (int)Math.Abs(n));
                return n < 0 ? Over(s_one, power) : power;
            }

            if (n == 0.5)
            {
                return SquareRoot(z);
            }
        }

        return Exponential(Times(exponent, Logarithm(z)));
    }

    private ComplexParts Whole(ComplexParts z, int exponent)
    {
        ComplexParts result = s_one;
        for (; exponent > 0; exponent /= 2)
        {
            z = Atoms(z);
            result = exponent % 2 == 1 ? Times(result, z) : result;
            z = exponent > 1 ? Square(z) : z;
        }

        return result;
    }

    private static ComplexParts Square(ComplexParts z) =>
        new(Subtract(Multiply(z.Re, z.Re), Multiply(z.Im, z.Im)), Multiply(Two, z.Re, z.Im));

    private Expr SquaredModulus(ComplexParts z)
    {
        z = Atoms(z);
        return Add(Multiply(z.Re, z.Re), Multiply(z.Im, z.Im));
    }

    private Expr Modulus(ComplexParts z) => z.IsReal ? Apply(Function.Abs, z.Re) : Apply(Function.Sqrt, SquaredModulus(z));

    private static Expr Argument(ComplexParts z) => !z.IsReal
        ? Apply(Function.Atan2, z.Im, z.Re)
        : z.Re.NumberValue() is >= 0
            ? Zero
            : new Conditional(new Comparison(ComparisonOperator.Less, z.Re, Zero), new Pi(), Zero);

    private ComplexParts Exponential(ComplexParts z)
    {
        if (z.IsReal)
        {
            return Real(Apply(Function.Exp, z.Re));
        }

        Expr angle = name(z.Im);
        Expr length = z.IsImaginary ? One : name(Apply(Function.Exp, z.Re));
        return new ComplexParts(Multiply(length, Apply(Function.Cos, angle)), Multiply(length, Apply(Function.Sin, angle)));
    }

    private ComplexParts Logarithm(ComplexParts z)
    {
        z = Atoms(z);
        Expr length = z.IsReal
            ? Apply(Function.Log, z.Re.NumberValue() is >= 0 ? z.Re : Modulus(z))
            : Multiply(Number(0.5), Apply(Function.Log, SquaredModulus(z)));
        return new ComplexParts(length, Argument(z));
    }

    // The larger part comes from a sum of positive numbers, the smaller from a division: nothing cancels.
    private ComplexParts SquareRoot(ComplexParts z)
    {
        z = Atoms(z);
        Expr larger = name(Apply(Function.Sqrt, Multiply(Number(0.5), Add(Modulus(z), Apply(Function.Abs, z.Re)))));
        Expr smaller = name(new Conditional(
            new Comparison(ComparisonOperator.Equal, larger, Zero), Zero, Divide(z.Im, Multiply(Two, larger))));
        Expr right = name(new Comparison(ComparisonOperator.GreaterOrEqual, z.Re, Zero));
        Expr above = new Comparison(ComparisonOperator.GreaterOrEqual, z.Im, Zero);
        return new ComplexParts(
            new Conditional(right, larger, Apply(Function.Abs, smaller)),
            new Conditional(right, smaller, new Conditional(above, larger, Negate(larger))));
    }

    private ComplexParts OfFunction(Call call)
    {
        ComplexParts z = Split(call.Arguments[0]);
        return call.Function switch
        {
            Function.Re => Real(z.Re),
            Function.Im => Real(z.Im),
            Function.Conj => new ComplexParts(z.Re, Negate(z.Im)),
            Function.Abs2 => Real(SquaredModulus(z)),
            Function.Abs => Real(Modulus(z)),
            Function.Arg => Real(Argument(Atoms(z))),
            _ when call.Type != ValueType.Complex => Real(Apply(call.Function, z.Re)),
            Function.Exp => Exponential(z),
            Function.Log => Logarithm(z),
            Function.Sqrt => SquareRoot(z),
            Function.Sin => Circular(z, Function.Sin, Function.Cos, One),
            Function.Cos => Circular(z, Function.Cos, Function.Sin, Negate(One)),
            Function.Sinh => Hyperbolic(z, Function.Sinh, Function.Cosh),
            Function.Cosh => Hyperbolic(z, Function.Cosh, Function.Sinh),
            Function.Tanh => HyperbolicTangent(z),
            _ => throw Unexpected.Kind(call.Function),
        };
    }

    private ComplexParts Circular(ComplexParts z, Function f, Function other, Expr sign)
    {
        z = Atoms(z);
        return new ComplexParts(
            Multiply(Apply(f, z.Re), Apply(Function.Cosh, z.Im)),
            Multiply(sign, Apply(other, z.Re), Apply(Function.Sinh, z.Im)));
    }

    private ComplexParts Hyperbolic(ComplexParts z, Function f, Function other)
    {
        z = Atoms(z);
        return new ComplexParts(
            Multiply(Apply(f, z.Re), Apply(Function.Cos, z.Im)),
            Multiply(Apply(other, z.Re), Apply(Function.Sin, z.Im)));
    }

    // From tanh of the real and tan of the imaginary part; no intermediate overflows.
    private ComplexParts HyperbolicTangent(ComplexParts z)
    {
        Expr h = name(Apply(Function.Tanh, z.Re));
        Expr c = name(Apply(Function.Tan, z.Im));
        Expr h2 = name(Multiply(h, h));
        Expr c2 = name(Multiply(c, c));
        Expr scale = name(Divide(One, Add(One, Multiply(h2, c2))));
        return new ComplexParts(Multiply(h, Add(One, c2), scale), Multiply(c, Subtract(One, h2), scale));
    }
}
