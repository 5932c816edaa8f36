namespace ModelLang.Simulation.Sweeps;

/// <summary>What the places along a dimension of a result mean: values of a swept quantity, times, or numbers of units.</summary>
/// <param name="Name">Its name, such as <c>p.eta</c>, <c>init x</c> or <c>t</c>.</param>
/// <param name="Unit">Unit of the values; empty if dimensionless.</param>
/// <param name="Dimension">The dimension it belongs to; quantities that change together share that of the first of them.</param>
/// <param name="Values">A value for each place.</param>
/// <param name="Labels">Labels of units, or null.</param>
public sealed record SweepCoordinate(string Name, string Unit, string Dimension, IReadOnlyList<double> Values, IReadOnlyList<string>? Labels = null);
