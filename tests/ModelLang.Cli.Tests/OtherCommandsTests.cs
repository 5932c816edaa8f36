using System.Text.Json;
using ModelLang.Compiler.Diagnostics;
using Xunit;

namespace ModelLang.Cli.Tests;

public sealed class OtherCommandsTests : CliFixture
{
    [Fact]
    public void Right_model_has_no_findings()
    {
        Result result = Mlang("check", Model);

        Assert.Equal((ExitCode.Success, $"{Model}: no findings\n", ""), (result.Code, result.Output, result.Error));
    }

    [Fact]
    public void Wrong_model_is_told_as_text()
    {
        Result result = Mlang("check", Wrong());

        Assert.Equal(ExitCode.ModelError, result.Code);
        Assert.Contains(":10:15: error ML2001: 'y' is not defined", result.Output);
        Assert.EndsWith("wrong.mlang: 1 error\n", result.Output);
    }

    [Fact]
    public void Wrong_model_is_told_as_json()
    {
        Result result = Mlang("check", Wrong(), Model, "--format", "json");
        JsonElement finding = Assert.Single(JsonDocument.Parse(result.Output).RootElement.EnumerateArray());

        Assert.Equal(ExitCode.ModelError, result.Code);
        Assert.Equal(("ML2001", "error", 10, 15, 16), (
            finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(),
            finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), finding.GetProperty("endColumn").GetInt32()));
    }

    [Fact]
    public void Wrong_model_is_told_as_sarif()
    {
        JsonElement run = JsonDocument.Parse(Mlang("check", Wrong(), "--format", "sarif").Output).RootElement.GetProperty("runs")[0];
        JsonElement finding = Assert.Single(run.GetProperty("results").EnumerateArray());
        JsonElement region = finding.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");

        Assert.Equal(("ML2001", "error"), (finding.GetProperty("ruleId").GetString(), finding.GetProperty("level").GetString()));
        Assert.Equal((10, 15), (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32()));
        Assert.Equal("ML2001", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("// only a comment")]
    public void Empty_model_does_not_break_anything(string text)
    {
        string model = Write("empty.mlang", text);

        Assert.InRange(Mlang("check", model).Code, ExitCode.Success, ExitCode.ModelError);
        Assert.InRange(Mlang("run", model, "--duration", "3").Code, ExitCode.ModelError, ExitCode.Usage);
    }

    [Theory]
    [InlineData("syntax")]
    [InlineData("symbols")]
    [InlineData("wiring")]
    [InlineData("ir")]
    [InlineData("lowered")]
    [InlineData("kernel")]
    [InlineData("csharp")]
    public void Every_stage_can_be_shown(string stage)
    {
        Result result = Mlang("show", Model, "--stage", stage);

        Assert.Equal((ExitCode.Success, ""), (result.Code, result.Error));
        Assert.NotEqual("", result.Output);
    }

    [Fact]
    public void Shown_code_is_the_code_that_runs() =>
        Assert.Equal(Mlang("emit", Model).Output, Mlang("show", Model, "--stage", "csharp").Output);

    [Fact]
    public void Class_is_emitted_under_the_names_asked_for()
    {
        Result result = Mlang("emit", Model, "--namespace", "Lab.Models", "--class", "Leaky", "--out", At("Leaky.cs"));
        string text = File.ReadAllText(At("Leaky.cs"));

        Assert.Equal((ExitCode.Success, "", ""), (result.Code, result.Output, result.Error));
        Assert.Contains("namespace Lab.Models", text);
        Assert.Contains("class Leaky", text);
    }

    [Fact]
    public void Diagnostic_is_explained()
    {
        Result result = Mlang("explain", "ml2001");

        Assert.Equal(ExitCode.Success, result.Code);
        Assert.Contains("ML2001 error: Undefined name", result.Output);
        Assert.Contains("model.mlang:4:19: error ML2001: 'I_ext' is not defined", result.Output);
        Assert.Contains("\nFix\n", result.Output);
        Assert.Contains("ML2001  error    Undefined name", Mlang("explain").Output);
    }

    [Fact]
    public void Every_diagnostic_is_explained_with_cause_example_and_fix() => Assert.All(DiagnosticTable.All, row =>
    {
        string explanation = Mlang("explain", row.Code).Output;

        Assert.StartsWith($"{row.Code} {ExcerptPrinter.SeverityName(row.Severity)}: {row.Title}\n\n{row.Cause}\n", explanation);
        Assert.Equal(row.Example.Length > 0, explanation.Contains("\nExample\n  " + row.Example.Split('\n')[0], StringComparison.Ordinal));
        Assert.EndsWith($"\nFix\n  {row.Fix}\n", explanation);
    });

    [Theory]
    [InlineData("--help", "A first session")]
    [InlineData("-h", "Exit codes")]
    [InlineData("help", "mlang explain ML3001")]
    [InlineData("help run", "--set PATH=VALUE")]
    [InlineData("run --help", "(repeatable)")]
    [InlineData("check -h", "--format FORMAT")]
    [InlineData("--version", "mlang 0")]
    public void Help_teaches(string args, string text)
    {
        Result result = Mlang(args.Split(' '));

        Assert.Equal((ExitCode.Success, ""), (result.Code, result.Error));
        Assert.Contains(text, result.Output);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    private string Wrong() => Write("wrong.mlang", Leaky.Replace("-x + gain*u", "-y + gain*u"));
}
