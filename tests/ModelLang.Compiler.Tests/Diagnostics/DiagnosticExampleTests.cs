using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Diagnostics;

/// <summary>Every row of the table carries an example that gives exactly that diagnostic, as printed in the golden file.</summary>
public sealed class DiagnosticExampleTests
{
    public static TheoryData<string> Codes => [.. DiagnosticTable.All.Select(d => d.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_example_gives_this_diagnostic_and_no_other(string code)
    {
        DiagnosticDescriptor row = DiagnosticTable.Find(code)!;
        IReadOnlyList<Diagnostic> found = Find(row);
        Snapshot.Match(string.Concat(found.Select(d => ExcerptPrinter.Print(d))), variant: code);
        Diagnostic diagnostic = Assert.Single(found);
        Assert.Equal(code, diagnostic.Code);
    }

    [Fact]
    public void Codes_are_unique_and_well_formed()
    {
        Assert.Equal(DiagnosticTable.All.Count, DiagnosticTable.All.Select(d => d.Code).Distinct().Count());
        Assert.All(DiagnosticTable.All, d => Assert.Matches("^ML[1-5][0-9]{3}$", d.Code));
    }

    [Fact]
    public void Messages_are_sentences_without_a_full_stop()
    {
        Assert.All(DiagnosticTable.All, d => Assert.False(d.Message.EndsWith('.'), d.Code));
        Assert.All(DiagnosticTable.All, d => Assert.True(d.Cause.EndsWith('.') && d.Fix.EndsWith('.') && d.Title.Length > 0, d.Code));
    }

    private static IReadOnlyList<Diagnostic> Find(DiagnosticDescriptor row)
    {
        string text = TooLargeToShow(row.Code) ?? row.Example;
        SourceText source = new("self.mlang", text);
        TestResolver resolver = new(("self.mlang", text));

        if (row == DiagnosticTable.ClassNameCollision)
        {
            return ModelCompiler.CompileFile(source, new ModelFileOptions(), resolver).Diagnostics;
        }

        // What to run is a question of the command line, not of the file.
        CompilerOptions? options = row.Code switch
        {
            "ML2016" => new CompilerOptions { Circuit = "network" },
            "ML2018" => new CompilerOptions(),
            _ => null,
        };
        return options is null ? ModelCompiler.Check(source, resolver) : ModelCompiler.Compile(source, options, resolver).Diagnostics;
    }

    private static string? TooLargeToShow(string code)
    {
        string Operator(string rhs) => $"operator o {{\n  state x = 0\n  x' = {rhs}\n}}\n";
        return code switch
        {
            "ML1010" => "operator o \0",
            "ML1011" => new string(' ', 20_000_000),
            "ML1014" => Operator(new string('(', 5_000) + "x" + new string(')', 5_000)),
            "ML1015" => Operator(string.Join(" + ", Enumerable.Repeat("x", 50_000))),
            _ => null,
        };
    }
}
