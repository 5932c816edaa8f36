namespace ModelLang.Compiler.IR;

/// <summary>Builds expressions and leaves out what is neutral, so that derivatives and lowered forms stay short.</summary>
/// <remarks>Only identities that hold for every finite value are used: <c>x + 0</c>, <c>1*x</c>, <c>0*x</c>, <c>x/1</c>, <c>--x</c>.</remarks>
internal static class Algebra
{
    /// <summary>The number 0.</summary>
    public static Number Zero { get; } = new(0);

    /// <summary>The number 1.</summary>
    public static Number One { get; } = new(1);

    /// <summary>The number 2.</summary>
    public static Number Two { get; } = new(2);

    /// <summary>A number.</summary>
    public static Number Number(double value) => new(value);

    /// <summary>Whether an expression is the number <paramref name="value"/>.</summary>
    public static bool Is(Expr expr, double value) => expr is Number number && number.Value == value;

    /// <summary>The sum of the terms, flattened, without zeros.</summary>
    public static Expr Add(params Expr[] terms)
    {
        List<Expr> kept = [];
        foreach (Expr term in terms)
        {
            if (term is Sum sum)
            {
                kept.AddRange(sum.Terms);
            }
            else if (!Is(term, 0))
            {
                kept.Add(term);
            }
        }

        return kept.Count switch
        {
            0 => Zero,
            1 => kept[0],
            _ => new Sum(new EquatableArray<Expr>([.. kept])),
        };
    }

    /// <summary><c>a - b</c>.</summary>
    public static Expr Subtract(Expr left, Expr right) => Add(left, Negate(right));

    /// <summary><c>-a</c>.</summary>
    public static Expr Negate(Expr operand) => operand switch
    {
        Number number when number.Value == 0 => Zero,
        Negate inner => inner.Operand,
        _ => new Negate(operand),
    };

    /// <summary>The product of the factors from left to right; a sign is moved outside.</summary>
    public static Expr Multiply(params Expr[] factors)
    {
        Expr? product = null;
        bool negative = false;
        foreach (Expr each in factors)
        {
            Expr factor = each;
            if (factor is Negate inner)
            {
                negative = !negative;
                factor = inner.Operand;
            }

            if (Is(factor, 0))
            {
                return Zero;
            }

            if (!Is(factor, 1))
            {
                product = product is null ? factor : new Product(product, factor);
            }
        }

        Expr result = product ?? One;
        return negative ? Negate(result) : result;
    }

    /// <summary><c>a/b</c>.</summary>
    public static Expr Divide(Expr left, Expr right) => (left, right) switch
    {
        _ when Is(left, 0) => Zero,
        _ when Is(right, 1) => left,
        (Negate inner, _) => Negate(Divide(inner.Operand, right)),
        _ => new Quotient(left, right),
    };

    /// <summary><c>a^n</c>.</summary>
    public static Expr Raise(Expr operand, double exponent) => exponent switch
    {
        0 => One,
        1 => operand,
        _ => new Power(operand, Number(exponent)),
    };

    /// <summary>A call of a built-in function.</summary>
    public static Expr Apply(Function function, params Expr[] arguments) => new Call(function, new EquatableArray<Expr>(arguments));
}
