using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Dynamic;
using ModelLang.Simulation.Experiments;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Every model in <c>examples/</c> checks without a finding, and each of its experiments runs to its end.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Files => [.. Paths()];

    public static TheoryData<string, string> Experiments
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string file in Paths())
            {
                foreach (string experiment in ModelCompiler.Outline(ModelFiles.Read(PathOf(file))).Experiments)
                {
                    data.Add(file, experiment);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Example_checks_without_a_finding(string file)
    {
        IReadOnlyList<Diagnostic> findings = ModelCompiler.Check(ModelFiles.Read(PathOf(file)), ModelFiles.All);

        Assert.Empty(findings.Select(d => $"{d.Code} at line {d.Start.Line}: {d.Message}"));
    }

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Example_runs_to_its_end(string file, string experiment)
    {
        using CompiledModel model = Model.Load(PathOf(file), new ModelOptions { Experiment = experiment, UseCache = false });
        RunResult run = ExperimentRunner.Run(model.CreateSimulator());

        Assert.Equal(RunOutcome.Completed, run.Outcome);
        Assert.NotEmpty(run.Trajectory.Variables);
        Assert.Empty(run.Summary.RangeViolations);
    }

    private static IEnumerable<string> Paths() => Directory.EnumerateFiles(PathOf(""), "*.mlang", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(PathOf(""), f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string PathOf(string file) => Path.Combine(Repository.Root, "examples", file);
}
