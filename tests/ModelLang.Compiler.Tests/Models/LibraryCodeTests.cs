using ModelLang.Compiler.Text;
using ModelLang.Library;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Models;

/// <summary>Emitted code of library models, and a look at every emitted text that is committed.</summary>
public sealed class LibraryCodeTests
{
    public static TheoryData<string> CommittedTexts =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.verified.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData("nmm", "nmm2_recurrent", "rosenbrock")]
    [InlineData("izhikevich", "izhikevich_recurrent", "tsit5")]
    [InlineData("wong_wang", "wong_wang_decision", "euler")]
    [InlineData("oscillators", "van_der_pol", "rk4")]
    [InlineData("oscillators", "stuart_landau", "heun")]
    [InlineData("noise", "ornstein_uhlenbeck", "stochastic_heun")]
    public void Library_model_becomes_this_code(string module, string circuit, string method)
    {
        SourceText source = new(module + ".mlang", StandardLibrary.Find("std." + module)!);
        CompilationResult result = ModelCompiler.Compile(source, new CompilerOptions { Circuit = circuit, Method = method }, TestResolver.Library);
        Assert.Empty(result.Diagnostics);
        Snapshot.Match(result.CSharp!, "cs", $"{circuit}_{method}");
    }

    [Theory]
    [MemberData(nameof(CommittedTexts))]
    public void Committed_text_compiles_in_a_strict_project_and_steps(string file)
    {
        Simulator simulator = EmittedCode.Instance(File.ReadAllText(Path.Combine(Repository.Root, file)));

        // Some models start at rest.
        simulator.State[0] += 0.01;
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 1e-3 });
        double[] before = simulator.State.ToArray();
        cursor.AdvanceTo(0.05);

        Assert.All(cursor.State.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.NotEqual(before, cursor.State.ToArray());
    }
}
