namespace ModelLang.Compiler.Analysis;

/// <summary>Which items need which, by index.</summary>
internal sealed class DependencyGraph
{
    private readonly IReadOnlyList<(string Name, IReadOnlyCollection<string> Dependencies)> _items;
    private readonly List<int>[] _needs;
    private readonly List<int>[] _users;

    /// <summary>Makes the graph; names that are no item are ignored.</summary>
    public DependencyGraph(IReadOnlyList<(string Name, IReadOnlyCollection<string> Dependencies)> items)
    {
        _items = items;
        _needs = [.. items.Select(_ => new List<int>())];
        _users = [.. items.Select(_ => new List<int>())];
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (int i = 0; i < items.Count; i++)
        {
            index.Add(items[i].Name, i);
        }

        for (int i = 0; i < items.Count; i++)
        {
            foreach (string name in items[i].Dependencies.Distinct(StringComparer.Ordinal))
            {
                if (index.TryGetValue(name, out int needed))
                {
                    _needs[i].Add(needed);
                    _users[needed].Add(i);
                }
            }
        }
    }

    /// <summary>What an item needs directly.</summary>
    public IReadOnlyList<int> Needs(int item) => _needs[item];

    /// <summary>What needs an item directly.</summary>
    public IReadOnlyList<int> Users(int item) => _users[item];

    /// <summary>A shortest loop among the items whose <paramref name="missing"/> count is not zero; there is one.</summary>
    public IReadOnlyList<string> ShortestCycle(int[] missing)
    {
        List<int> shortest = [];
        for (int start = 0; start < _items.Count; start++)
        {
            if (missing[start] > 0 && CycleThrough(start, missing) is { } cycle && (shortest.Count == 0 || cycle.Count < shortest.Count))
            {
                shortest = cycle;
            }
        }

        return [.. shortest.Select(i => _items[i].Name)];
    }

    // Breadth first along what is needed, until the start is needed again.
    private List<int>? CycleThrough(int start, int[] missing)
    {
        Dictionary<int, int> cameFrom = [];
        Queue<int> pending = new([start]);
        while (pending.Count > 0)
        {
            int item = pending.Dequeue();
            foreach (int needed in _needs[item])
            {
                if (needed == start)
                {
                    List<int> cycle = [item];
                    while (cycle[0] != start)
                    {
                        cycle.Insert(0, cameFrom[cycle[0]]);
                    }

                    return cycle;
                }

                if (missing[needed] > 0 && !cameFrom.ContainsKey(needed))
                {
                    cameFrom.Add(needed, item);
                    pending.Enqueue(needed);
                }
            }
        }

        return null;
    }
}
