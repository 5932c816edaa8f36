using System.Globalization;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Diagnostics;

/// <summary>One finding about a model text.</summary>
/// <param name="Descriptor">The row of the diagnostic table.</param>
/// <param name="Source">The file it is in.</param>
/// <param name="Span">The characters it is about.</param>
/// <param name="Message">The message with its arguments filled in.</param>
/// <param name="Hint">What to do about it here, or null.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    SourceText Source,
    TextSpan Span,
    string Message,
    string? Hint)
{
    /// <summary>The code, such as <c>ML3001</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>Error or warning.</summary>
    public DiagnosticSeverity Severity => Descriptor.Severity;

    /// <summary>Line and column of the first character, from 1.</summary>
    public LinePosition Start => Source.PositionOf(Span.Start);

    /// <summary>Line and column behind the last character, from 1.</summary>
    public LinePosition End => Source.PositionOf(Span.End);

    /// <summary>Fills the arguments into the descriptor's message.</summary>
    internal static Diagnostic Create(
        DiagnosticDescriptor descriptor, SourceText source, TextSpan span, string? hint, params object[] arguments) =>
        new(descriptor, source, span, string.Format(CultureInfo.InvariantCulture, descriptor.Message, arguments), hint);
}
