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
                terminal.Output.WriteLine(Json(writer => WriteSarif(writer, diagnostics)));
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

    private static void WriteSarif(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        WriteTool(json, diagnostics);
        json.WriteStartArray("results");
        foreach (Diagnostic diagnostic in diagnostics)
        {
            WriteResult(json, diagnostic);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "mlang");
        json.WriteString("version", Help.Version);
        json.WriteStartArray("rules");
        foreach (DiagnosticDescriptor row in diagnostics.Select(d => d.Descriptor).DistinctBy(d => d.Code))
        {
            json.WriteStartObject();
            json.WriteString("id", row.Code);
            WriteText(json, "shortDescription", row.Title);
            WriteText(json, "fullDescription", row.Cause);
            WriteText(json, "help", row.Fix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteString("level", ExcerptPrinter.SeverityName(diagnostic.Severity));
        WriteText(json, "message", diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}; {diagnostic.Hint}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(diagnostic.Source.Path.Replace('\\', '/')).Replace("%2F", "/").Replace("%3A", ":"));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", diagnostic.Start.Line);
        json.WriteNumber("startColumn", diagnostic.Start.Column);
        json.WriteNumber("endLine", diagnostic.End.Line);
        json.WriteNumber("endColumn", diagnostic.End.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
