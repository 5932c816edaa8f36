using ModelLang.Compiler.Emit;

namespace ModelLang.Compiler.Kernels.Lanes;

/// <summary>Which element of a lane holds what: the states first, then values in the order in which they are asked for.</summary>
internal sealed class LaneLayout
{
    /// <summary>Number of lanes that lie side by side.</summary>
    public const int Group = 8;

    private readonly Dictionary<string, int> _elements = new(StringComparer.Ordinal);
    private readonly HashSet<string> _possible;
    private readonly HashSet<string> _conditions;

    /// <summary>Begins with the states.</summary>
    /// <param name="states">Locals of the states, in their order.</param>
    /// <param name="others">Locals of everything else that differs between lanes and may be needed.</param>
    /// <param name="conditions">Those of them that are true or false; they are kept as 1 or 0.</param>
    public LaneLayout(IEnumerable<string> states, IEnumerable<string> others, IEnumerable<string> conditions)
    {
        foreach (string state in states)
        {
            _elements.Add(state, _elements.Count);
        }

        _possible = new HashSet<string>(others, StringComparer.Ordinal);
        _possible.UnionWith(_elements.Keys);
        _conditions = new HashSet<string>(conditions, StringComparer.Ordinal);
    }

    /// <summary>Whether an element is true or false.</summary>
    public bool IsCondition(string name) => _conditions.Contains(name);

    /// <summary>Number of elements.</summary>
    public int Count => _elements.Count;

    /// <summary>Whether a local stands for an element.</summary>
    public bool Holds(string name) => _possible.Contains(name);

    /// <summary>Whether an element has been asked for.</summary>
    public bool IsUsed(string name) => _elements.ContainsKey(name);

    /// <summary>The element of a local; the next free one if it has none yet.</summary>
    public int this[string name]
    {
        get
        {
            if (!_elements.TryGetValue(name, out int element))
            {
                _elements.Add(name, element = _elements.Count);
            }

            return element;
        }
    }

    /// <summary>The place of an element as arguments of a load or store: <c>ref at, 16</c>.</summary>
    /// <param name="at">Local that refers to the first element of the lanes.</param>
    /// <param name="name">The local that stands for the element.</param>
    public string Place(string at, string name) => this[name] == 0 ? $"ref {at}" : $"ref {at}, {NumberFormat.Literal(Group * this[name])}";
}
