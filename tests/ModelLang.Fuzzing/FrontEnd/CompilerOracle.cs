using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Fuzzing.FrontEnd;

/// <summary>What holds for every text, right or wrong: an answer in time, no exception, and sensible diagnostics.</summary>
internal static class CompilerOracle
{
    // A method drawn at random may not be one for the model.
    private static readonly string[] s_unfit =
    [
        DiagnosticTable.MethodWithoutNoise.Code, DiagnosticTable.NoiseNotDiagonal.Code, DiagnosticTable.MethodWithoutPopulations.Code,
        DiagnosticTable.NoiseAcrossUnits.Code,
    ];

    private static readonly Stage[] s_stages = Enum.GetValues<Stage>();

    /// <summary>Sends an input through every door of the compiler; reports what is wrong and gives the texts that were emitted.</summary>
    public static IReadOnlyList<CompilationResult> Examine(FuzzInput input, Random random, FuzzLog log)
    {
        List<CompilationResult> emitted = [];
        log.Trying(input);
        CompilerOptions options = new() { Method = random.Of(ModelCompiler.MethodNames), Strict = random.OneIn(3), Namespace = $"Fuzz.M{log.Origin.Round}" };
        try
        {
            log.Took(Watchdog.Run(() => Examine(input, options, log, emitted)));
        }
        catch (Exception e)
        {
            log.Report($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}", input);
        }

        return emitted;
    }

    private static void Examine(FuzzInput input, CompilerOptions options, FuzzLog log, List<CompilationResult> emitted)
    {
        FileResolver files = new(input);
        void Require(bool holds, string what)
        {
            if (!holds)
            {
                log.Report(what, input);
            }
        }

        IReadOnlyList<Diagnostic> found = ModelCompiler.Check(files.Main, files);
        Inspect(found, Require);
        ModelOutline outline = ModelCompiler.Outline(files.Main);
        bool correct = !found.Any(IsError);
        log.Count(correct ? "texts without error" : "texts with errors");

        CompilerOptions[] targets =
        [
            options,
            .. outline.Circuits.Distinct().Select(name => options with { Circuit = name }),
            .. outline.Experiments.Distinct().Select(name => options with { Experiment = name }),
            .. outline.Templates.Distinct().Take(2).Select(name => options with { Circuit = name }),
        ];
        for (int i = 0; i < targets.Length; i++)
        {
            CompilerOptions target = targets[i] with { Namespace = $"{options.Namespace}.T{i}" };
            CompilationResult result = ModelCompiler.Compile(files.Main, target, files);
            Inspect(result.Diagnostics, Require);
            string name = target.Circuit ?? target.Experiment ?? "the only model";
            Require(result.Succeeded != result.Diagnostics.Any(IsError), $"neither code nor an error, or both, for {name}");
            bool checkedToo = i > 0 && i <= outline.Circuits.Distinct().Count() + outline.Experiments.Distinct().Count();
            // A check cannot know of the method that is asked for here.
            bool unfit = result.Diagnostics.Any(d => s_unfit.Contains(d.Code));
            Require(
                !checkedToo || !correct || unfit || result.Succeeded,
                $"check finds nothing, but {name} does not compile: {result.Diagnostics.FirstOrDefault(IsError)?.Message}");
            if (result.Succeeded)
            {
                emitted.Add(result);
            }
        }

        CompilerOptions shown = targets[^1];
        foreach (Stage stage in s_stages)
        {
            ShowResult result = ModelCompiler.Show(files.Main, stage, shown, files);
            Inspect(result.Diagnostics, Require);
            Require(result.Text is not null || result.Diagnostics.Any(IsError), $"stage {stage} shows nothing and says nothing");
        }
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static void Inspect(IReadOnlyList<Diagnostic> found, Action<bool, string> require)
    {
        foreach (Diagnostic each in found)
        {
            TextSpan span = each.Span;
            string place = $"{each.Code} '{each.Message}' at {span.Start}..{span.End} of {each.Source.Text.Length} in {each.Source.Path}";
            require(span.Start >= 0 && span.Length >= 0 && span.End <= each.Source.Text.Length, $"the span is not in the text: {place}");
            require(ReferenceEquals(DiagnosticTable.Find(each.Code), each.Descriptor), $"no such code: {place}");
            require(each.Message.Length > 0 && (!each.Message.Contains("{0}", StringComparison.Ordinal) || each.Source.Text.Contains("{0}", StringComparison.Ordinal)), $"no message: {place}");
            require(ExcerptPrinter.Print(each).Length > 0, $"no excerpt: {place}");
        }
    }
}
