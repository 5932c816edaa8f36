namespace ModelLang.Compiler.Tests.Methods;

/// <summary>A rooted tree of the theory of order conditions (Hairer, Norsett and Wanner I, sect. II.2).</summary>
internal sealed record RootedTree(IReadOnlyList<RootedTree> Children)
{
    public int Order => 1 + Children.Sum(c => c.Order);

    /// <summary>gamma(t): a method satisfies the condition when sum_i b_i*Phi_i = 1/gamma.</summary>
    public int Density => Order * Children.Aggregate(1, (product, c) => product * c.Density);

    /// <summary>All trees of an order.</summary>
    public static IEnumerable<RootedTree> Of(int order) => Forests(order - 1, order - 1).Select(f => new RootedTree(f));

    /// <summary>Phi_i for every stage; <paramref name="single"/> replaces <paramref name="a"/> below a node with one child.</summary>
    public double[] Weights(double[][] a, double[][] single, int stages)
    {
        double[] weights = [.. Enumerable.Repeat(1.0, stages)];
        foreach (RootedTree child in Children)
        {
            double[] below = child.Weights(a, single, stages);
            double[][] matrix = Children.Count == 1 ? single : a;
            for (int i = 0; i < stages; i++)
            {
                weights[i] *= matrix[i].Select((m, j) => m * below[j]).Sum();
            }
        }

        return weights;
    }

    // Multisets of trees with a total order; no tree larger than the one before.
    private static IEnumerable<IReadOnlyList<RootedTree>> Forests(int total, int largest)
    {
        if (total == 0)
        {
            yield return [];
        }

        for (int order = Math.Min(total, largest); order >= 1; order--)
        {
            RootedTree[] trees = [.. Of(order)];
            for (int i = 0; i < trees.Length; i++)
            {
                foreach (IReadOnlyList<RootedTree> rest in Forests(total - order, order))
                {
                    // Of several trees of the same order each multiset once.
                    if (rest.Count == 0 || rest[0].Order < order || Array.FindIndex(trees, t => t.ToText() == rest[0].ToText()) >= i)
                    {
                        yield return [trees[i], .. rest];
                    }
                }
            }
        }
    }

    private string ToText() => "(" + string.Concat(Children.Select(c => c.ToText())) + ")";
}
