using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <summary>How messages name statements and declarations.</summary>
internal static class StatementNames
{
    /// <summary>The name of a statement, with its article.</summary>
    public static string Of(MemberSyntax member) => member switch
    {
        VariableSyntax variable => $"A {variable.Keyword.ToString().ToLowerInvariant()} declaration",
        EquationSyntax { Order: 0 } => "A wiring equation",
        EquationSyntax => "A differential equation",
        InitSyntax => "An init statement",
        HistorySyntax => "A history statement",
        NoiseSyntax => "A noise declaration",
        EventSyntax => "An event",
        ReceiveSyntax => "A receive statement",
        UseSyntax => "A use statement",
        NodeInstanceSyntax => "A node statement",
        CircuitInstanceSyntax => "A circuit statement",
        PopulationSyntax => "A population",
        EdgeSyntax => "An edge",
        ConnectSyntax => "A connect statement",
        DataSyntax => "A data statement",
        ExperimentModelSyntax => "A model statement",
        SolverSyntax => "A solver statement",
        RunSyntax => "A run statement",
        SeedSyntax => "A seed statement",
        DriveSyntax => "A drive statement",
        SetSyntax => "A set statement",
        RecordSyntax => "A record statement",
        ReduceSyntax => "A reduce statement",
        SweepSyntax => "A sweep statement",
        SaveSyntax => "A save statement",
        _ => throw Unexpected.Kind(member),
    };

    /// <summary>The hint at where a statement belongs.</summary>
    public static string PlaceOf(MemberSyntax member) => member switch
    {
        VariableSyntax or EquationSyntax or InitSyntax or NoiseSyntax or EventSyntax or ReceiveSyntax => "it belongs in an operator",
        HistorySyntax => "it belongs in an operator, node or circuit",
        UseSyntax => "it belongs in a node",
        NodeInstanceSyntax or CircuitInstanceSyntax or PopulationSyntax or EdgeSyntax or ConnectSyntax or DataSyntax => "it belongs in a circuit",
        _ => "it belongs in an experiment",
    };

    /// <summary>The kind of a declaration, with its article.</summary>
    public static string Of(DeclarationSyntax declaration) => declaration switch
    {
        OperatorSyntax => "an operator",
        NodeSyntax => "a node",
        CircuitSyntax => "a circuit",
        ExperimentSyntax => "an experiment",
        FunctionSyntax => "a function",
        _ => throw Unexpected.Kind(declaration),
    };
}
