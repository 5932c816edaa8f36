using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler;

/// <summary>What a compilation gives.</summary>
/// <param name="Diagnostics">All findings, errors and warnings, by file and place.</param>
/// <param name="Sources">The file and everything it imports.</param>
/// <param name="CSharp">The emitted C# text, or null after errors.</param>
/// <param name="TypeName">Full name of the emitted class, or null after errors.</param>
/// <param name="MethodName">The method the class was emitted for, or null after errors.</param>
/// <param name="MethodReason">Why this method, when nothing stated one; otherwise null.</param>
public sealed record CompilationResult(
    IReadOnlyList<Diagnostic> Diagnostics,
    IReadOnlyList<SourceText> Sources,
    string? CSharp,
    string? TypeName,
    string? MethodName,
    string? MethodReason)
{
    /// <summary>Whether there is a class to use.</summary>
    public bool Succeeded => CSharp is not null;
}

/// <summary>One stage of a compilation as text.</summary>
/// <param name="Text">The stage, or null after errors.</param>
/// <param name="Diagnostics">All findings.</param>
public sealed record ShowResult(string? Text, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>The stages that can be shown.</summary>
public enum Stage
{
    /// <summary>The syntax tree.</summary>
    Syntax,

    /// <summary>Templates with their quantities, units and ranges.</summary>
    Symbols,

    /// <summary>What feeds what.</summary>
    Wiring,

    /// <summary>The flat system as the model states it.</summary>
    Ir,

    /// <summary>The flat system after all passes.</summary>
    Lowered,

    /// <summary>Loops, locals and stages of the kernel.</summary>
    Kernel,

    /// <summary>The emitted text.</summary>
    CSharp,
}
