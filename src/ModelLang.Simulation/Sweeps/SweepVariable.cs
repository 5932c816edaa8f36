namespace ModelLang.Simulation.Sweeps;

/// <summary>A result of each point: a number, or an array of samples, units or both.</summary>
/// <param name="Name">Its name, unique among the results and axes.</param>
/// <param name="Unit">Unit of the values; empty if dimensionless.</param>
/// <param name="Meaning">What it is, such as <c>max(r) over [20, 100]</c>; empty for what was recorded.</param>
/// <param name="Dimensions">Names of the dimensions that a point has.</param>
/// <param name="Shape">Their lengths.</param>
internal sealed record SweepVariable(string Name, string Unit, string Meaning, IReadOnlyList<string> Dimensions, IReadOnlyList<int> Shape)
{
    /// <summary>How many values a point has.</summary>
    public long Size => Shape.Aggregate(1L, (product, length) => product * length);
}
