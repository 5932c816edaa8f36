namespace ModelLang.Simulation.Results;

/// <summary>What is recorded under one name: a single value, or one for each of some units of a population.</summary>
/// <param name="Name">The name: <c>r</c>, <c>X.r</c> for all units, <c>X.r[0..9]</c> for some.</param>
/// <param name="Unit">Unit of the values; empty if dimensionless.</param>
/// <param name="FirstUnit">The first unit; -1 for a single value.</param>
/// <param name="Units">How many values a sample has.</param>
/// <param name="Labels">Labels of these units, or null.</param>
internal sealed record RecordedQuantity(string Name, string Unit, int FirstUnit, int Units, IReadOnlyList<string>? Labels)
{
    /// <summary>Whether there is one value per unit, be it only one unit.</summary>
    public bool IsPopulation => FirstUnit >= 0;

    private string Stem => ColumnName.Stem(Name);

    public static RecordedQuantity Single(string name, string unit) => new(name, unit, -1, 1, null);

    /// <param name="stem">The name without brackets.</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="first">The first unit.</param>
    /// <param name="units">How many there are.</param>
    /// <param name="isWhole">Whether these are all units of the population.</param>
    /// <param name="labels">Labels of all units of the population, or null.</param>
    public static RecordedQuantity OfPopulation(string stem, string unit, int first, int units, bool isWhole, IReadOnlyList<string>? labels) =>
        new(isWhole ? stem : ColumnName.OfRange(stem, first, units), unit, first, units, labels is null ? null : [.. labels.Skip(first).Take(units)]);

    /// <summary>The name of one value.</summary>
    public string NameOf(int column) => IsPopulation ? ColumnName.OfUnit(Stem, FirstUnit + column) : Name;

    /// <summary>Whether there is a value for a unit.</summary>
    public bool Holds(string stem, int unit) => IsPopulation && Stem == stem && unit >= FirstUnit && unit < FirstUnit + Units;

    /// <summary>The first name that two columns would have, or null.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static string? FirstDuplicate(IReadOnlyList<RecordedQuantity> quantities)
    {
        RecordedQuantity[] populations = [.. quantities.Where(q => q.IsPopulation)];
        var seen = new HashSet<string>();
        foreach (RecordedQuantity quantity in quantities)
        {
            ArgumentException.ThrowIfNullOrEmpty(quantity.Name, nameof(quantities));
            if (!seen.Add(quantity.Name))
            {
                return quantity.Name;
            }

            bool isUnit = ColumnName.TryUnit(quantity.NameOf(0), out string stem, out int first);
            if (isUnit && Array.Find(populations, p => p != quantity && p.Stem == stem && p.FirstUnit < first + quantity.Units && first < p.FirstUnit + p.Units) is { } other)
            {
                return ColumnName.OfUnit(stem, Math.Max(first, other.FirstUnit));
            }
        }

        return null;
    }
}
