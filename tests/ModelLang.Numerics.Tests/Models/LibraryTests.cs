using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;
using ModelLang.Library;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Everything in the library checks without a finding, compiles and runs.</summary>
public sealed class LibraryTests
{
    public static TheoryData<string> Modules => [.. StandardLibrary.Modules];

    public static TheoryData<string, string> Runnable => Cases(o => o.Templates.Concat(o.Circuits));

    public static TheoryData<string, string> Experiments => Cases(o => o.Experiments);

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_checks_without_a_finding(string module)
    {
        IReadOnlyList<Diagnostic> findings = ModelCompiler.Check(Source(module), ModelFiles.LibraryOnly);

        Assert.Empty(findings.Select(d => $"{d.Code} at line {d.Start.Line}: {d.Message}"));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Page_of_the_library_lists_the_names_to_import(string module)
    {
        string names = string.Join(", ", StandardLibrary.Find(module)!.Split('\n').Select(line => line.Split(' '))
            .Where(words => words is ["operator" or "node" or "circuit" or "function", _, ..]).Select(words => $"`{words[1].Split('(')[0]}`"));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "src", "ModelLang.Library", "README.md"));

        Assert.Contains(page.Split('\n'), line => line.StartsWith($"| `{module}` |", StringComparison.Ordinal) && line.EndsWith($"| {names} |", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_and_its_declarations_are_documented(string module)
    {
        string text = StandardLibrary.Find(module)!;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool isDeclaration = lines[i].Length > 0 && words[0] is "operator" or "node" or "circuit" or "function" or "experiment" && lines[i][0] != ' ';
            bool isQuantity = lines[i].StartsWith("  ", StringComparison.Ordinal) && words is ["param" or "input" or "state" or "output", ..];
            Assert.True(!isDeclaration || lines[i - 1].StartsWith("/// ", StringComparison.Ordinal), $"{module}, line {i + 1}: {lines[i]}");
            Assert.True(!isQuantity || lines[i].Contains("/// ", StringComparison.Ordinal), $"{module}, line {i + 1}: {lines[i]}");
        }

        Assert.StartsWith("//", text);
        Assert.Contains($"\nmodule {module}\n", text);
    }

    [Theory]
    [MemberData(nameof(Runnable))]
    public void Template_compiles_and_steps(string module, string template)
    {
        string method = module == "std.noise" ? "euler_maruyama" : "rk4";
        CompilationResult result = ModelCompiler.Compile(
            Source(module), new CompilerOptions { Circuit = template, Method = method }, ModelFiles.LibraryOnly);
        if (result.Diagnostics.Any(d => d.Code == DiagnosticTable.NoStates.Code))
        {
            return; // a transfer function, for use inside nodes
        }

        using CompiledModel model = Model.FromText(
            StandardLibrary.Find(module)!, new ModelOptions { Circuit = template, Method = method, UseCache = false }, module);
        Assert.Empty(model.Diagnostics);
        Simulator simulator = model.CreateSimulator();
        double step = simulator.Description.TimeUnit == "s" ? 1e-4 : 0.01;
        SolutionCursor.Create(simulator, new IntegrationSettings { Step = step }).AdvanceTo(10 * step);

        Assert.All(simulator.State.ToArray(), y => Assert.True(double.IsFinite(y)));
        Assert.NotEmpty(simulator.Description.Documentation);
    }

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Experiment_runs(string module, string experiment)
    {
        using CompiledModel model = Model.FromText(
            StandardLibrary.Find(module)!, new ModelOptions { Experiment = experiment, UseCache = false }, module);
        Simulator simulator = model.CreateSimulator();
        SolutionCursor.Create(simulator, new IntegrationSettings()).AdvanceTo(simulator.Description.Experiment!.Duration!.Value);

        Assert.All(simulator.State.ToArray(), y => Assert.True(double.IsFinite(y)));
    }

    private static SourceText Source(string module) => new(module, StandardLibrary.Find(module)!);

    private static TheoryData<string, string> Cases(Func<ModelOutline, IEnumerable<string>> choose)
    {
        var cases = new TheoryData<string, string>();
        foreach (string module in StandardLibrary.Modules)
        {
            foreach (string name in choose(ModelCompiler.Outline(Source(module))))
            {
                cases.Add(module, name);
            }
        }

        return cases;
    }
}
