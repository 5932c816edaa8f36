using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>A value that a method stores: one, or one for each unit of a population.</summary>
/// <param name="Array">Field of the array.</param>
/// <param name="Offset">Position in it, as C# text; empty for 0.</param>
/// <param name="Value">The value, in the system's names.</param>
/// <param name="Population">The population whose units it is stored for, or null.</param>
/// <param name="Comment">A line above it, or null.</param>
internal sealed record NetworkRoot(string Array, string Offset, Expr Value, string? Population, string? Comment = null);

/// <summary>A part of a method that computes values of many units.</summary>
internal abstract record Phase;

/// <summary>Single values.</summary>
internal sealed record SinglePhase(IReadOnlyList<Intermediate> Items, IReadOnlyList<NetworkRoot> Roots) : Phase;

/// <summary>A reduction, or sums over connections.</summary>
internal sealed record AcrossPhase(Intermediate Item) : Phase;

/// <summary>A loop over the units of a population.</summary>
/// <param name="Population">The population.</param>
/// <param name="Items">What is computed, in order.</param>
/// <param name="Kept">Paths of those that a later phase reads.</param>
/// <param name="Roots">What is stored.</param>
internal sealed record LoopPhase(string Population, IReadOnlyList<Intermediate> Items, ISet<string> Kept, IReadOnlyList<NetworkRoot> Roots) : Phase;

/// <summary>
/// Cuts a computation into phases. What is computed for the units of one population shares a loop unless a reduction or a sum over connections stands
/// between; a value is computed in the last loop that serves all its readers.
/// </summary>
internal sealed class LoopSchedule
{
    private readonly UnitAxes _axes;
    private readonly IReadOnlyList<Intermediate> _items;
    private readonly IReadOnlyList<NetworkRoot> _roots;
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Intermediate> _byPath;
    private readonly ILookup<string, Intermediate> _itemsReading;
    private readonly ILookup<string, NetworkRoot> _rootsReading;

    private LoopSchedule(UnitAxes axes, IReadOnlyList<Intermediate> items, IReadOnlyList<NetworkRoot> roots)
    {
        _axes = axes;
        _items = items;
        _roots = roots;
        _byPath = items.ToDictionary(i => i.Path, StringComparer.Ordinal);
        _itemsReading = items.SelectMany(i => i.Definition.Names().Select(name => (name, i))).ToLookup(r => r.name, r => r.i, StringComparer.Ordinal);
        _rootsReading = roots.SelectMany(r => r.Value.Names().Select(name => (name, r))).ToLookup(r => r.name, r => r.r, StringComparer.Ordinal);
    }

    /// <summary>The phases in order.</summary>
    /// <param name="axes">Which population each value belongs to.</param>
    /// <param name="items">Everything that has to be computed, in evaluation order, and that no earlier call has computed.</param>
    /// <param name="roots">What is stored in the end.</param>
    public static IReadOnlyList<Phase> Of(UnitAxes axes, IReadOnlyList<Intermediate> items, IReadOnlyList<NetworkRoot> roots) =>
        new LoopSchedule(axes, items, roots).Build();

    private IReadOnlyList<Phase> Build()
    {
        foreach (Intermediate item in _items)
        {
            _levels[item.Path] = LevelAfter(item.Definition, KindOf(item));
        }

        // All that is stored for a population goes into one loop.
        int[] rootLevels = [.. _roots.Select(r => LevelAfter(r.Value, r.Population ?? ""))];
        Dictionary<string, int> last = new(StringComparer.Ordinal);
        for (int i = 0; i < _roots.Count; i++)
        {
            string kind = _roots[i].Population ?? "";
            last[kind] = last.TryGetValue(kind, out int level) ? Math.Max(level, rootLevels[i]) : rootLevels[i];
        }

        Sink(last);
        int levels = _levels.Values.Concat(last.Values).DefaultIfEmpty(-1).Max() + 1;
        List<Phase> phases = [];
        for (int level = 0; level < levels; level++)
        {
            Intermediate[] here = [.. _items.Where(i => _levels[i.Path] == level)];
            Intermediate[] single = [.. here.Where(i => KindOf(i) == "")];
            NetworkRoot[] singleRoots = [.. _roots.Where(r => r.Population is null && last[""] == level)];
            if (single.Length + singleRoots.Length > 0)
            {
                phases.Add(new SinglePhase(single, singleRoots));
            }

            phases.AddRange(here.Where(IsAcross).Select(i => new AcrossPhase(i)));
            foreach (string population in here.Where(i => !IsAcross(i) && KindOf(i) != "").Select(KindOf)
                .Concat(_roots.Select(r => r.Population).OfType<string>().Where(p => last[p] == level)).Distinct())
            {
                Intermediate[] items = [.. here.Where(i => !IsAcross(i) && KindOf(i) == population)];
                HashSet<string> kept = [.. items.Select(i => i.Path).Where(path => IsReadElsewhere(path, population, level, last))];
                phases.Add(new LoopPhase(population, items, kept, [.. _roots.Where(r => r.Population == population && last[population] == level)]));
            }
        }

        return phases;
    }

    private static bool IsAcross(Intermediate item) => SeparatePopulations.IsAcrossUnits(item.Definition);

    // Items of one kind may share a phase: single values, the units of a population; what goes across populations stands alone.
    private string KindOf(Intermediate item) => IsAcross(item) ? "across " + item.Path : _axes[item.Path] ?? "";

    private int LevelAfter(Expr expr, string kind) =>
        Needs(expr).Select(need => KindOf(need) == kind ? _levels[need.Path] : _levels[need.Path] + 1).DefaultIfEmpty(0).Max();

    private IEnumerable<Intermediate> Needs(Expr expr) => expr.Names().Where(_byPath.ContainsKey).Select(name => _byPath[name]);

    private void Sink(Dictionary<string, int> last)
    {
        Dictionary<string, int> latest = new(StringComparer.Ordinal);
        void Bound(Expr expr, string kind, int level)
        {
            foreach (Intermediate need in Needs(expr))
            {
                int bound = KindOf(need) == kind ? level : level - 1;
                latest[need.Path] = latest.TryGetValue(need.Path, out int known) ? Math.Min(known, bound) : bound;
            }
        }

        foreach (NetworkRoot root in _roots)
        {
            string kind = root.Population ?? "";
            Bound(root.Value, kind, last[kind]);
        }

        foreach (Intermediate item in _items.Reverse())
        {
            if (_axes[item.Path] is not null && !IsAcross(item) && latest.TryGetValue(item.Path, out int level))
            {
                _levels[item.Path] = level;
            }

            Bound(item.Definition, KindOf(item), _levels[item.Path]);
        }
    }

    private bool IsReadElsewhere(string path, string population, int level, Dictionary<string, int> last) =>
        _itemsReading[path].Any(i => KindOf(i) != population || _levels[i.Path] != level)
        || _rootsReading[path].Any(r => (r.Population ?? "") != population || last[r.Population ?? ""] != level);
}
