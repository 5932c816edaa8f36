using System.Text;
using System.Text.Json;
using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Cli;

/// <summary>Findings as text for people, or as JSON or SARIF 2.1.0 for programs.</summary>
internal static class DiagnosticReport
{
    /// <summary>The formats, as <c>--format</c> names them.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["text", "json", "sarif"];

    /// <summary>Writes all findings in a format.</summary>
    public static void Write(Terminal terminal, string format, IReadOnlyList<Diagnostic> diagnostics)
    {
        switch (format)
        {
            case "json":
                terminal.Output.WriteLine(Json(writer => WriteJson(writer, diagnostics)));
                break;
            case "sarif":
                terminal.Output.WriteLine(Json(writer => SarifLog.Write(writer, diagnostics)));
                break;
            default:
                foreach (Diagnostic diagnostic in diagnostics)
                {
                    terminal.Output.Write(ExcerptPrinter.Print(diagnostic, terminal.OutputColour));
                }

                break;
        }
    }

    /// <summary>Prints why a model cannot be used, and returns the exit code.</summary>
    public static int Fail(Terminal terminal, IReadOnlyList<Diagnostic> diagnostics)
    {
        // Which experiment or circuit is meant is a matter of the command line, not of the model.
        if (diagnostics.FirstOrDefault(d => d.Descriptor == DiagnosticTable.UnknownTarget || d.Descriptor == DiagnosticTable.AmbiguousTarget) is { } target)
        {
            terminal.Fail($"'{target.Source.Path}': {target.Message}", target.Hint ?? "choose with --experiment NAME or --circuit NAME");
            return ExitCode.Usage;
        }

        terminal.Print(diagnostics);
        terminal.Error.WriteLine(Count(diagnostics));
        return ExitCode.ModelError;
    }

    /// <summary>Such as <c>2 errors, 1 warning</c>.</summary>
    public static string Count(IReadOnlyList<Diagnostic> diagnostics)
    {
        int errors = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        int warnings = diagnostics.Count - errors;
        return (errors, warnings) switch
        {
            (0, 0) => "no findings",
            (_, 0) => Plural(errors, "error"),
            (0, _) => Plural(warnings, "warning"),
            _ => Plural(errors, "error") + ", " + Plural(warnings, "warning"),
        };
    }

    private static string Plural(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        json.WriteStartArray();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("file", diagnostic.Source.Path);
            json.WriteNumber("line", diagnostic.Start.Line);
            json.WriteNumber("column", diagnostic.Start.Column);
            json.WriteNumber("endLine", diagnostic.End.Line);
            json.WriteNumber("endColumn", diagnostic.End.Column);
            json.WriteString("severity", ExcerptPrinter.SeverityName(diagnostic.Severity));
            json.WriteString("code", diagnostic.Code);
            json.WriteString("message", diagnostic.Message);
            json.WriteString("hint", diagnostic.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
