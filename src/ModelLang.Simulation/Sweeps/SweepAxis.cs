using ModelLang.Runtime;

namespace ModelLang.Simulation.Sweeps;

/// <summary>A quantity that a sweep changes, with all its values.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Its index among the parameters, inputs or states of the system.</param>
/// <param name="Name">Its path in the model; <c>init</c> before it for an initial value; or <c>seed</c>.</param>
/// <param name="Unit">The unit shown; empty for a plain number.</param>
/// <param name="Scale">Shown value = value in base units times this.</param>
/// <param name="Values">Its values in base units.</param>
internal sealed record SweptQuantity(SweptKind Kind, int Index, string Name, string Unit, double Scale, IReadOnlyList<double> Values)
{
    /// <summary>A value in the unit shown.</summary>
    public double Shown(int position) => Values[position] * Scale;
}

/// <summary>An axis of the grid; its quantities change together.</summary>
/// <param name="Quantities">At least one, each with as many values.</param>
internal sealed record SweepAxis(IReadOnlyList<SweptQuantity> Quantities)
{
    /// <summary>The name of its first quantity.</summary>
    public string Name => Quantities[0].Name;

    /// <summary>How many places it has.</summary>
    public int Count => Quantities[0].Values.Count;
}
