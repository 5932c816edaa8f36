using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>A state that left the range its model declares, seen at a sample.</summary>
/// <param name="State">The state.</param>
/// <param name="FirstTime">Time of the first sample outside.</param>
/// <param name="Extreme">The value farthest outside, in the unit shown.</param>
public sealed record RangeViolation(VariableDescription State, double FirstTime, double Extreme);
