using System.Text.Json;
using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Cli;

/// <summary>Findings as a SARIF 2.1.0 log of one run, for code review and continuous integration.</summary>
/// <remarks>
/// Places are lines and columns from 1 in UTF-16 units, the end exclusive, as the specification has them (section 3.30). Rules have no
/// <c>helpUri</c>, which must be absolute: the explanation is in the log itself.
/// </remarks>
internal static class SarifLog
{
    /// <summary>Writes the log.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        List<DiagnosticDescriptor> rules = [.. diagnostics.Select(d => d.Descriptor).Distinct()];
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        WriteDriver(json, rules);
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (Diagnostic diagnostic in diagnostics)
        {
            WriteResult(json, diagnostic, rules.IndexOf(diagnostic.Descriptor));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDriver(Utf8JsonWriter json, List<DiagnosticDescriptor> rules)
    {
        json.WriteStartObject("driver");
        json.WriteString("name", "mlang");
        json.WriteString("semanticVersion", Help.Version);
        json.WriteStartArray("rules");
        foreach (DiagnosticDescriptor rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "fullDescription", rule.Cause);
            WriteText(json, "help", $"{rule.Fix} 'mlang explain {rule.Code}' shows an example.");
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", ExcerptPrinter.SeverityName(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", ExcerptPrinter.SeverityName(diagnostic.Severity));
        WriteText(json, "message", diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}; {diagnostic.Hint}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(diagnostic.Source.Path));
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

    /// <summary>A file URI for a full path, else a relative reference; every character that is none of a URI is percent-encoded.</summary>
    private static string UriOf(string path)
    {
        string escaped = string.Join('/', path.Replace(Path.DirectorySeparatorChar, '/').Split('/').Select(Uri.EscapeDataString));
        return !Path.IsPathFullyQualified(path) ? escaped
            : escaped.StartsWith('/') ? "file://" + escaped
            : "file:///" + escaped;
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
