namespace ModelLang.Compiler.Diagnostics;

/// <summary>How grave a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The model runs, but something deserves a look.</summary>
    Warning,

    /// <summary>The model cannot be compiled or run.</summary>
    Error,
}
