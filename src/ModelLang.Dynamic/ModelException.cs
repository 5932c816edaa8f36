using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Dynamic;

/// <summary>A model text has errors. <see cref="Diagnostics"/> holds all findings, <see cref="Exception.Message"/> the first error.</summary>
public sealed class ModelException : Exception
{
    internal ModelException(IReadOnlyList<Diagnostic> diagnostics)
        : base(Summarise(diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Errors and warnings in the order of files and places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    private static string Summarise(IReadOnlyList<Diagnostic> diagnostics)
    {
        Diagnostic[] errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.Length == 0)
        {
            return "The model cannot be compiled.";
        }

        Diagnostic first = errors[0];
        string more = errors.Length == 1 ? "" : $" (and {errors.Length - 1} more)";
        return $"{first.Source.Path}({first.Start.Line},{first.Start.Column}): error {first.Code}: {first.Message}{more}";
    }
}
