using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ModelLang.Compiler.Diagnostics;
using Descriptor = Microsoft.CodeAnalysis.DiagnosticDescriptor;
using Severity = Microsoft.CodeAnalysis.DiagnosticSeverity;
using TextSpan = Microsoft.CodeAnalysis.Text.TextSpan;

namespace ModelLang.Generator;

/// <summary>Findings as the C# compiler reports them: at the model file's own line and column.</summary>
internal static class DiagnosticMapping
{
    private static readonly ConcurrentDictionary<string, Descriptor> s_descriptors = new(StringComparer.Ordinal);

    /// <summary>The same finding for the C# compiler, which counts lines and columns from 0.</summary>
    public static Diagnostic ToDiagnostic(Finding finding) => Diagnostic.Create(
        s_descriptors.GetOrAdd(finding.Code, Describe),
        Location.Create(
            finding.Location,
            new TextSpan(finding.Span.Start, finding.Span.Length),
            new LinePositionSpan(Position(finding.Start), Position(finding.End))),
        finding.Message);

    private static Descriptor Describe(string code)
    {
        ModelLang.Compiler.Diagnostics.DiagnosticDescriptor row = DiagnosticTable.Find(code)!;
        return new Descriptor(
            row.Code,
            row.Title,
            "{0}",
            "ModelLang",
            row.Severity == Compiler.Diagnostics.DiagnosticSeverity.Error ? Severity.Error : Severity.Warning,
            isEnabledByDefault: true,
            description: string.Format(CultureInfo.InvariantCulture, "{0} {1}", row.Cause, row.Fix),
            helpLinkUri: row.HelpLink);
    }

    private static LinePosition Position(Compiler.Text.LinePosition position) => new(position.Line - 1, position.Column - 1);
}
