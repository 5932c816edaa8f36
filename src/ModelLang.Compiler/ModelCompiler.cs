using System.Reflection;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Targets;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler;

/// <summary>The door of the compiler: model text in, C# text out.</summary>
/// <remarks>A pure function of text and options: no file, clock, culture or static state is involved.</remarks>
public static class ModelCompiler
{
    private const string DefaultReason =
        "no solver is stated, and the model is a system of smooth ordinary differential equations; for a stiff one state solver rosenbrock";

    private const string DefaultReasonWithNoise = "no solver is stated, and the model has noise";

    /// <summary>Version of the language and of the code it is turned into.</summary>
    public static string Version { get; } =
        typeof(ModelCompiler).GetTypeInfo().Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Names of the methods that <see cref="CompilerOptions.Method"/> takes, simplest first.</summary>
    public static IReadOnlyList<string> MethodNames { get; } = [.. MethodTable.All.Select(m => m.Name)];

    /// <summary>The name of a method that goes by other names too; null when there is none of that name.</summary>
    public static string? FindMethod(string name) => MethodTable.Find(name)?.Name;

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

    /// <summary>Compiles everything in a file that can run, to one text.</summary>
    /// <remarks>Its findings are those of <see cref="Check"/>, and those about the options; the text of each class is what <see cref="Compile"/> gives for it.</remarks>
    /// <param name="source">The file.</param>
    /// <param name="options">What is wanted of it. What fits nothing in the file is a diagnostic at its first character.</param>
    /// <param name="resolver">Gives the text of imports.</param>
    /// <param name="cancellation">Asked between classes.</param>
    public static ModelFileResult CompileFile(
        SourceText source, ModelFileOptions options, IModelResolver resolver, CancellationToken cancellation = default) =>
        LargeStack.Run(() => CompileFileHere(source, options, resolver, cancellation));

    /// <summary>Finds everything that is wrong in a file, in all its circuits and experiments.</summary>
    public static IReadOnlyList<Diagnostic> Check(SourceText source, IModelResolver resolver) =>
        LargeStack.Run(() => CheckHere(source, resolver));

    /// <summary>One stage of a compilation as text.</summary>
    public static ShowResult Show(SourceText source, Stage stage, CompilerOptions options, IModelResolver resolver) =>
        LargeStack.Run(() => ShowHere(source, stage, options, resolver));

    /// <summary>What a file declares; mistakes in it are passed over.</summary>
    public static ModelOutline Outline(SourceText source) => LargeStack.Run(() => OutlineHere(source));

    private static CompilationResult CompileHere(SourceText source, CompilerOptions options, IModelResolver resolver)
    {
        DiagnosticBag diagnostics = new();
        (SemanticModel? semantics, IReadOnlyList<SourceText> sources) = FrontEnd.Bind(source, resolver, diagnostics);
        if (semantics is null || TargetSelection.Choose(semantics, options, diagnostics) is not { } target || diagnostics.HasErrors)
        {
            return new CompilationResult(diagnostics.ToList(), sources, null, null, null, null);
        }

        string text = Emit([target.BuildKernel(source, options.Strict, options.Lanes)], source, options.Namespace);
        bool stated = options.Method is not null || target.Plan?.Method is not null;
        return new CompilationResult(
            diagnostics.ToList(), sources, text, $"{options.Namespace}.{target.ClassName}", target.Method.Name, stated ? null : target.System.Noises.Count > 0 ? DefaultReasonWithNoise : DefaultReason);
    }

    private static ModelFileResult CompileFileHere(
        SourceText source, ModelFileOptions options, IModelResolver resolver, CancellationToken cancellation)
    {
        DiagnosticBag diagnostics = new();
        (SemanticModel? semantics, IReadOnlyList<SourceText> sources) = FrontEnd.Bind(source, resolver, diagnostics);
        IReadOnlyList<CompilationTarget> targets =
            semantics is null ? [] : FileTargets.Choose(semantics, FrontEnd.CheckAll(semantics, diagnostics), options, diagnostics);
        if (diagnostics.HasErrors || targets.Count == 0)
        {
            return new ModelFileResult(diagnostics.ToList(), sources, null, []);
        }

        List<Kernel> kernels = [];
        foreach (CompilationTarget target in targets)
        {
            cancellation.ThrowIfCancellationRequested();
            kernels.Add(target.BuildKernel(source, options.Strict));
        }

        return new ModelFileResult(diagnostics.ToList(), sources, Emit(kernels, source, options.Namespace),
            [.. targets.Select(t => new ModelClass($"{options.Namespace}.{t.ClassName}", t.System.Name, t.System.Experiment, t.Method.Name))]);
    }

    private static IReadOnlyList<Diagnostic> CheckHere(SourceText source, IModelResolver resolver)
    {
        DiagnosticBag diagnostics = new();
        if (FrontEnd.Bind(source, resolver, diagnostics).Model is { } semantics)
        {
            FrontEnd.CheckAll(semantics, diagnostics);
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

        if (FrontEnd.Bind(source, resolver, diagnostics).Model is not { } semantics)
        {
            return new ShowResult(null, diagnostics.ToList());
        }

        if (stage == Stage.Symbols)
        {
            return new ShowResult(SymbolPrinter.Print(semantics), diagnostics.ToList());
        }

        if (TargetSelection.Choose(semantics, options, diagnostics) is not { } target || diagnostics.HasErrors)
        {
            return new ShowResult(null, diagnostics.ToList());
        }

        string text = stage switch
        {
            Stage.Wiring => WiringPrinter.Print(target.System),
            Stage.Ir => IRPrinter.Print(target.System),
            Stage.Lowered => IRPrinter.Print(LoweringPipeline.Run(target.System, options.Strict, target.Method.Scheme)),
            Stage.Kernel => KernelPrinter.Print(target.BuildKernel(source, options.Strict, options.Lanes)),
            _ => Emit([target.BuildKernel(source, options.Strict, options.Lanes)], source, options.Namespace),
        };
        return new ShowResult(text, diagnostics.ToList());
    }

    private static ModelOutline OutlineHere(SourceText source)
    {
        ModelSyntax syntax = ModelParser.Parse(source, new DiagnosticBag());
        string[] Names<T>() => [.. syntax.Declarations.OfType<T>().Cast<DeclarationSyntax>().Select(d => d.Name.Text)];
        return new ModelOutline(
            syntax.Module?.Text,
            [.. syntax.Imports.Select(i => new ModelImport(i.File?.Value ?? i.Module!.Text, i.File is not null))],
            Names<CircuitSyntax>(),
            Names<ExperimentSyntax>(),
            [.. Names<OperatorSyntax>(), .. Names<NodeSyntax>()]);
    }

    private static string Emit(IReadOnlyList<Kernel> kernels, SourceText source, string @namespace) =>
        CSharpEmitter.Emit(kernels, Path.GetFileName(source.Path), new EmitOptions(@namespace));
}
