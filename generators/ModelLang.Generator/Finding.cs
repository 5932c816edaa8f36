using System.Globalization;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Generator;

/// <summary>One finding in plain values, so that equal findings are equal.</summary>
/// <param name="Code">The row of the diagnostic table.</param>
/// <param name="Message">The message with its hint.</param>
/// <param name="Location">Path of the file on this machine.</param>
/// <param name="Span">The characters it is about.</param>
/// <param name="Start">Line and column of the first character, from 1.</param>
/// <param name="End">Line and column behind the last character, from 1.</param>
internal sealed record Finding(string Code, string Message, string Location, TextSpan Span, LinePosition Start, LinePosition End)
{
    /// <summary>A finding about a file as a whole.</summary>
    public static Finding AtStart(string location, DiagnosticDescriptor row, string? hint, params object[] arguments)
    {
        LinePosition first = new(1, 1);
        return new Finding(row.Code, WithHint(string.Format(CultureInfo.InvariantCulture, row.Message, arguments), hint), location, default, first, first);
    }

    /// <summary>A finding of the compiler.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="location">Where its file is on this machine.</param>
    /// <param name="hint">What to do about it.</param>
    public static Finding Of(Diagnostic diagnostic, string location, string? hint) =>
        new(diagnostic.Code, WithHint(diagnostic.Message, hint), location, diagnostic.Span, diagnostic.Start, diagnostic.End);

    private static string WithHint(string message, string? hint) => hint is null ? message : $"{message}; {hint}";
}
