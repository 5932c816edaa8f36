using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Generator;

/// <summary>The compiler's door that the generator uses; tests give one that fails.</summary>
internal delegate ModelFileResult CompileFile(
    SourceText source, ModelFileOptions options, IModelResolver resolver, CancellationToken cancellation);

/// <summary>Compiles one model file of a project, whatever happens.</summary>
internal sealed class FileCompilation(CompileFile compile)
{
    /// <summary>The text and findings of a file.</summary>
    public GeneratedModel Run(ModelClosure closure, CancellationToken cancellation)
    {
        ModelFile file = closure.File;
        if (file.Text is null)
        {
            return Failed(closure, Finding.AtStart(file.Location, DiagnosticTable.UnreadableFile, null));
        }

        SourceText source = new(file.Path, file.Text);
        try
        {
            return Compile(closure, source, cancellation);
        }
        catch (Exception fault) when (!(fault is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            FaultReport report = FaultReport.Create(fault, NameTarget(closure, source, cancellation), file);
            return Failed(closure, report.Finding) with { Text = report.Text };
        }
    }

    private static GeneratedModel Failed(ModelClosure closure, Finding finding) =>
        new(closure.File.Path, closure.File.Location, closure.HintName, null, default, closure.File.Options.Findings.Append(finding).ToEquatableArray());

    private GeneratedModel Compile(ModelClosure closure, SourceText source, CancellationToken cancellation)
    {
        ModelFile file = closure.File;
        IModelResolver resolver = closure.Resolver(cancellation);
        ModelFileResult result = file.Options.Generate
            ? compile(source, file.Options.ForCompiler(), resolver, cancellation)
            : new ModelFileResult(ModelCompiler.Check(source, resolver), [source], null, []);
        bool isUsable = file.Options.Findings.Count == 0;
        return new GeneratedModel(
            file.Path,
            file.Location,
            closure.HintName,
            isUsable ? result.CSharp : null,
            isUsable ? result.Classes.Select(c => c.TypeName).ToEquatableArray() : default,
            file.Options.Findings.Concat(result.Diagnostics.Select(d => FindingOf(d, closure))).ToEquatableArray());
    }

    private static Finding FindingOf(Diagnostic diagnostic, ModelClosure closure)
    {
        string path = diagnostic.Source.Path;
        if (closure.LocationOf(path) is not { } location)
        {
            return Finding.AtStart(closure.File.Location, diagnostic.Descriptor, $"in {path}, line {diagnostic.Start.Line}", []) with
            {
                Message = $"{path}({diagnostic.Start.Line},{diagnostic.Start.Column}): {diagnostic.Message}",
            };
        }

        string? hint = diagnostic.Hint;
        if (diagnostic.Descriptor == DiagnosticTable.ModuleNotFound)
        {
            string name = diagnostic.Source.Slice(diagnostic.Span).Trim('"');
            hint = closure.Missing.FirstOrDefault(m => m.Importing == path && m.Import.Name == name)?.Hint ?? hint;
        }

        return Finding.Of(diagnostic, location, hint);
    }

    // The circuit on which the compiler fails when it is asked for that one alone.
    private string NameTarget(ModelClosure closure, SourceText source, CancellationToken cancellation)
    {
        ModelOutline outline = ModelCompiler.Outline(source);
        foreach (string circuit in outline.Circuits.Count > 0 ? outline.Circuits : outline.Templates)
        {
            try
            {
                compile(source, closure.File.Options.ForCompiler() with { Circuits = [circuit] }, closure.Resolver(cancellation), cancellation);
            }
            catch (Exception fault) when (!(fault is OperationCanceledException && cancellation.IsCancellationRequested))
            {
                return $"'{circuit}'";
            }
        }

        return "this file";
    }
}
