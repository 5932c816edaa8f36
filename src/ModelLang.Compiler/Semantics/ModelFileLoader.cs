using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Semantics;

/// <summary>Parses a file and everything it imports, and fills the names in scope of each.</summary>
internal sealed class ModelFileLoader(IModelResolver resolver, DiagnosticBag diagnostics)
{
    /// <summary>The module of the functions that are always in scope; naming one of them in an import is allowed.</summary>
    private const string FunctionsModule = "std.functions";

    private readonly Dictionary<string, ModelFile> _loaded = new(StringComparer.Ordinal);
    private readonly List<SourceText> _open = [];

    /// <summary>All files in the order in which they were loaded, the first is the main one.</summary>
    public List<ModelFile> Files { get; } = [];

    /// <summary>Loads a file and its imports.</summary>
    public ModelFile Load(SourceText source)
    {
        ModelFile file = new(source, ModelParser.Parse(source, diagnostics));
        _loaded[source.Path] = file;
        Files.Add(file);
        _open.Add(source);
        foreach (DeclarationSyntax declaration in file.Syntax.Declarations)
        {
            Declare(file, declaration);
        }

        foreach (ImportSyntax import in file.Syntax.Imports)
        {
            LoadImport(file, import);
        }

        _open.RemoveAt(_open.Count - 1);
        return file;
    }

    private void Declare(ModelFile file, DeclarationSyntax declaration)
    {
        string name = declaration.Name.Text;
        if (declaration is FunctionSyntax && BuiltInFunctions.Find(name) is not null)
        {
            diagnostics.Report(DiagnosticTable.Shadowing, file.Source, declaration.Name.Span, $"choose another name, such as {name}_0", name, "a built-in function");
        }

        if (!file.TryAdd(name, file, declaration))
        {
            diagnostics.Report(DiagnosticTable.DuplicateName, file.Source, declaration.Name.Span, "rename one of the two", name);
        }
    }

    private void LoadImport(ModelFile file, ImportSyntax import)
    {
        string display = import.File is { } f ? $"the file '{f.Value}'" : $"the module '{import.Module!.Text}'";
        TextSpan span = import.File?.Span ?? import.Module!.Span;
        SourceText? source = import.File is { } named
            ? resolver.ResolveFile(named.Value, file.Source.Path)
            : resolver.ResolveModule(import.Module!.Text, file.Source.Path);
        if (source is null)
        {
            diagnostics.Report(DiagnosticTable.ModuleNotFound, file.Source, span, HintAtMissing(import), display);
            return;
        }

        int cycle = _open.FindIndex(open => open.Path == source.Path);
        if (cycle >= 0)
        {
            string path = string.Join(" -> ", _open.Skip(cycle).Append(source).Select(open => open.Path));
            diagnostics.Report(DiagnosticTable.ImportCycle, file.Source, span, "move what both need into a third file", path);
            return;
        }

        if (!_loaded.TryGetValue(source.Path, out ModelFile? imported))
        {
            imported = Load(source);
        }

        file.Imports.Add((import, imported));
        if (import.Names.Count == 0)
        {
            foreach (DeclarationSyntax declaration in imported.Syntax.Declarations.Where(d => d is not ExperimentSyntax))
            {
                AddImported(file, imported, declaration, span);
            }

            return;
        }

        foreach (NameSyntax name in import.Names)
        {
            if (import.Module?.Text == FunctionsModule && BuiltInFunctions.Find(name.Text) is not null)
            {
                file.ImportedBuiltIns.Add(name.Text);
            }
            else if (imported.Syntax.Declarations.FirstOrDefault(d => d.Name.Text == name.Text) is { } declaration)
            {
                AddImported(file, imported, declaration, name.Span);
            }
            else
            {
                string[] known = [.. imported.Syntax.Declarations.Where(d => d is not ExperimentSyntax).Select(d => d.Name.Text)];
                string hint = NearestName.Hint(name.Text, known)
                    ?? $"{import.Module?.Text ?? import.File!.Value} has {string.Join(", ", known)}";
                diagnostics.Report(DiagnosticTable.UndefinedName, file.Source, name.Span, hint, name.Text);
            }
        }
    }

    private string HintAtMissing(ImportSyntax import)
    {
        if (import.Module is not { } module)
        {
            return "a file is named relative to the one that imports it";
        }

        return NearestName.Hint(module.Text, resolver.Modules)
            ?? (module.Text.StartsWith("std.", StringComparison.Ordinal)
                ? "the library has " + string.Join(", ", resolver.Modules)
                : $"a module {module.Text} is looked for as {module.Parts[module.Parts.Count - 1].Text}.mlang beside this file");
    }

    private void AddImported(ModelFile file, ModelFile imported, DeclarationSyntax declaration, TextSpan span)
    {
        if (!file.TryAdd(declaration.Name.Text, imported, declaration))
        {
            diagnostics.Report(DiagnosticTable.DuplicateName, file.Source, span, "import only the names that are needed: import ... (name)", declaration.Name.Text);
        }
    }
}
