using ModelLang.Compiler;

namespace ModelLang.Generator;

/// <summary>What the project says of a model file.</summary>
/// <param name="Generate">Whether it becomes classes; otherwise it is only checked and imported by others.</param>
/// <param name="Namespace">Namespace of the classes.</param>
/// <param name="Circuits">Names of circuits to generate; empty for all.</param>
/// <param name="Methods">Methods to generate for; empty for what the model states.</param>
/// <param name="Strict">Whether to leave out everything that changes rounding.</param>
/// <param name="Findings">What is wrong in what it says.</param>
internal sealed record ItemOptions(
    bool Generate,
    string Namespace,
    EquatableArray<string> Circuits,
    EquatableArray<string> Methods,
    bool Strict,
    EquatableArray<Finding> Findings)
{
    /// <summary>What of it concerns the compiler.</summary>
    public ModelFileOptions ForCompiler() => new()
    {
        Namespace = Namespace,
        Circuits = Circuits.Count == 0 ? null : Circuits,
        Methods = Methods,
        Strict = Strict,
    };
}
