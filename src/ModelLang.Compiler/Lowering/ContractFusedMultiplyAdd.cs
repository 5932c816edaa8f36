using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Adds products with a single rounding.</summary>
/// <example><c>c2 + t1*v - x*x</c> becomes <c>fma(-x, x, fma(t1, v, c2))</c>.</example>
/// <remarks>
/// Terms are added in the order in which they become known, the cheapest first, so that what takes longest waits least; long sums of products
/// are split into several chains. Changes rounding; left out under <c>--strict</c>. Afterwards no sum holds a product but in its first place.
/// </remarks>
internal static class ContractFusedMultiplyAdd
{
    private const int LongestChain = 6;
    private const int MostChains = 4;

    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        Contraction contraction = new();
        List<Intermediate> intermediates = [];
        foreach (Intermediate intermediate in system.Intermediates)
        {
            Intermediate contracted = intermediate with { Definition = contraction.Rewrite(intermediate.Definition) };
            contraction.Define(contracted);
            intermediates.Add(contracted);
        }

        return system with
        {
            Intermediates = intermediates.ToEquatableArray(),
            Equations = system.Equations.Select(e => e with { Rhs = contraction.Rewrite(e.Rhs) }).ToEquatableArray(),
        };
    }

    private sealed class Contraction
    {
        private readonly Latency _latency = new();
        private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);

        public Expr Rewrite(Expr expr) => ExprRewriter.BottomUp(expr, node => node is Sum sum ? Contract(sum) : node);

        // A fused operation is as cheap as the addition of a product that is there already.
        public void Define(Intermediate intermediate)
        {
            _latency.Add(intermediate);
            if (intermediate.Definition is Product product && product.Left.IsAtom() && product.Right.IsAtom())
            {
                _products.Add(intermediate.Path, product);
            }
        }

        private Expr Contract(Sum sum)
        {
            if (!sum.Terms.Any(term => ProductOf(term) is not null))
            {
                return sum;
            }

            Expr[] terms = [.. sum.Terms.OrderBy(_latency.Of).ThenBy(IsProduct)];
            int chains = Math.Min(MostChains, (terms.Length + LongestChain - 1) / LongestChain);
            return Algebra.Add([.. Enumerable.Range(0, chains).Select(chain => Chain([.. terms.Where((_, i) => i % chains == chain)]))]);
        }

        private Expr Chain(List<Expr> terms)
        {
            // A product can only be fused into something: start with what is none, if one of the first two is.
            int start = terms.Count > 1 && IsProduct(terms[0]) && !IsProduct(terms[1]) ? 1 : 0;
            Expr result = terms[start];
            terms.RemoveAt(start);
            foreach (Expr term in terms)
            {
                result = ProductOf(term) is { } product
                    ? new FusedMultiplyAdd(term is Negate ? Algebra.Negate(product.Left) : product.Left, product.Right, result)
                    : Algebra.Add(result, term);
            }

            return result;
        }

        private static bool IsProduct(Expr term) => term is Product or Negate { Operand: Product };

        private Product? ProductOf(Expr term) => term switch
        {
            Product product => product,
            Negate negate => ProductOf(negate.Operand),
            Reference reference => _products.TryGetValue(reference.Name, out Product product) ? product : null,
            _ => null,
        };
    }

    // Rough number of cycles until a value is known; only their order matters.
    private sealed class Latency
    {
        private readonly Dictionary<string, int> _intermediates = new(StringComparer.Ordinal);
        private readonly Dictionary<Expr, int> _known = new(ReferenceComparer<Expr>.Instance);

        public void Add(Intermediate intermediate) => _intermediates[intermediate.Path] = Of(intermediate.Definition);

        public int Of(Expr expr)
        {
            if (!_known.TryGetValue(expr, out int latency))
            {
                latency = Own(expr) + expr.Children().Select(Of).DefaultIfEmpty(0).Max();
                _known.Add(expr, latency);
            }

            return latency;
        }

        private int Own(Expr expr) => expr switch
        {
            Reference reference => _intermediates.TryGetValue(reference.Name, out int latency) ? latency : 0,
            Sum sum => 4 * (sum.Terms.Count - 1),
            Product or FusedMultiplyAdd => 4,
            Quotient => 13,
            Call { Function: Function.Sqrt } => 18,
            Call or Power or TableValue or TableSlope or Delayed or DelayedSlope => 40,
            Conditional or Comparison => 2,
            _ => 0,
        };
    }
}
