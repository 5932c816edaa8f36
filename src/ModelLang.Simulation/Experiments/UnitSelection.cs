using System.Globalization;

namespace ModelLang.Simulation.Experiments;

/// <summary>A name with or without the units that are meant: <c>X.r</c>, <c>X.r[3]</c>, <c>X.r[0..9]</c>.</summary>
/// <param name="Name">The name without brackets.</param>
/// <param name="First">The first unit.</param>
/// <param name="Last">The last unit, included; -1 for the last there is.</param>
internal readonly record struct UnitSelection(string Name, int First = 0, int Last = -1)
{
    /// <summary>Whether no brackets narrow the name.</summary>
    public bool IsWhole => First == 0 && Last == -1;

    /// <summary>Whether a single unit is meant.</summary>
    public bool IsSingle => First == Last;

    /// <summary>Takes a name apart.</summary>
    /// <exception cref="ExperimentException">What stands in the brackets is neither a unit nor a range.</exception>
    public static UnitSelection Parse(string text)
    {
        int open = text.LastIndexOf('[');
        if (open < 0)
        {
            return new UnitSelection(text);
        }

        string[] bounds = text.EndsWith(']') ? text[(open + 1)..^1].Split("..") : [];
        if (bounds.Length is 1 or 2 && TryIndex(bounds[0], out int first) && TryIndex(bounds[^1], out int last) && first <= last)
        {
            return new UnitSelection(text[..open], first, last);
        }

        throw new ExperimentException($"'{text}': in the brackets stands a unit, such as [3], or a range, such as [0..9]");
    }

    /// <summary>The units meant, among those there are.</summary>
    /// <param name="population">The population's name, or null for a single value.</param>
    /// <param name="size">How many units it has.</param>
    /// <exception cref="ExperimentException">There are no such units.</exception>
    public (int First, int Count) In(string? population, int size)
    {
        if (population is null)
        {
            return IsWhole ? (0, 1) : throw new ExperimentException($"'{Name}' is a single value; write it without brackets");
        }

        int last = Last < 0 ? size - 1 : Last;
        return last < size && (IsWhole || First <= last)
            ? (First, last + 1 - First)
            : throw new ExperimentException($"there is no '{this}': population '{population}' has {size} units{(size > 0 ? $", 0 to {size - 1}" : "")}");
    }

    /// <inheritdoc/>
    public override string ToString() => IsWhole ? Name
        : IsSingle ? string.Create(CultureInfo.InvariantCulture, $"{Name}[{First}]")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}[{First}..{(Last < 0 ? "" : Last)}]");

    private static bool TryIndex(string text, out int index) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
