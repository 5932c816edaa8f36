using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace ModelLang.Cli.Tests;

/// <summary>What SARIF 2.1.0 requires of a log, as a table: where, what, and which section says so.</summary>
internal static partial class SarifRules
{
    private static readonly (string Path, string Section, Func<JsonElement, bool> Holds)[] s_required =
    [
        ("version", "3.13.2", v => v.GetString() == "2.1.0"),
        ("$schema", "3.13.3", v => Uri.IsWellFormedUriString(v.GetString(), UriKind.Absolute)),
        ("runs", "3.13.4", v => v.ValueKind == JsonValueKind.Array),
        ("runs[].tool", "3.14.6", IsObject),
        ("runs[].results", "3.14.23", v => v.ValueKind == JsonValueKind.Array),
        ("runs[].columnKind", "3.14.27", v => v.GetString() is "utf16CodeUnits" or "unicodeCodePoints"),
        ("runs[].tool.driver", "3.18.2", IsObject),
        ("runs[].tool.driver.name", "3.19.8", IsText),
        ("runs[].tool.driver.semanticVersion", "3.19.12", v => SemanticVersion().IsMatch(v.GetString()!)),
        ("runs[].tool.driver.rules", "3.19.23", v => v.ValueKind == JsonValueKind.Array),
        ("runs[].tool.driver.rules[].id", "3.49.3", IsText),
        ("runs[].tool.driver.rules[].shortDescription.text", "3.49.9", IsText),
        ("runs[].tool.driver.rules[].fullDescription.text", "3.49.10", IsText),
        ("runs[].tool.driver.rules[].help.text", "3.49.13", IsText),
        ("runs[].tool.driver.rules[].defaultConfiguration.level", "3.50.3", IsLevel),
        ("runs[].results[].ruleId", "3.27.5", IsText),
        ("runs[].results[].ruleIndex", "3.27.6", v => v.GetInt32() >= 0),
        ("runs[].results[].level", "3.27.10", IsLevel),
        ("runs[].results[].message.text", "3.11.8", IsText),
        ("runs[].results[].locations", "3.27.12", v => v.GetArrayLength() == 1),
        ("runs[].results[].locations[].physicalLocation.artifactLocation.uri", "3.4.3", v => IsUriReference(v.GetString()!)),
        ("runs[].results[].locations[].physicalLocation.region.startLine", "3.30.5", IsFromOne),
        ("runs[].results[].locations[].physicalLocation.region.startColumn", "3.30.6", IsFromOne),
        ("runs[].results[].locations[].physicalLocation.region.endLine", "3.30.7", IsFromOne),
        ("runs[].results[].locations[].physicalLocation.region.endColumn", "3.30.8", IsFromOne),
    ];

    /// <summary>Asserts that a log keeps the table, that results and rules agree, and that regions end where they start or behind.</summary>
    /// <returns>The run of the log.</returns>
    public static JsonElement Check(string log)
    {
        JsonElement root = JsonDocument.Parse(log).RootElement;
        foreach ((string path, string section, Func<JsonElement, bool> holds) in s_required)
        {
            Assert.All(Values([root], path.Split('.')), v => Assert.True(v is { } value && holds(value), $"{path} (section {section}): {v}"));
        }

        JsonElement run = Assert.Single(root.GetProperty("runs").EnumerateArray());
        JsonElement[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        Assert.Distinct(rules.Select(IdOf));
        foreach (JsonElement result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(IdOf(rules[result.GetProperty("ruleIndex").GetInt32()]), result.GetProperty("ruleId").GetString());
            JsonElement region = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
            (int, int) Place(string end) => (region.GetProperty(end + "Line").GetInt32(), region.GetProperty(end + "Column").GetInt32());
            Assert.True(Place("start").CompareTo(Place("end")) <= 0, region.ToString());
        }

        return run;
    }

    /// <summary>Characters of a URI, a percent sign only before two hexadecimal digits, no colon in the first segment without a scheme (RFC 3986).</summary>
    public static bool IsUriReference(string text) => UriReference().IsMatch(text);

    // The values at a path; a missing property is null, an array is gone through.
    private static IEnumerable<JsonElement?> Values(IEnumerable<JsonElement> from, ReadOnlySpan<string> path)
    {
        if (path.Length == 0)
        {
            return from.Select(e => (JsonElement?)e);
        }

        string name = path[0].Replace("[]", "");
        JsonElement?[] found = [.. from.Select(e => e.TryGetProperty(name, out JsonElement value) ? value : (JsonElement?)null)];
        IEnumerable<JsonElement> there = found.OfType<JsonElement>();
        IEnumerable<JsonElement?> missing = found.Where(e => e is null);
        return [.. missing, .. Values(path[0].EndsWith("[]", StringComparison.Ordinal) ? there.SelectMany(e => e.EnumerateArray()) : there, path[1..])];
    }

    private static string? IdOf(JsonElement rule) => rule.GetProperty("id").GetString();

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    private static bool IsText(JsonElement value) => value.GetString() is { Length: > 0 };

    private static bool IsLevel(JsonElement value) => value.GetString() is "none" or "note" or "warning" or "error";

    private static bool IsFromOne(JsonElement value) => value.GetInt32() >= 1;

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex SemanticVersion();

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*:)?(?![^/]*:)([A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})+$")]
    private static partial Regex UriReference();
}
