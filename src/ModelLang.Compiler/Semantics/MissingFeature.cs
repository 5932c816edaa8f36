namespace ModelLang.Compiler.Semantics;

/// <summary>A part of the language that cannot be compiled yet, and what to write meanwhile.</summary>
/// <param name="What">What it is, as the subject of the message.</param>
/// <param name="Instead">The hint.</param>
internal sealed record MissingFeature(string What, string Instead)
{
    public static MissingFeature PopulationElement { get; } = new("An element of a population inside an expression", "record X.r[3] shows one unit, sum and mean take all of them; a unit that is used by itself is a node of its own");

    private const string OfPopulations = "a mean field (std.theta, std.qif, std.izhikevich) stands for a large population; a few cells are nodes of their own";

    private const string OfSpikes = "use a model without resets: the theta neuron (std.theta), or a mean field of spiking neurons (std.qif)";

    public static MissingFeature SpikeConnection { get; } = new("This connection of spikes", OfSpikes);

    public static MissingFeature Reduction(string function) => new($"The reduction {function} over spikes", OfSpikes);

    public static MissingFeature Spikes(string template) => new($"The population of '{template}'", OfSpikes);

    public static MissingFeature Level(string name) => new($"The level '{name}'", "leave out 'at'; " + OfPopulations);

    public static MissingFeature DelayVia { get; } = new("A delay for each connection together with via", "give all connections of this statement one delay");

    public static MissingFeature Event(string name) => new($"The event '{name}'", OfSpikes);

    public static MissingFeature Receive(string name) => new($"Receiving '{name}'", OfSpikes);
}
