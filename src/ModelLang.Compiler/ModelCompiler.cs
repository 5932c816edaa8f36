using System.Reflection;
using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler;

/// <summary>The door of the compiler: model text in, C# text out.</summary>
/// <remarks>A pure function of text and options: no file, clock, culture or static state is involved.</remarks>
public static class ModelCompiler
{
    private const string DefaultReason =
        "no solver is stated, and the model is a system of smooth ordinary differential equations; for a stiff one state solver rosenbrock";

    /// <summary>Version of the language and of the code it is turned into.</summary>
    public static string Version { get; } =
        typeof(ModelCompiler).GetTypeInfo().Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Names of the methods that <see cref="CompilerOptions.Method"/> takes, simplest first.</summary>
    public static IReadOnlyList<string> MethodNames { get; } = [.. MethodTable.All.Select(m => m.Name)];

    /// <summary>Compiles one circuit or experiment of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">What to compile.</param>
    /// <param name="resolver">Gives the text of imports.</param>
    /// <exception cref="ArgumentException">The options name a method that does not exist.</exception>
    public static CompilationResult Compile(SourceText source, CompilerOptions options, IModelResolver resolver)
    {
        if (options.Method is { } name && MethodTable.Find(name) is null)
        {
            throw new ArgumentException($"There is no method '{name}'; methods are {string.Join(", ", MethodNames)}.", nameof(options));
        }

        return LargeStack.Run(() => CompileHere(source, options, resolver));
    }

    /// <summary>Finds everything that is wrong in a file, in all its circuits and experiments.</summary>
    public static IReadOnlyList<Diagnostic> Check(SourceText source, IModelResolver resolver) =>
        LargeStack.Run(() => CheckHere(source, resolver));

    /// <summary>One stage of a compilation as text.</summary>
    public static ShowResult Show(SourceText source, Stage stage, CompilerOptions options, IModelResolver resolver) =>
        LargeStack.Run(() => ShowHere(source, stage, options, resolver));

    private static CompilationResult CompileHere(SourceText source, CompilerOptions options, IModelResolver resolver)
    {
        DiagnosticBag diagnostics = new();
        (SemanticModel? semantics, IReadOnlyList<SourceText> sources) = Bind(source, resolver, diagnostics);
        if (semantics is null || BuildSystem(semantics, options, diagnostics) is not var (system, plan) || diagnostics.HasErrors)
        {
            return new CompilationResult(diagnostics.ToList(), sources, null, null, null, null);
        }

        Method method = MethodOf(options, plan);
        string className = ClassNameOf(system, options);
        Kernel kernel = BuildKernel(system, plan, method, className, source, options);
        string text = Emit(kernel, source, options);
        bool stated = options.Method is not null || plan?.Method is not null;
        return new CompilationResult(
            diagnostics.ToList(), sources, text, $"{options.Namespace}.{className}", method.Name, stated ? null : DefaultReason);
    }

    private static IReadOnlyList<Diagnostic> CheckHere(SourceText source, IModelResolver resolver)
    {
        DiagnosticBag diagnostics = new();
        if (Bind(source, resolver, diagnostics).Model is not { } semantics)
        {
            return diagnostics.ToList();
        }

        foreach (TemplateSymbol template in semantics.Templates)
        {
            foreach (UnsupportedFeature feature in template.Unsupported)
            {
                diagnostics.Report(DiagnosticTable.NotSupported, feature.File.Source, feature.Span, null, feature.What);
            }
        }

        // One system with an error must not hide what is wrong in another.
        foreach (TemplateSymbol template in semantics.Templates.Where(t => t is CompositeSymbol { IsCircuit: true }))
        {
            DiagnosticBag own = new();
            if (SystemBuilder.Build(semantics, template, own) is { } system)
            {
                ReportUnlocated(system, semantics.Main, own);
            }

            diagnostics.AddRange(own);
        }

        foreach (ExperimentSymbol experiment in semantics.Experiments)
        {
            DiagnosticBag own = new();
            if (SystemBuilder.Build(semantics, experiment, own) is { } system)
            {
                ReportUnlocated(system, semantics.Main, own);
            }

            diagnostics.AddRange(own);
        }

        return diagnostics.ToList();
    }

    private static ShowResult ShowHere(SourceText source, Stage stage, CompilerOptions options, IModelResolver resolver)
    {
        DiagnosticBag diagnostics = new();
        if (stage == Stage.Syntax)
        {
            string tree = SyntaxPrinter.Print(ModelParser.Parse(source, diagnostics));
            return new ShowResult(tree, diagnostics.ToList());
        }

        if (Bind(source, resolver, diagnostics).Model is not { } semantics)
        {
            return new ShowResult(null, diagnostics.ToList());
        }

        if (stage == Stage.Symbols)
        {
            return new ShowResult(SymbolPrinter.Print(semantics), diagnostics.ToList());
        }

        if (BuildSystem(semantics, options, diagnostics) is not var (system, plan) || diagnostics.HasErrors)
        {
            return new ShowResult(null, diagnostics.ToList());
        }

        string Text()
        {
            switch (stage)
            {
                case Stage.Wiring:
                    return WiringPrinter.Print(system);
                case Stage.Ir:
                    return IRPrinter.Print(system);
                case Stage.Lowered:
                    return IRPrinter.Print(LoweringPipeline.Run(system, options.Strict));
                default:
                    Kernel kernel = BuildKernel(system, plan, MethodOf(options, plan), ClassNameOf(system, options), source, options);
                    return stage == Stage.Kernel ? KernelPrinter.Print(kernel) : Emit(kernel, source, options);
            }
        }

        return new ShowResult(Text(), diagnostics.ToList());
    }

    /// <summary>What can be compiled in a file.</summary>
    public static ModelOutline Outline(SourceText source)
    {
        ModelSyntax syntax = ModelParser.Parse(source, new DiagnosticBag());
        string[] Names<T>() => [.. syntax.Declarations.OfType<T>().Cast<DeclarationSyntax>().Select(d => d.Name.Text)];
        return new ModelOutline(Names<CircuitSyntax>(), Names<ExperimentSyntax>(), [.. Names<OperatorSyntax>(), .. Names<NodeSyntax>()]);
    }

    private static (SemanticModel? Model, IReadOnlyList<SourceText> Sources) Bind(SourceText source, IModelResolver resolver, DiagnosticBag diagnostics)
    {
        ModelFileLoader loader = new(resolver, diagnostics);
        ModelFile main = loader.Load(source);

        // What follows from a broken tree would only hide the first mistake.
        SemanticModel? model = diagnostics.HasErrors ? null : SemanticModel.Bind(main, loader.Files, diagnostics);
        return (model, [.. loader.Files.Select(f => f.Source)]);
    }

    private static (DynamicalSystem System, ExperimentPlan? Plan)? BuildSystem(SemanticModel semantics, CompilerOptions options, DiagnosticBag diagnostics)
    {
        ModelFile main = semantics.Main;
        ExperimentSyntax[] experiments = [.. main.Syntax.Declarations.OfType<ExperimentSyntax>()];
        string? experimentName = options.Experiment ?? (options.Circuit is null && experiments.Length == 1 ? experiments[0].Name.Text : null);
        DynamicalSystem? system;
        ExperimentPlan? plan = null;
        if (experimentName is not null)
        {
            if (experiments.All(e => e.Name.Text != experimentName))
            {
                ReportUnknown("experiment", experimentName, experiments.Select(e => e.Name.Text));
                return null;
            }

            // An experiment that is wrong is missing here and reported already.
            if (semantics.Experiments.Find(e => e.Name == experimentName) is not { } experiment)
            {
                return null;
            }

            system = SystemBuilder.Build(semantics, experiment, diagnostics);
            plan = experiment.Plan;
        }
        else
        {
            if (FindTemplate() is not { } template)
            {
                return null;
            }

            system = SystemBuilder.Build(semantics, template, diagnostics);
        }

        if (system is null)
        {
            return null;
        }

        ReportUnlocated(system, main, diagnostics);
        return (system, plan);

        TemplateSymbol? FindTemplate()
        {
            string[] circuits = [.. main.Syntax.Declarations.OfType<CircuitSyntax>().Select(c => c.Name.Text)];
            string[] all = [.. main.Syntax.Declarations.Where(d => d is not (FunctionSyntax or ExperimentSyntax)).Select(d => d.Name.Text)];
            string[] candidates = circuits.Length > 0 ? circuits : all;
            string? name = options.Circuit ?? (experiments.Length == 0 && candidates.Length == 1 ? candidates[0] : null);
            if (name is null)
            {
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

            if (!all.Contains(name))
            {
                ReportUnknown("circuit", name, all);
                return null;
            }

            return semantics.Templates.Find(t => t.Name == name);
        }

        void ReportUnknown(string kind, string name, IEnumerable<string> known)
        {
            string[] names = [.. known];
            string? hint = NearestName.Hint(name, names) ?? (names.Length > 0 ? "there is " + string.Join(", ", names) : null);
            diagnostics.Report(DiagnosticTable.UnknownTarget, main.Source, default, hint, kind, name);
        }
    }

    private static Method MethodOf(CompilerOptions options, ExperimentPlan? plan) =>
        MethodTable.Find(options.Method ?? plan?.Method ?? MethodTable.DormandPrince54.Name)!;

    private static Kernel BuildKernel(
        DynamicalSystem system, ExperimentPlan? plan, Method method, string className, SourceText source, CompilerOptions options)
    {
        DynamicalSystem lowered = LoweringPipeline.Run(system, options.Strict);
        ExperimentPlan? expanded = plan is null ? null : RecordingExpansion.Apply(plan, lowered);
        return KernelBuilder.Build(lowered, method, new KernelOptions(className, source.Path, options.Strict, expanded));
    }

    private static string Emit(Kernel kernel, SourceText source, CompilerOptions options) =>
        CSharpEmitter.Emit([kernel], Path.GetFileName(source.Path), new EmitOptions(options.Namespace));

    private static string ClassNameOf(DynamicalSystem system, CompilerOptions options) =>
        options.ClassName ?? ClassNames.Of(system.Name + (system.Experiment is { } e ? "_" + e : ""));

    private static void ReportUnlocated(DynamicalSystem system, ModelFile main, DiagnosticBag diagnostics)
    {
        foreach (UnscheduledJump jump in UnscheduledJumps.Of(system).Where(j => j.Source?.File == main.Source.Path))
        {
            diagnostics.Report(
                DiagnosticTable.UnlocatedDiscontinuity, main.Source, main.Source.StatementSpan(jump.Source!.Line), null, ExprPrinter.Print(jump.Jump));
        }
    }
}
