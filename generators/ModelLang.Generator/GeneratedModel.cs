using ModelLang.Compiler;

namespace ModelLang.Generator;

/// <summary>What a model file becomes.</summary>
/// <param name="Path">Its path in the project.</param>
/// <param name="Location">Its path on this machine.</param>
/// <param name="HintName">Name of the generated file.</param>
/// <param name="Text">C# text, or null when there is none.</param>
/// <param name="TypeNames">Full names of the classes in it.</param>
/// <param name="Findings">What was found wrong in it and in what it imports.</param>
internal sealed record GeneratedModel(
    string Path, string Location, string HintName, string? Text, EquatableArray<string> TypeNames, EquatableArray<Finding> Findings);
