using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>A state that left the range its model declares, seen at a sample or some steps after one.</summary>
/// <param name="State">The state.</param>
/// <param name="FirstTime">When it was first seen outside.</param>
/// <param name="Extreme">The value farthest outside, in the unit shown.</param>
/// <param name="FarthestUnit">The unit of a population that took that value; -1 for a single value.</param>
/// <param name="Units">How many units were seen outside; 1 for a single value.</param>
public sealed record RangeViolation(VariableDescription State, double FirstTime, double Extreme, int FarthestUnit = -1, int Units = 1)
{
    /// <summary>The state's name, with the unit that went farthest: <c>X.r[17]</c>.</summary>
    public string Name => FarthestUnit < 0 ? State.Name : FormattableString.Invariant($"{State.Name}[{FarthestUnit}]");
}

/// <summary>A condition of the model that did not hold, seen at a sample or some steps after one.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="FirstTime">When it was first seen not to hold.</param>
public sealed record ConditionViolation(ConditionDescription Condition, double FirstTime);
