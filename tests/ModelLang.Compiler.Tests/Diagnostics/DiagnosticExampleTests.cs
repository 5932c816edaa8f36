using ModelLang.Compiler.Diagnostics;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Diagnostics;

/// <summary>Every row of the table carries an example that gives exactly that diagnostic, as printed in the golden file.</summary>
public sealed class DiagnosticExampleTests
{
    // Those of projects are the generator's, and tested with it.
    public static TheoryData<string> Codes => [.. DiagnosticTable.All.Select(d => d.Code).Where(c => !c.StartsWith("ML6", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_example_gives_this_diagnostic_and_no_other(string code)
    {
        DiagnosticDescriptor row = DiagnosticTable.Find(code)!;
        IReadOnlyList<Diagnostic> found = DiagnosticExamples.Find(row);
        Snapshot.Match(string.Concat(found.Select(d => ExcerptPrinter.Print(d))), variant: code);
        Diagnostic diagnostic = Assert.Single(found);
        Assert.Equal(code, diagnostic.Code);
    }

    [Fact]
    public void Codes_are_unique_and_well_formed()
    {
        Assert.Equal(DiagnosticTable.All.Count, DiagnosticTable.All.Select(d => d.Code).Distinct().Count());
        Assert.All(DiagnosticTable.All, d => Assert.Matches("^ML[1-6][0-9]{3}$", d.Code));
    }

    [Fact]
    public void Link_leads_to_the_row_on_the_page()
    {
        string page = Path.Combine(Repository.Root, "grammar", "diagnostics.md");
        string[] link = DiagnosticTable.UnitMismatch.HelpLink(page).Split('#');

        Assert.Equal(page, new Uri(link[0]).LocalPath);
        Assert.Contains($"<a id=\"{link[1]}\"></a>", File.ReadAllText(page));
    }

    [Fact]
    public void Messages_are_sentences_without_a_full_stop()
    {
        Assert.All(DiagnosticTable.All, d => Assert.False(d.Message.EndsWith('.'), d.Code));
        Assert.All(DiagnosticTable.All, d => Assert.True(d.Cause.EndsWith('.') && d.Fix.EndsWith('.') && d.Title.Length > 0, d.Code));
    }
}
