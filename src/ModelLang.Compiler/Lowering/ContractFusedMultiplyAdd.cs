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
        Latency latency = new();
        List<Intermediate> intermediates = [];
        foreach (Intermediate intermediate in system.Intermediates)
        {
            Intermediate contracted = intermediate with { Definition = Contract(intermediate.Definition, latency) };
            latency.Add(contracted);
            intermediates.Add(contracted);
        }

        return system with
        {
            Intermediates = intermediates.ToEquatableArray(),
            Equations = system.Equations.Select(e => e with { Rhs = Contract(e.Rhs, latency) }).ToEquatableArray(),
        };
    }

    private static Expr Contract(Expr expr, Latency latency) =>
        ExprRewriter.BottomUp(expr, node => node is Sum sum && sum.Terms.Any(IsProduct) ? Contract(sum, latency) : node);

    private static bool IsProduct(Expr term) => term is Product or Negate { Operand: Product };

    private static Expr Contract(Sum sum, Latency latency)
    {
        Expr[] terms = [.. sum.Terms.OrderBy(latency.Of).ThenBy(IsProduct)];
        int chains = Math.Min(MostChains, (terms.Length + LongestChain - 1) / LongestChain);
        Expr[] parts = [.. Enumerable.Range(0, chains).Select(chain => Chain([.. terms.Where((_, i) => i % chains == chain)]))];
        return Algebra.Add(parts);
    }

    private static Expr Chain(List<Expr> terms)
    {
        // A product can only be fused into something: start with what is none, if one of the first two is.
        int start = terms.Count > 1 && IsProduct(terms[0]) && !IsProduct(terms[1]) ? 1 : 0;
        Expr result = terms[start];
        terms.RemoveAt(start);
        foreach (Expr term in terms)
        {
            result = term switch
            {
                Product product => new FusedMultiplyAdd(product.Left, product.Right, result),
                Negate { Operand: Product product } => new FusedMultiplyAdd(Algebra.Negate(product.Left), product.Right, result),
                _ => Algebra.Add(result, term),
            };
        }

        return result;
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
            Call or Power or TableValue or TableSlope => 40,
            Conditional or Comparison => 2,
            _ => 0,
        };
    }
}
