using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ModelLang.Compiler.Diagnostics;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;
using Descriptor = Microsoft.CodeAnalysis.DiagnosticDescriptor;
using Severity = Microsoft.CodeAnalysis.DiagnosticSeverity;
using TextSpan = Microsoft.CodeAnalysis.Text.TextSpan;

namespace ModelLang.Generator;

/// <summary>Findings as the C# compiler reports them: at the model file's own line and column.</summary>
internal static class DiagnosticMapping
{
    private static readonly ConcurrentDictionary<(string Code, string Page), Descriptor> s_descriptors = new();

    /// <summary>The same finding for the C# compiler, which counts lines and columns from 0.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="page">Path of the page that explains all codes; empty if there is none.</param>
    public static Diagnostic ToDiagnostic(Finding finding, string page) => Diagnostic.Create(
        s_descriptors.GetOrAdd((finding.Code, page), Describe),
        Location.Create(
            finding.Location,
            new TextSpan(finding.Span.Start, finding.Span.Length),
            new LinePositionSpan(Position(finding.Start), Position(finding.End))),
        finding.Message);

    private static Descriptor Describe((string Code, string Page) key)
    {
        Compiler.Diagnostics.DiagnosticDescriptor row = DiagnosticTable.Find(key.Code)!;
        return new Descriptor(
            row.Code,
            row.Title,
            "{0}",
            "ModelLang",
            row.Severity == Compiler.Diagnostics.DiagnosticSeverity.Error ? Severity.Error : Severity.Warning,
            isEnabledByDefault: true,
            description: $"{row.Cause} {row.Fix}",
            helpLinkUri: Uri.TryCreate(key.Page, UriKind.Absolute, out _) ? row.HelpLink(key.Page) : null);
    }

    private static LinePosition Position(Compiler.Text.LinePosition position) => new(position.Line - 1, position.Column - 1);
}
