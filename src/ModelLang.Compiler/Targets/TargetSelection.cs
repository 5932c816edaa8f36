using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Targets;

/// <summary>Finds the one circuit or experiment of a file that is meant.</summary>
internal static class TargetSelection
{
    /// <summary>What the options name, or the only experiment or circuit of the file; null after a report.</summary>
    public static CompilationTarget? Choose(SemanticModel semantics, CompilerOptions options, DiagnosticBag diagnostics)
    {
        ModelFile main = semantics.Main;
        ExperimentSyntax[] experiments = [.. main.Syntax.Declarations.OfType<ExperimentSyntax>()];
        string? name = options.Experiment ?? (options.Circuit is null && experiments.Length == 1 ? experiments[0].Name.Text : null);
        ExperimentSymbol? experiment = null;
        DynamicalSystem? system;
        if (name is null)
        {
            system = FindTemplate(semantics, experiments, options.Circuit, diagnostics) is { } template
                ? FrontEnd.Build(semantics, template, diagnostics)
                : null;
        }
        else if (experiments.All(e => e.Name.Text != name))
        {
            ReportUnknown(main, "experiment", name, experiments.Select(e => e.Name.Text), diagnostics);
            return null;
        }
        else
        {
            // An experiment that is wrong is missing here and reported already.
            experiment = semantics.Experiments.Find(e => e.Name == name);
            system = experiment is null ? null : FrontEnd.Build(semantics, experiment, diagnostics);
        }

        Method? method = options.Method is { } wanted ? MethodTable.Find(wanted) : null;
        return system is null || (method is not null && !MethodFit.Check(system, method, main.Source, default, diagnostics)) ? null
            : CompilationTarget.Create(system, experiment?.Plan, method, options.ClassName);
    }

    /// <summary>Says that a file declares nothing of a name, and what it does declare.</summary>
    public static void ReportUnknown(ModelFile main, string kind, string name, IEnumerable<string> known, DiagnosticBag diagnostics)
    {
        string[] names = [.. known];
        string? hint = NearestName.Hint(name, names) ?? (names.Length > 0 ? "there is " + string.Join(", ", names) : null);
        diagnostics.Report(DiagnosticTable.UnknownTarget, main.Source, default, hint, kind, name);
    }

    private static TemplateSymbol? FindTemplate(SemanticModel semantics, ExperimentSyntax[] experiments, string? name, DiagnosticBag diagnostics)
    {
        ModelFile main = semantics.Main;
        string[] circuits = [.. main.Syntax.Declarations.OfType<CircuitSyntax>().Select(c => c.Name.Text)];
        string[] all = [.. main.Syntax.Templates.Select(d => d.Name.Text)];
        string[] candidates = circuits.Length > 0 ? circuits : all;
        name ??= experiments.Length == 0 && candidates.Length == 1 ? candidates[0] : null;
        if (name is not null && !all.Contains(name))
        {
            ReportUnknown(main, "circuit", name, all, diagnostics);
            return null;
        }

        if (name is not null)
        {
            return semantics.Templates.Find(t => t.Name == name);
        }

        string[] choices = [.. experiments.Select(e => $"experiment {e.Name.Text}"), .. candidates.Select(c => $"circuit {c}")];
        if (choices.Length > 0)
        {
            diagnostics.Report(DiagnosticTable.AmbiguousTarget, main.Source, default, null, string.Join(", ", choices));
        }
        else if (!diagnostics.HasErrors)
        {
            diagnostics.Report(DiagnosticTable.UnknownTarget, main.Source, default, "declare an operator, node or circuit", "circuit", "");
        }

        return null;
    }
}
