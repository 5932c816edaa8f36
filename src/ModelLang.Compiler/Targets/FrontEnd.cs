using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Targets;

/// <summary>From text to systems, with everything that can be found wrong on the way.</summary>
internal static class FrontEnd
{
    /// <summary>Parses a file with its imports and resolves every name; no model after an error in the syntax.</summary>
    public static (SemanticModel? Model, IReadOnlyList<SourceText> Sources) Bind(SourceText source, IModelResolver resolver, DiagnosticBag diagnostics)
    {
        ModelFileLoader loader = new(resolver, diagnostics);
        ModelFile main = loader.Load(source);

        // What follows from a broken tree would only hide the first mistake.
        SemanticModel? model = diagnostics.HasErrors ? null : SemanticModel.Bind(main, loader.Files, diagnostics);
        return (model, [.. loader.Files.Select(f => f.Source)]);
    }

    /// <summary>Reports what is wrong in any circuit or experiment of a file, and gives the systems that could be made.</summary>
    public static IReadOnlyList<CheckedSystem> CheckAll(SemanticModel semantics, DiagnosticBag diagnostics)
    {
        foreach (TemplateSymbol template in semantics.Templates)
        {
            foreach (UnsupportedFeature feature in template.Unsupported)
            {
                diagnostics.Report(DiagnosticTable.NotSupported, feature.File.Source, feature.Span, feature.Feature.Instead, feature.Feature.What);
            }
        }

        List<CheckedSystem> systems = [];
        foreach (TemplateSymbol template in semantics.Templates.Where(t => t is CompositeSymbol { IsCircuit: true }))
        {
            Keep(template, null, own => Build(semantics, template, own));
        }

        foreach (ExperimentSymbol experiment in semantics.Experiments)
        {
            Keep(experiment.Template, experiment, own => Build(semantics, experiment, own));
        }

        return systems;

        // One system with an error must not hide what is wrong in another.
        void Keep(TemplateSymbol template, ExperimentSymbol? experiment, Func<DiagnosticBag, DynamicalSystem?> build)
        {
            DiagnosticBag own = new();
            if (build(own) is { } system)
            {
                systems.Add(new CheckedSystem(template, experiment, system));
            }

            diagnostics.AddRange(own);
        }
    }

    /// <summary>The system of a template; null after a report.</summary>
    public static DynamicalSystem? Build(SemanticModel semantics, TemplateSymbol template, DiagnosticBag diagnostics) =>
        WithJumpsReported(SystemBuilder.Build(semantics, template, diagnostics), semantics.Main, diagnostics);

    /// <summary>The system of an experiment; null after a report.</summary>
    public static DynamicalSystem? Build(SemanticModel semantics, ExperimentSymbol experiment, DiagnosticBag diagnostics)
    {
        DynamicalSystem? system = WithJumpsReported(SystemBuilder.Build(semantics, experiment, diagnostics), semantics.Main, diagnostics);
        if (system is null || experiment.Plan.Method is not { } method)
        {
            if (system?.Noises.Count > 0)
            {
                diagnostics.Report(
                    DiagnosticTable.NoiseWithoutStep, semantics.Main.Source, experiment.Syntax.Name.Span,
                    "write solver euler_maruyama { dt = ... } into it, or give --solver \"euler_maruyama dt=...\"", experiment.Name);
            }

            return system;
        }

        TextSpan span = experiment.Syntax.Members.OfType<SolverSyntax>().First().Method.Span;
        return MethodFit.Check(system, MethodTable.Find(method)!, semantics.Main.Source, span, diagnostics) ? system : null;
    }

    private static DynamicalSystem? WithJumpsReported(DynamicalSystem? system, ModelFile main, DiagnosticBag diagnostics)
    {
        foreach (UnscheduledJump jump in system is null ? [] : UnscheduledJumps.Of(system).Where(j => j.Source?.File == main.Source.Path))
        {
            diagnostics.Report(
                DiagnosticTable.UnlocatedDiscontinuity, main.Source, main.Source.StatementSpan(jump.Source!.Line), "write it with t and mod(t, period), or give the solver a small max_step", ExprPrinter.Print(jump.Jump));
        }

        return system;
    }
}
