namespace ModelLang.Compiler.IR;

/// <summary>A statement <c>connect</c>: which units feed which, with what weights and delays.</summary>
/// <param name="Path">Unique path in the system.</param>
/// <param name="Sources">What flows, port by port; the units of all ports count on.</param>
/// <param name="Targets">The inputs it flows into, port by port.</param>
/// <param name="Rule">Which pairs are connected.</param>
/// <param name="Weight">Weight of each connection, with what the matrix says in it; null for the number 1.</param>
/// <param name="Delay">Delay of each connection; null for none.</param>
/// <param name="IsPlastic">Whether connections have states of their own, so that nothing is summed over weights alone.</param>
/// <param name="Source">Where the model states it.</param>
internal sealed record Connection(
    string Path,
    EquatableArray<Port> Sources,
    EquatableArray<Port> Targets,
    ConnectionRule Rule,
    Expr? Weight,
    Expr? Delay,
    bool IsPlastic,
    SourceReference Source)
{
    /// <summary>Whether its weights differ from connection to connection.</summary>
    public bool IsWeighted => Weight is not null || Rule.Kind == RuleKind.Matrix;
}

/// <summary>One end of a connect statement.</summary>
/// <param name="Signal">What flows from it, or the input it flows into.</param>
/// <param name="Population">The population it belongs to, or null for a single value.</param>
internal sealed record Port(Reference Signal, string? Population);

/// <summary>How the pairs of a connect statement are found.</summary>
internal enum RuleKind
{
    OneToOne,
    AllToAll,
    Random,
    FixedIndegree,
    FixedOutdegree,
    FixedTotal,
    Matrix,
    List,
}

/// <summary>Which pairs of units are connected.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Argument">Its probability or number, or null.</param>
/// <param name="Matrix">Entries of the matrix, as an expression of <see cref="ArrayElement"/>s; null for other rules.</param>
/// <param name="Lists">The arrays of source and target numbers of a list; empty for other rules.</param>
/// <param name="Autapses">Whether a unit may be connected to itself.</param>
/// <param name="Multapses">Whether a pair may be connected more than once.</param>
/// <param name="SkipZero">Whether zero entries of a matrix make no connection.</param>
internal sealed record ConnectionRule(
    RuleKind Kind,
    Expr? Argument = null,
    Expr? Matrix = null,
    EquatableArray<string> Lists = default,
    bool Autapses = true,
    bool Multapses = true,
    bool SkipZero = false);
