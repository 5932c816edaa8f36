using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler;

/// <summary>What the compilation of a whole model file gives.</summary>
/// <param name="Diagnostics">All findings, errors and warnings, by file and place.</param>
/// <param name="Sources">The file and everything it imports.</param>
/// <param name="CSharp">The text of all classes, or null after errors and when the file has nothing that could run.</param>
/// <param name="Classes">The classes in the order of the text.</param>
public sealed record ModelFileResult(
    IReadOnlyList<Diagnostic> Diagnostics,
    IReadOnlyList<SourceText> Sources,
    string? CSharp,
    IReadOnlyList<ModelClass> Classes);

/// <summary>One emitted class.</summary>
/// <param name="TypeName">Its full name.</param>
/// <param name="Circuit">The circuit, node or operator it simulates.</param>
/// <param name="Experiment">The experiment bound into it, or null.</param>
/// <param name="Method">The method it was emitted for.</param>
public sealed record ModelClass(string TypeName, string Circuit, string? Experiment, string Method);
