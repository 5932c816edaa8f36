using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>The numbers of a run went wrong.</summary>
/// <param name="Cause">What happened, in words that follow the name of the state.</param>
/// <param name="State">The state it happened to, or null when no single one can be named.</param>
/// <param name="Name">Its name, with the unit in a population: <c>X.r[17]</c>; null without a state.</param>
/// <param name="Equation">Its equation, or null when the system does not tell.</param>
/// <param name="Time">Start of the step that failed.</param>
/// <param name="LastValue">Value of the state at that time, in the unit shown; not-a-number without a state.</param>
/// <param name="Remedies">What to try, best first.</param>
public sealed record NumericalFailure(
    string Cause,
    VariableDescription? State,
    string? Name,
    EquationDescription? Equation,
    double Time,
    double LastValue,
    IReadOnlyList<string> Remedies);
