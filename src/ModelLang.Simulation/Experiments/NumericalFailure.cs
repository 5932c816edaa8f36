using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>The numbers of a run went wrong.</summary>
/// <param name="Cause">What happened, in words.</param>
/// <param name="State">The state it happened to.</param>
/// <param name="Equation">Its equation, or null when the system does not tell.</param>
/// <param name="Time">Simulated time.</param>
/// <param name="Value">The value it had, in the unit shown.</param>
/// <param name="LastGoodValue">Its last finite value before, in the unit shown.</param>
/// <param name="Remedies">What to try, best first.</param>
public sealed record NumericalFailure(
    string Cause,
    VariableDescription State,
    EquationDescription? Equation,
    double Time,
    double Value,
    double LastGoodValue,
    IReadOnlyList<string> Remedies);
