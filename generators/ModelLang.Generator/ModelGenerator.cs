using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModelLang.Compiler;

namespace ModelLang.Generator;

/// <summary>Turns the model files of a project into C#, one generated file for each.</summary>
/// <remarks>
/// Every step gives plain values that compare by value, so that a step runs only when something it is made of has changed:
/// a model again when its own text or options or those of a file it imports have.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    private readonly FileCompilation _compilation;

    /// <summary>Makes the generator.</summary>
    public ModelGenerator()
        : this(ModelCompiler.CompileFile)
    {
    }

    /// <summary>Makes a generator with another compiler.</summary>
    internal ModelGenerator(CompileFile compile) => _compilation = new FileCompilation(compile);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelFile> files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => IsModel(pair.Left, pair.Right))
            .Select(static (pair, cancellation) => Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(StepNames.Files);
        IncrementalValuesProvider<ModelNode> nodes = files
            .Select(static (file, _) => ModelNode.Create(file))
            .WithTrackingName(StepNames.Imports);
        IncrementalValueProvider<ModelProject> project = nodes.Collect().Select(static (all, _) => new ModelProject(all));
        IncrementalValuesProvider<GeneratedModel> models = nodes
            .Combine(project)
            .Where(static pair => pair.Right.Has(pair.Left))
            .Select(static (pair, _) => pair.Right.ClosureOf(pair.Left))
            .WithTrackingName(StepNames.Closures)
            .Select(_compilation.Run)
            .WithTrackingName(StepNames.Models);
        IncrementalValueProvider<EquatableArray<Finding>> findings = models.Collect()
            .Select(static (all, _) => ProjectFindings.Of(all))
            .WithTrackingName(StepNames.Findings);

        context.RegisterSourceOutput(models.Where(static model => model.Text is not null), static (output, model) =>
            output.AddSource(model.HintName, SourceText.From(model.Text!, Encoding.UTF8)));
        IncrementalValueProvider<string> page = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => ItemReader.DiagnosticsPageOf(options.GlobalOptions));
        context.RegisterSourceOutput(findings.Combine(page), static (output, pair) =>
        {
            foreach (Finding finding in pair.Left)
            {
                output.ReportDiagnostic(DiagnosticMapping.ToDiagnostic(finding, pair.Right));
            }
        });
    }

    private static bool IsModel(AdditionalText text, AnalyzerConfigOptionsProvider options) =>
        text.Path.EndsWith(ImportPath.Extension, StringComparison.OrdinalIgnoreCase) || ItemReader.IsListed(options.GetOptions(text));

    private static ModelFile Read(AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        string path = ProjectPath.Of(ItemReader.FolderOf(options.GlobalOptions), text.Path);
        ItemOptions item = new ItemReader(options.GlobalOptions, options.GetOptions(text), path, text.Path).Read();
        return new ModelFile(path, text.Path, text.GetText(cancellation)?.ToString(), item);
    }
}
