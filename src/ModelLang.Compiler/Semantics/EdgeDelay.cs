using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Semantics;

/// <summary>The delay of an edge or connection.</summary>
internal abstract record EdgeDelay;

/// <summary>Everything arrives after the same time.</summary>
/// <param name="Time">How long it takes; depends on parameters only.</param>
internal sealed record TransportDelay(Expr Time) : EdgeDelay;

/// <summary>Arrival is spread as a gamma distribution.</summary>
/// <param name="Mean">Its mean, a number.</param>
/// <param name="Stages">Number of equations it takes.</param>
internal sealed record GammaDelay(Bound Mean, int Stages) : EdgeDelay;
