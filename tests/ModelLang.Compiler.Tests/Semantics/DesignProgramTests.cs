using System.Runtime.CompilerServices;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Semantics;

/// <summary>The programs the language was designed with: what they mean, or exactly what in them cannot be compiled yet.</summary>
public sealed class DesignProgramTests
{
    [Theory]
    [InlineData("theta", "theta_recurrent")]
    [InlineData("qif", "qif_sfa_recurrent")]
    [InlineData("wilson_cowan", "wilson_cowan")]
    [InlineData("wilson_cowan", "wilson_cowan_matrix")]
    [InlineData("jansen_rit", "jansen_rit")]
    [InlineData("jansen_rit", "two_columns")]
    [InlineData("connectome", "whole_brain")]
    public void Means_this_system(string file, string circuit)
    {
        ShowResult result = ModelCompiler.Show(Source(file), Stage.Ir, new CompilerOptions { Circuit = circuit }, Resolver());
        Assert.Empty(result.Diagnostics);
        Snapshot.Match(result.Text!, variant: circuit);
    }

    [Theory]
    [InlineData("theta", "theta_recurrent", "rk4")]
    [InlineData("qif", "qif_sfa_recurrent", "heun")]
    [InlineData("wilson_cowan", "wilson_cowan", "rk4")]
    [InlineData("jansen_rit", "jansen_rit", "dopri5")]
    public void Becomes_this_code(string file, string circuit, string method)
    {
        CompilationResult result = ModelCompiler.Compile(Source(file), new CompilerOptions { Circuit = circuit, Method = method }, Resolver());
        Assert.Empty(result.Diagnostics);
        Snapshot.Match(result.CSharp!, "cs", $"{circuit}_{method}");
    }

    [Theory]
    [InlineData("coba")]
    [InlineData("gif")]
    public void Says_what_cannot_be_compiled_yet(string file)
    {
        IReadOnlyList<Diagnostic> found = ModelCompiler.Check(Source(file), Resolver());
        Snapshot.Match(string.Concat(found.Select(d => ExcerptPrinter.Print(d))), variant: file);
        Assert.All(found, d => Assert.Equal("ML5001", d.Code));
    }

    [Theory]
    [InlineData("connectome")]
    [InlineData("theta")]
    [InlineData("qif")]
    public void Has_no_findings(string file) => Assert.Empty(ModelCompiler.Check(Source(file), Resolver()));

    [Fact]
    public void The_connectome_is_swept_over_coupling_and_speed()
    {
        CompilationResult result = ModelCompiler.Compile(Source("connectome"), new CompilerOptions { Experiment = "sweep_G" }, Resolver());
        SystemDescription description = EmittedCode.Instance(result.CSharp!).Description;
        SweptDescription[] swept = [.. description.Experiment!.Sweep.Select(axis => Assert.Single(axis.Swept))];
        Assert.Equal(["G", "speed"], swept.Select(s => description.Parameters[s.Index].Name));
        Assert.Equal(25, swept[0].Values.Count);
        Assert.Equal((0, 1.2 * 7 / 24, 1.2), (swept[0].Values[0], swept[0].Values[7], swept[0].Values[^1]));
        Assert.Equal([2, 4, 8], swept[1].Values);    // mm/ms
        Assert.Equal("sweep_G.npz", description.Experiment.ResultFile);
    }

    [Fact]
    public void The_matrix_gives_the_same_wiring_as_the_edges()
    {
        string Wiring(string circuit) =>
            ModelCompiler.Show(Source("wilson_cowan"), Stage.Wiring, new CompilerOptions { Circuit = circuit }, Resolver()).Text!.Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("E.u<-15*E.r-15*I.r", Wiring("wilson_cowan_matrix").Replace("+-", "-", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("E.u<-15*E.r-15*I.r", Wiring("wilson_cowan").Replace("+-", "-", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static SourceText Source(string name) => new(name + ".mlang", File.ReadAllText(Path.Combine(Folder(), name + ".mlang")));

    private static TestResolver Resolver() => new([.. Directory.GetFiles(Folder(), "*.mlang").Select(f => (Path.GetFileName(f), File.ReadAllText(f)))]);

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "Models", "design");
}
