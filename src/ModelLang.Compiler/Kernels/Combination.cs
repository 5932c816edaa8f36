using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>Weighted sums of stages.</summary>
/// <param name="strict">Whether products are rounded before they are added.</param>
internal sealed class Combination(bool strict)
{
    /// <summary><c>start + w1*x1 + w2*x2 + ...</c>; the last term is added last, so that only one operation waits for the newest stage.</summary>
    public Expr Accumulate(Expr start, IEnumerable<(Expr Weight, Expr Value)> terms)
    {
        Expr sum = start;
        foreach ((Expr weight, Expr value) in terms)
        {
            sum = MultiplyAdd(weight, value, sum);
        }

        return sum;
    }

    /// <summary><c>w1*x1 + w2*x2 + ...</c></summary>
    public Expr Sum(IReadOnlyList<(Expr Weight, Expr Value)> terms) =>
        Accumulate(Algebra.Multiply(terms[0].Weight, terms[0].Value), terms.Skip(1));

    /// <summary><c>a*b + c</c></summary>
    public Expr MultiplyAdd(Expr a, Expr b, Expr c)
    {
        if (Algebra.Is(a, 1))
        {
            return Algebra.Add(c, b);
        }

        return strict ? Algebra.Add(c, new Product(a, b)) : new FusedMultiplyAdd(a, b, c);
    }
}
