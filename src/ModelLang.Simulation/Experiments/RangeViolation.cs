using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>A state that left the range its model declares, seen at a sample or some steps after one.</summary>
/// <param name="State">The state.</param>
/// <param name="FirstTime">When it was first seen outside.</param>
/// <param name="Extreme">The value farthest outside, in the unit shown.</param>
public sealed record RangeViolation(VariableDescription State, double FirstTime, double Extreme);

/// <summary>A condition of the model that did not hold, seen at a sample or some steps after one.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="FirstTime">When it was first seen not to hold.</param>
public sealed record ConditionViolation(ConditionDescription Condition, double FirstTime);
