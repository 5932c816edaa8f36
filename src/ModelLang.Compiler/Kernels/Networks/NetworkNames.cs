using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>What emitted code calls sizes, positions and buffers of populations.</summary>
internal sealed class NetworkNames(KernelContext context)
{
    /// <summary>Field with the number of units of a population; 1 for none.</summary>
    public string Size(string? population) => population is null ? "1" : "_" + Plain("n_" + Identifiers.Spell(population), "size|" + population);

    /// <summary>Field with the position of a state in the state vector.</summary>
    public string At(string state) => "_" + Plain("at_" + Identifiers.Spell(state), "at|" + state);

    /// <summary>Field with the position of the increments of a noise.</summary>
    public string NoiseAt(string noise) => "_" + Plain("at_" + Identifiers.Spell(noise), "noise|" + noise);

    /// <summary>Field with the position of the coefficients of a diffusion term.</summary>
    public string CoefficientAt(string coefficient) => "_" + Plain("at_" + Identifiers.Spell(coefficient), "coefficient|" + coefficient);

    /// <summary>Field with what makes the sums over connections of a statement.</summary>
    public string Connection(string path) => "_" + Plain(Identifiers.Spell(path), "connection|" + path);

    /// <summary>Field with the pattern of a statement.</summary>
    public string Pattern(string path) => "_" + Plain("pattern_" + Identifiers.Spell(path), "pattern|" + path);

    /// <summary>Field with the weights of connections that have states of their own.</summary>
    public string Weights(string path) => "_" + Plain("weights_" + Identifiers.Spell(path), "weights|" + path);

    /// <summary>Field with the sums that flow into the targets of a statement.</summary>
    public string Flow(string path) => "_" + Plain("flow_" + Identifiers.Spell(path), "flow|" + path);

    /// <summary>Field with the signals of several sources in a row.</summary>
    public string Signals(string path) => "_" + Plain("signals_" + Identifiers.Spell(path), "signals|" + path);

    /// <summary>Field with an array that is read from a file.</summary>
    public string Array(string name) => "_" + Plain("data_" + Identifiers.Spell(name), "array|" + name);

    /// <summary>Text of what is known of a population or an array as a whole; null for any other expression.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="areLoaded">Whether the arrays are known to be there, as they are once a reset has looked.</param>
    public Expr? Whole(Expr node, bool areLoaded) => node switch
    {
        UnitCount count => KernelContext.Text("(double)" + Size(count.Population)),
        ArrayReduction reduction => KernelContext.Text($"{RuntimeNames.Reduce}.{reduction.Kind}({Array(reduction.Array)}{(areLoaded ? "" : "!")}.Values)"),
        _ => null,
    };

    /// <summary>A plain name that is free, as a field has it behind its underscore.</summary>
    public string Plain(string wanted, string key) => context.Names.Local(wanted, key).TrimStart('@');
}
