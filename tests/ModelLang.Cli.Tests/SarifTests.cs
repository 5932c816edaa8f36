using System.Text.Json;
using ModelLang.Compiler.Diagnostics;
using Xunit;

namespace ModelLang.Cli.Tests;

/// <summary>Findings for programs: SARIF against the rules of its specification, JSON with the fields that the help names.</summary>
public sealed class SarifTests : CliFixture
{
    private const string Wrong = "time ms\noperator o {\n  state V = 0 mV\n  V' = y + W\n}\n";
    private const string Doubtful = "operator o {\n  param unused = 1\n  state x = 0\n  x' = -x\n}\n";

    [Fact]
    public void Right_model_gives_a_log_without_results()
    {
        JsonElement run = SarifRules.Check(Mlang("check", Model, "--format", "sarif").Output);

        Assert.Equal((0, 0), (run.GetProperty("results").GetArrayLength(), Rules(run).GetArrayLength()));
    }

    [Fact]
    public void Findings_of_several_files_share_their_rules()
    {
        JsonElement run = SarifRules.Check(
            Mlang("check", Write("a.mlang", Wrong), Model, Write("b.mlang", Doubtful), Write("c.mlang", Wrong), "--format", "sarif").Output);

        Assert.Equal(["a.mlang", "a.mlang", "b.mlang", "c.mlang", "c.mlang"], Uris(run).Select(uri => uri.Split('/')[^1]));
        Assert.Equal(["ML2001", "ML2002"], Rules(run).EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).Order());
        Assert.Equal(["error", "warning"], run.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("level").GetString()).Distinct().Order());
    }

    [Theory]
    [InlineData("two words.mlang", "two%20words.mlang")]
    [InlineData("größe.mlang", "gr%C3%B6%C3%9Fe.mlang")]
    [InlineData("100% #1 [a]?.mlang", "100%25%20%231%20%5Ba%5D%3F.mlang")]
    [InlineData("a:b.mlang", "a%3Ab.mlang")]
    [InlineData("神経 𝑥.mlang", "%E7%A5%9E%E7%B5%8C%20%F0%9D%91%A5.mlang")]
    public void File_names_are_percent_encoded(string name, string encoded)
    {
        string file = Write(name, Wrong);
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, file);

        Assert.All(Uris(SarifRules.Check(Mlang("check", file, "--format", "sarif").Output)), uri =>
        {
            Assert.StartsWith("file:///", uri);
            Assert.EndsWith("/" + encoded, uri);
            Assert.Equal(file, new Uri(uri).LocalPath);
        });
        Assert.All(Uris(SarifRules.Check(Mlang("check", relative, "--format", "sarif").Output)), uri =>
        {
            Assert.StartsWith("../", uri);
            Assert.EndsWith("/" + encoded, uri);
        });
    }

    [Fact]
    public void Every_diagnostic_makes_a_valid_result()
    {
        string[] files = [.. DiagnosticTable.All.Where(d => d.Example.Length > 0).Select(d => Write(d.Code + ".mlang", d.Example))];
        JsonElement run = SarifRules.Check(Mlang(["check", .. files, "--format", "sarif"]).Output);

        Assert.True(Rules(run).GetArrayLength() > 60);
    }

    [Fact]
    public void A_file_that_two_others_import_is_reported_once()
    {
        Write("part.mlang", "function f(x) = x + y\n");
        string[] files = [.. from name in (string[])["a.mlang", "b.mlang"]
            select Write(name, "import \"part.mlang\" (f)\noperator o {\n  state x = 1\n  x' = -f(x)\n}\n")];

        Assert.Single(Uris(SarifRules.Check(Mlang(["check", .. files, "--format", "sarif"]).Output)));
    }

    [Fact]
    public void Json_has_the_fields_that_the_help_names()
    {
        string help = Mlang("check", "--help").Output;
        JsonElement[] findings = [.. JsonDocument.Parse(Mlang("check", Write("größe.mlang", Wrong), "--format", "json").Output).RootElement.EnumerateArray()];

        Assert.Equal(2, findings.Length);
        foreach (JsonElement finding in findings)
        {
            Assert.Equal(
                ["file", "line", "column", "endLine", "endColumn", "severity", "code", "message", "hint"], finding.EnumerateObject().Select(p => p.Name));
            Assert.All(finding.EnumerateObject(), p => Assert.Contains(p.Name, help));
            Assert.Equal(At("größe.mlang"), finding.GetProperty("file").GetString());
            Assert.Contains(finding.GetProperty("severity").GetString(), (string[])["error", "warning"]);
            Assert.All(["line", "column", "endLine", "endColumn"], name => Assert.True(finding.GetProperty(name).GetInt32() >= 1));
            Assert.NotEmpty(finding.GetProperty("message").GetString()!);
            Assert.Contains(finding.GetProperty("hint").ValueKind, (JsonValueKind[])[JsonValueKind.String, JsonValueKind.Null]);
        }

        Assert.Equal("[]\n", Mlang("check", Model, "--format", "json").Output);
    }

    [Theory]
    [InlineData("a b", false)]
    [InlineData("a%2", false)]
    [InlineData("ä", false)]
    [InlineData("a:b/c", true)]
    [InlineData("1:b/c", false)]
    [InlineData("../a%20b", true)]
    public void The_rules_know_a_uri(string text, bool isReference) => Assert.Equal(isReference, SarifRules.IsUriReference(text));

    private static JsonElement Rules(JsonElement run) => run.GetProperty("tool").GetProperty("driver").GetProperty("rules");

    private static IEnumerable<string> Uris(JsonElement run) => run.GetProperty("results").EnumerateArray().Select(r =>
        r.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!);
}
