using Microsoft.CodeAnalysis;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>What runs again after an edit: nothing that does not depend on it.</summary>
public sealed class StepTests
{
    private readonly ProjectOnTest _project = new(
        ("base.mlang", Samples.Decay("base")),
        ("middle.mlang", Samples.Importing("base.mlang", "base_part", "middle") + "\noperator middle_part extends base_part {\n}"),
        ("top.mlang", Samples.Importing("middle.mlang", "middle_part", "top")),
        ("other.mlang", Samples.Decay("other")));

    public StepTests() => Assert.Equal(4, _project.Texts().Count);

    [Fact]
    public void An_edit_of_the_program_leaves_every_step_cached()
    {
        _project.EditProgram();
        GeneratorRunResult result = _project.Run();

        Assert.All(StepNames.All, name => Assert.All(ReasonsOf(result, name), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason)));
        Assert.All(result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs), o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    [Fact]
    public void The_same_options_anew_change_nothing()
    {
        _project.RepeatOptions();
        GeneratorRunResult result = _project.Run();

        Assert.All(ReasonsOf(result, StepNames.Files), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(ReasonsOf(result, StepNames.Models), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        _project.Edit("other.mlang", Samples.Decay("other", rate: "2"));
        Assert.Equal(4, _project.Texts().Count);
    }

    [Fact]
    public void An_edit_of_a_model_compiles_that_one()
    {
        _project.Edit("other.mlang", Samples.Decay("other", rate: "2"));
        GeneratorRunResult result = _project.Run();

        Assert.Equal(["other.mlang"], Ran(result, StepNames.Files, (ModelFile f) => f.Path));
        Assert.Equal(["other.mlang"], Ran(result, StepNames.Imports, (ModelNode n) => n.File.Path));
        Assert.Equal(["other.mlang"], Ran(result, StepNames.Models, (GeneratedModel m) => m.Path));
        Assert.Equal(3, ReasonsOf(result, StepNames.Models).Count(r => r == IncrementalStepRunReason.Cached));
        Assert.All(ReasonsOf(result, StepNames.Findings), r => Assert.Equal(IncrementalStepRunReason.Unchanged, r));
    }

    [Theory]
    [InlineData("base.mlang", "base.mlang middle.mlang top.mlang")]
    [InlineData("middle.mlang", "middle.mlang top.mlang")]
    [InlineData("top.mlang", "top.mlang")]
    public void An_edit_of_an_imported_model_compiles_what_builds_on_it(string edited, string compiled)
    {
        string text = edited switch
        {
            "base.mlang" => Samples.Decay("base", rate: "3"),
            "middle.mlang" => Samples.Importing("base.mlang", "base_part", "middle") + "\noperator middle_part extends base_part {\n  override param k = 5\n}",
            _ => Samples.Importing("middle.mlang", "middle_part", "top_most"),
        };
        _project.Edit(edited, text);
        GeneratorRunResult result = _project.Run();

        Assert.Equal(compiled.Split(' '), Ran(result, StepNames.Models, (GeneratedModel m) => m.Path));
    }

    [Fact]
    public void An_edit_that_changes_no_code_compiles_one_file_and_adds_none()
    {
        _project.Edit("other.mlang", Samples.Decay("other") + "\n// a remark");
        GeneratorRunResult result = _project.Run();

        Assert.Single(ReasonsOf(result, StepNames.Closures), r => r == IncrementalStepRunReason.Modified);
        Assert.Single(ReasonsOf(result, StepNames.Models), r => r == IncrementalStepRunReason.Unchanged);
        Assert.All(result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs), o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    [Fact]
    public void New_and_removed_files_leave_the_others_cached()
    {
        _project.Add("new.mlang", Samples.Decay("new"));
        GeneratorRunResult result = _project.Run();
        Assert.Equal(["new.mlang"], Ran(result, StepNames.Models, (GeneratedModel m) => m.Path));
        Assert.Equal(5, result.GeneratedSources.Length);

        _project.Remove("other.mlang");
        result = _project.Run();
        Assert.Empty(Ran(result, StepNames.Models, (GeneratedModel m) => m.Path));
        Assert.Equal(4, result.GeneratedSources.Length);
    }

    [Fact]
    public void A_file_that_was_missing_is_found_when_it_comes()
    {
        ProjectOnTest project = new(("a.mlang", Samples.Importing("b.mlang", "b_part", "a")));
        Assert.Contains("ML2007", Assert.Single(project.Findings()));

        project.Add("b.mlang", Samples.Decay("b"));
        Assert.Empty(project.Findings());
    }

    [Fact]
    public void Cancellation_is_heard()
    {
        _project.Edit("base.mlang", Samples.Decay("base", rate: "4"));
        Assert.Throws<OperationCanceledException>(() => _project.Run(new CancellationToken(canceled: true)));

        CancellationTokenSource source = new();
        ProjectOnTest project = new(
            new ModelGenerator((text, options, resolver, cancellation) =>
            {
                source.Cancel();
                return Compiler.ModelCompiler.CompileFile(text, options, resolver, cancellation);
            }),
            ("a.mlang", Samples.Importing("b.mlang", "b_part", "a")),
            ("b.mlang", Samples.Decay("b")));
        Assert.Throws<OperationCanceledException>(() => project.Run(source.Token));
        Assert.Empty(project.Findings());
    }

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static string[] Ran<T>(GeneratorRunResult result, string step, Func<T, string> pathOf) =>
    [
        .. result.TrackedSteps[step].SelectMany(s => s.Outputs)
            .Where(o => o.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New or IncrementalStepRunReason.Unchanged)
            .Select(o => pathOf((T)o.Value)).Order(StringComparer.Ordinal),
    ];
}
