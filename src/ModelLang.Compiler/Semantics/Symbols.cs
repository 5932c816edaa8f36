using ModelLang.Compiler.IR;
using ModelLang.Compiler.Text;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>What a member of a template is.</summary>
internal enum MemberKind
{
    Parameter,
    Constant,
    Input,
    State,
    Let,
    Output,
    Noise,
}

/// <summary>A named quantity of an operator, node or circuit; expressions refer to other members by their relative paths.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">The unit it is shown in.</param>
/// <param name="Type">Real or complex.</param>
/// <param name="Value">Default, initial value or definition; null for an input that must be fed.</param>
/// <param name="InitialRate">First derivative at t = 0 of a second-order state.</param>
/// <param name="Steady">Whether the initial value is the fixed point.</param>
/// <param name="Range">Allowed values in base units, or null.</param>
/// <param name="Condition">A condition that should hold for a state, or null.</param>
/// <param name="Multiply">Whether several feeds of an input are multiplied.</param>
/// <param name="Documentation">Its <c>///</c> text.</param>
/// <param name="Source">Where it is declared.</param>
/// <param name="File">The file it is declared in.</param>
/// <param name="Span">Its name there.</param>
/// <param name="Stratonovich">Whether a noise is meant in the sense of Stratonovich rather than Ito.</param>
/// <param name="History">What a state was before t = 0, as a function of <c>t</c>; null when it was its initial value.</param>
/// <param name="StartsAs">The member whose value at t = 0 is the initial value of a state, in place of <paramref name="Value"/>; or null.</param>
internal sealed record MemberSymbol(
    string Name,
    MemberKind Kind,
    Unit Unit,
    ValueType Type,
    Expr? Value,
    Expr? InitialRate,
    bool Steady,
    Interval? Range,
    Expr? Condition,
    bool Multiply,
    string Documentation,
    SourceReference Source,
    ModelFile File,
    TextSpan Span,
    bool Stratonovich = false,
    Expr? History = null,
    string? StartsAs = null)
{
    /// <summary>How a message names the kind.</summary>
    public string KindText => DescribeKind(Kind);

    /// <summary>The value of the quantity for whoever knows it under a path.</summary>
    public Bound ToBound(string path)
    {
        VariableKind? kind = Kind switch
        {
            MemberKind.Parameter => VariableKind.Parameter,
            MemberKind.Input => VariableKind.Input,
            MemberKind.State => VariableKind.State,
            MemberKind.Let or MemberKind.Output => VariableKind.Intermediate,
            MemberKind.Noise => VariableKind.Noise,
            _ => null,
        };
        return kind is { } variable ? new Bound(new Reference(path, variable, Type), Unit) : new Bound(Value ?? Algebra.Zero, Unit);
    }

    /// <summary>How a message names a kind.</summary>
    public static string DescribeKind(MemberKind kind) => kind switch
    {
        MemberKind.Parameter => "a parameter",
        MemberKind.Constant => "a constant",
        MemberKind.Input => "an input",
        MemberKind.State => "a state",
        MemberKind.Let => "a let",
        MemberKind.Output => "an output",
        _ => "a noise",
    };
}

/// <summary>Something in a template that the compiler cannot generate code for yet.</summary>
internal sealed record UnsupportedFeature(MissingFeature Feature, ModelFile File, TextSpan Span);

/// <summary>An operator, node or circuit with everything resolved.</summary>
internal abstract class TemplateSymbol(string name, string documentation, ModelFile file, TextSpan span)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its <c>///</c> text.</summary>
    public string Documentation { get; } = documentation;

    /// <summary>The file it is declared in.</summary>
    public ModelFile File { get; } = file;

    /// <summary>Its name there.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>Its own members in source order.</summary>
    public List<MemberSymbol> Members { get; } = [];

    /// <summary>What in it cannot be compiled yet.</summary>
    public List<UnsupportedFeature> Unsupported { get; } = [];

    /// <summary>Whether an error was found in it, so that it must not be built.</summary>
    public bool HasErrors { get; set; }

    /// <summary>The kind as a message names it.</summary>
    public abstract string KindText { get; }

    /// <summary>Its own member with a name, or null.</summary>
    public MemberSymbol? FindMember(string name) => Members.Find(m => m.Name == name);
}

/// <summary>An operator: equations of one unit.</summary>
internal sealed class OperatorSymbol(string name, string documentation, ModelFile file, TextSpan span)
    : TemplateSymbol(name, documentation, file, span)
{
    /// <summary>Equations by the relative path of their state.</summary>
    public List<Equation> Equations { get; } = [];

    /// <inheritdoc/>
    public override string KindText => "an operator";
}

/// <summary>A node or circuit: children and what connects them.</summary>
internal sealed class CompositeSymbol(string name, string documentation, ModelFile file, TextSpan span, bool isCircuit)
    : TemplateSymbol(name, documentation, file, span)
{
    /// <summary>Its children in source order.</summary>
    public List<ChildSymbol> Children { get; } = [];

    /// <summary>Arrays of numbers, by their names relative to it.</summary>
    public List<DataArray> Arrays { get; } = [];

    /// <summary>What the shapes of its data call numbers of rows and columns.</summary>
    public Dictionary<string, PopulationSize> Dimensions { get; } = new(StringComparer.Ordinal);

    /// <summary>What connects populations; paths are relative to it.</summary>
    public List<Connection> Connections { get; } = [];

    /// <summary>What flows into inputs of its children.</summary>
    public List<FeedSymbol> Feeds { get; } = [];

    /// <summary>Whether it is a circuit rather than a node.</summary>
    public bool IsCircuit { get; } = isCircuit;

    /// <inheritdoc/>
    public override string KindText => IsCircuit ? "a circuit" : "a node";

    /// <summary>The child with a name, or null.</summary>
    public ChildSymbol? FindChild(string name) => Children.Find(c => c.Name == name);
}

/// <summary>A template in use inside a composite.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Template">What it is made of.</param>
/// <param name="Settings">What is set in it, in terms of the composite.</param>
internal sealed record ChildSymbol(string Name, TemplateSymbol Template, List<SettingSymbol> Settings, TextSpan Span)
{
    /// <summary>How many there are of it, when it is a population; arrays are named relative to the composite.</summary>
    public PopulationSize? Size { get; set; }

    /// <summary>The population beside it that it has one unit for each unit of, such as a delay of what its units send; null for none.</summary>
    public string? Follows { get; init; }
}

/// <summary>What a setting changes.</summary>
internal enum SettingKind
{
    Value,
    Initial,
    InitialRate,
    Steady,
    History,
}

/// <summary>A value set from outside.</summary>
/// <param name="Path">Path relative to the child.</param>
/// <param name="Kind">What of it is set.</param>
/// <param name="Value">The value in terms of the composite that sets it.</param>
internal sealed record SettingSymbol(string Path, SettingKind Kind, Expr Value);

/// <summary>A flow into an input: an edge, an entry of a connection matrix, or wiring.</summary>
/// <param name="Target">Path of the input, relative to the composite.</param>
/// <param name="Value">What flows, in terms of the composite.</param>
/// <param name="Source">Where the model states it.</param>
internal sealed record FeedSymbol(string Target, Expr Value, SourceReference Source);
