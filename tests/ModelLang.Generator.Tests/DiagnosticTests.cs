using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Dynamic;
using ModelLang.Testing;
using Xunit;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;
using DiagnosticSeverity = Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace ModelLang.Generator.Tests;

/// <summary>Findings land on the model's own line and column, each once.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void At_its_own_place_whatever_ends_the_lines(string lineEnd)
    {
        string text = "operator o {\n  param rate = 2\n  state x = 0\n\tx' = -rte*x\n}".Replace("\n", lineEnd, StringComparison.Ordinal);
        ProjectOnTest project = new(("Models/o.mlang", text));
        Diagnostic error = Assert.Single(project.Run().Diagnostics, d => d.Id == "ML2001");

        FileLinePositionSpan place = error.Location.GetLineSpan();
        Assert.Equal(ProjectOnTest.Full("Models/o.mlang"), place.Path);
        Assert.Equal((3, 7, 3, 10), (place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Line, place.EndLinePosition.Character));
        Assert.Equal("rte", text.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length));
        Assert.Contains("Models/o.mlang(4,8): error ML2001: 'rte' is not defined; did you mean 'rate'?", project.Findings());
    }

    [Fact]
    public void It_has_code_category_severity_explanation_and_help_link()
    {
        ProjectOnTest project = new ProjectOnTest(("o.mlang", "operator o {\n  param k = 2\n  state x = 0\n  x' = -x\n}"))
            .With("ModelLangDiagnosticsPage", "/packages/model lang/diagnostics.md");
        Diagnostic warning = Assert.Single(project.Run().Diagnostics);

        Assert.Equal(("ML2002", "ModelLang", DiagnosticSeverity.Warning), (warning.Id, warning.Descriptor.Category, warning.Severity));
        Assert.Equal("Unused declaration", warning.Descriptor.Title.ToString(CultureInfo.InvariantCulture));
        Assert.Contains("Nothing depends on", warning.Descriptor.Description.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("file:///packages/model%20lang/diagnostics.md#ml2002", warning.Descriptor.HelpLinkUri);
        Assert.Single(project.Texts());
    }

    [Theory]
    [InlineData("")]
    [InlineData("diagnostics.md")]
    [InlineData("*Undefined*")]
    public void Without_a_page_there_is_no_help_link(string page)
    {
        ProjectOnTest project = new ProjectOnTest(("o.mlang", "operator o {")).With("ModelLangDiagnosticsPage", page);

        Assert.All(project.Run().Diagnostics, d => Assert.Equal("", d.Descriptor.HelpLinkUri));
    }

    [Fact]
    public void Every_wrong_model_is_reported_as_a_check_does()
    {
        string[] files = [.. Repository.ModelFiles("tests/ModelLang.Compiler.Tests/Invalid")];
        ProjectOnTest project = new([.. files.Select(f => (Path.GetFileName(f), ModelFiles.Read(Path.Combine(Repository.Root, f)).Text))]);
        string[] expected =
        [
            .. from file in files
               from d in ModelCompiler.Check(ModelFiles.Read(Path.Combine(Repository.Root, file)), ModelFiles.All)
               select $"{Path.GetFileName(d.Source.Path)}({d.Start.Line},{d.Start.Column}): {d.Severity.ToString().ToLowerInvariant()} {d.Code}: {d.Message}",
        ];

        string[] found = [.. project.Findings().Where(f => !f.Contains("ML6002", StringComparison.Ordinal))];
        Assert.True(files.Length > 50);
        Assert.Equal(expected.Distinct().Count(), found.Length);
        Assert.All(expected, e => Assert.Contains(found, f => f.StartsWith(e, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_wrong_in_an_imported_file_is_reported_once_there()
    {
        ProjectOnTest project = new(
            ("part.mlang", "operator part {\n  state x = 0\n  x' = -y\n}"),
            ("a.mlang", Samples.Importing("part.mlang", "part", "a")),
            ("b.mlang", Samples.Importing("part.mlang", "part", "b")));

        Assert.StartsWith("part.mlang(3,9): error ML2001: 'y' is not defined", Assert.Single(project.Findings()), StringComparison.Ordinal);
        Assert.Empty(project.Texts());
    }

    [Fact]
    public void A_model_with_errors_does_not_keep_others_from_being_generated()
    {
        ProjectOnTest project = new(("bad.mlang", "operator o {"), ("good.mlang", Samples.Decay("good")));

        Assert.Equal("good.mlang.g.cs", Assert.Single(project.Texts()).Key);
        Assert.All(project.Findings(), f => Assert.StartsWith("bad.mlang(", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_come_in_the_order_of_files_and_places()
    {
        string[] findings = new ProjectOnTest(
            ("b.mlang", "operator o {\n  state x = 0\n  state y = 0\n  y' = -q\n  x' = -p\n}"),
            ("a.mlang", "operator o {\n  state x = 0\n  x' = -r\n}")).Findings();

        Assert.Equal(["a.mlang(3,9)", "b.mlang(4,9)", "b.mlang(5,9)"], findings.Select(f => f.Split(':')[0]));
    }

    [Fact]
    public void Braces_in_a_message_are_text()
    {
        Assert.Contains(
            new ProjectOnTest(("o.mlang", "operator o {\n  state x = 0\n  x' = -`{0} {x`\n}")).Findings(),
            f => f.Contains("'{0} {x' is not defined", StringComparison.Ordinal));
    }

    [Fact]
    public void The_project_can_suppress_a_warning_or_make_it_an_error()
    {
        const string text = "operator o {\n  param k = 2\n  state x = 0\n  x' = -x\n}";
        Diagnostic[] Filtered(CSharpCompilationOptions options)
        {
            CSharpCompilation compilation = CSharpCompilation.Create("Lab", options: options);
            CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], [new ModelText("o.mlang", text)])
                .RunGeneratorsAndUpdateCompilation(compilation, out _, out System.Collections.Immutable.ImmutableArray<Diagnostic> found);
            return [.. found];
        }

        CSharpCompilationOptions options = new(OutputKind.DynamicallyLinkedLibrary);
        Assert.Empty(Filtered(options.WithSpecificDiagnosticOptions([new("ML2002", ReportDiagnostic.Suppress)])));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(Filtered(options.WithGeneralDiagnosticOption(ReportDiagnostic.Error))).Severity);
    }

    [Fact]
    public void Every_finding_about_a_project_is_in_the_table_and_can_be_met()
    {
        string[] met =
        [
            .. new ProjectOnTest(("a.mlang", Samples.Decay("a"))).With("a.mlang", "Strict", "yes").Findings(),
            .. new ProjectOnTest(("a/net.mlang", Samples.Decay("net")), ("b/net.mlang", Samples.Decay("net")))
                .With("a/net.mlang", "Namespace", "Lab").With("b/net.mlang", "Namespace", "Lab").Findings(),
            .. new ProjectOnTest(("a.mlang", ProjectOnTest.Unreadable)).Findings(),
            .. new ProjectOnTest(new ModelGenerator((_, _, _, _) => throw new InvalidOperationException("no")), ("a.mlang", Samples.Decay("a"))).Findings(),
        ];

        Assert.Equal(
            DiagnosticTable.All.Select(d => d.Code).Where(c => c.StartsWith("ML6", StringComparison.Ordinal)),
            met.Select(f => f.Split(' ')[2].TrimEnd(':')).Distinct().Order(StringComparer.Ordinal));
        Assert.All(met, f => Assert.Contains("(1,1): error ML6", f, StringComparison.Ordinal));
    }
}
