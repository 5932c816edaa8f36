namespace ModelLang.Runtime;

/// <summary>No fixed point was found for states that ask for one with <c>init x = steady</c>.</summary>
/// <param name="message">Which states, and what stood in the way.</param>
public sealed class SteadyStateException(string message) : InvalidOperationException(message);
