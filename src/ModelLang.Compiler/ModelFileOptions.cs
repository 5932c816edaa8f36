namespace ModelLang.Compiler;

/// <summary>What to compile of a whole model file, and how.</summary>
public sealed record ModelFileOptions
{
    /// <summary>Namespace of the emitted classes.</summary>
    public string Namespace { get; init; } = "ModelLang.Models";

    /// <summary>
    /// Names of circuits, nodes or operators, each of which becomes a class, and so does each experiment that runs one of them;
    /// null for all circuits and experiments of the file, and if it has no circuit, for its operators and nodes that can run on their own.
    /// </summary>
    public IReadOnlyList<string>? Circuits { get; init; }

    /// <summary>
    /// Methods to compile for; empty for what each experiment states, else the default. The first gives a circuit its class,
    /// each other one a further class with the method's name behind that of the circuit. An experiment has the method that it
    /// states, else the first.
    /// </summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Whether to leave out everything that changes rounding: fused multiply-add, reciprocals, own elementary functions.</summary>
    public bool Strict { get; init; }
}
