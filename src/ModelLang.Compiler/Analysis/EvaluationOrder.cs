namespace ModelLang.Compiler.Analysis;

/// <summary>An order in which each item comes after what it needs, or the loop that makes one impossible.</summary>
/// <param name="Names">The items in order; those that are free to choose keep their place. Empty when there is a loop.</param>
/// <param name="Cycle">A shortest loop: each name needs the next, the last needs the first. Empty when there is an order.</param>
internal sealed record EvaluationOrder(EquatableArray<string> Names, EquatableArray<string> Cycle)
{
    /// <summary>Orders items by their dependencies; names that are no item are ignored.</summary>
    /// <example><c>a = b + 1</c>, <c>b = x</c> gives <c>b, a</c>; <c>a = b</c>, <c>b = a</c> gives the cycle <c>a, b</c>.</example>
    /// <param name="items">Each item with the names it uses; item names are unique.</param>
    public static EvaluationOrder Of(IReadOnlyList<(string Name, IReadOnlyCollection<string> Dependencies)> items)
    {
        DependencyGraph graph = new(items);
        int[] missing = [.. Enumerable.Range(0, items.Count).Select(i => graph.Needs(i).Count)];
        SortedSet<int> ready = [.. Enumerable.Range(0, items.Count).Where(i => missing[i] == 0)];
        List<string> names = [];
        while (ready.Count > 0)
        {
            int next = ready.Min;
            ready.Remove(next);
            names.Add(items[next].Name);
            foreach (int user in graph.Users(next))
            {
                if (--missing[user] == 0)
                {
                    ready.Add(user);
                }
            }
        }

        return names.Count == items.Count
            ? new EvaluationOrder(names.ToEquatableArray(), default)
            : new EvaluationOrder(default, graph.ShortestCycle(missing).ToEquatableArray());
    }
}
