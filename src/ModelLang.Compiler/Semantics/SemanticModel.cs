using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>A file and its imports with every name resolved; templates are bound when first asked for.</summary>
internal sealed class SemanticModel
{
    private const string TimeHint = "write time ms, time s, or time dimensionless";

    private readonly Dictionary<DeclarationSyntax, TemplateSymbol> _templates = [];
    private readonly List<DeclarationSyntax> _open = [];

    private SemanticModel(ModelFile main, IReadOnlyList<ModelFile> files, BindingContext context)
    {
        Main = main;
        Files = files;
        Context = context;
    }

    /// <summary>The file itself.</summary>
    public ModelFile Main { get; }

    /// <summary>The file and everything it imports.</summary>
    public IReadOnlyList<ModelFile> Files { get; }

    /// <summary>Diagnostics and units.</summary>
    public BindingContext Context { get; }

    /// <summary>Templates declared in the file itself, in source order.</summary>
    public List<TemplateSymbol> Templates { get; } = [];

    /// <summary>Experiments of the file, in source order.</summary>
    public List<ExperimentSymbol> Experiments { get; } = [];

    /// <summary>Binds everything that a file declares.</summary>
    public static SemanticModel Bind(ModelFile main, IReadOnlyList<ModelFile> files, DiagnosticBag diagnostics)
    {
        SemanticModel model = new(main, files, new BindingContext(diagnostics, new UnitSystem(BindTime(main, diagnostics))));
        foreach (DeclarationSyntax declaration in main.Syntax.Declarations)
        {
            if (declaration is OperatorSyntax or NodeSyntax or CircuitSyntax && model.BindTemplate(declaration, main) is { } template)
            {
                model.Templates.Add(template);
            }
            else if (declaration is FunctionSyntax function)
            {
                model.CheckFunction(function);
            }
        }

        foreach (DeclarationSyntax declaration in main.Syntax.Declarations)
        {
            if (declaration is ExperimentSyntax experiment && ExperimentBinder.Bind(model, experiment) is { } bound)
            {
                model.Experiments.Add(bound);
            }
        }

        model.ReportUnusedImports();
        return model;
    }

    /// <summary>The template that a name stands for in a file; reports and gives null when there is none.</summary>
    public TemplateSymbol? FindTemplate(PathSyntax path, ModelFile file)
    {
        if (path.Parts.Count > 1 || file.Find(path.Text) is not { } found)
        {
            string hint = NearestName.Hint(path.Text, file.Names) ?? $"declare it, or import it: import std.NAME ({path.Text})";
            Context.Report(DiagnosticTable.UndefinedName, file, path, hint, path.Text);
            return null;
        }

        if (found.Declaration is not (OperatorSyntax or NodeSyntax or CircuitSyntax))
        {
            Context.Report(DiagnosticTable.WrongKindOfName, file, path, null, path.Text, StatementNames.Of(found.Declaration), "an operator, node or circuit");
            return null;
        }

        bool physical = found.File.Syntax.Time?.Unit is not null;
        if (found.File != Main && physical == Context.Units.IsDimensionless)
        {
            string theirs = physical ? $"time in {found.File.Syntax.Time!.Unit!.Text}" : "time as a plain number";
            string ours = physical ? "time as a plain number" : $"time in {Context.Units.Time.Text}";
            Context.Report(DiagnosticTable.TimeMismatch, file, path, $"it fits a file with the line time {(physical ? found.File.Syntax.Time!.Unit!.Text : "dimensionless")}", path.Text, theirs, ours);
            return null;
        }

        if (_open.Contains(found.Declaration))
        {
            string chain = string.Join(" -> ", _open.SkipWhile(d => d != found.Declaration).Append(found.Declaration).Select(d => d.Name.Text));
            Context.Report(DiagnosticTable.DefinitionCycle, file, path, null, path.Text, chain);
            return null;
        }

        return BindTemplate(found.Declaration, found.File);
    }

    private static Unit? BindTime(ModelFile main, DiagnosticBag diagnostics)
    {
        if (main.Syntax.Time?.Unit is not { } syntax)
        {
            return null;
        }

        Unit? unit = new BindingContext(diagnostics, new UnitSystem(null)).Bind(syntax, main, TimeHint);
        if (unit is not null && unit.Dimension != Dimension.OfTime)
        {
            diagnostics.Report(DiagnosticTable.UnitMismatch, main.Source, syntax.Span, TimeHint, syntax.Text, unit.Possession, "a unit of time");
            return null;
        }

        return unit;
    }

    private TemplateSymbol? BindTemplate(DeclarationSyntax declaration, ModelFile file)
    {
        if (_templates.TryGetValue(declaration, out TemplateSymbol? known))
        {
            return known;
        }

        if (Chain(declaration, file) is not { } chain)
        {
            return null;
        }

        _open.Add(declaration);
        TemplateSymbol symbol;
        if (declaration is OperatorSyntax)
        {
            OperatorSymbol op = new(declaration.Name.Text, Documentation(chain), file, declaration.Name.Span);
            OperatorBinder.Bind(Context, op, [.. chain.Select(link => ((OperatorSyntax)link.Syntax, link.File))]);
            symbol = op;
        }
        else
        {
            CompositeSymbol composite = new(declaration.Name.Text, Documentation(chain), file, declaration.Name.Span, declaration is CircuitSyntax);
            CompositeBinder.Bind(Context, composite, chain, FindTemplate);
            symbol = composite;
        }

        _open.RemoveAt(_open.Count - 1);
        _templates[declaration] = symbol;
        return symbol;
    }

    private static string Documentation(List<(DeclarationSyntax Syntax, ModelFile File)> chain) =>
        chain.Select(link => link.Syntax.Documentation).LastOrDefault(d => d.Length > 0) ?? "";

    // A declaration with its bases, the farthest base first; null after a report.
    private List<(DeclarationSyntax Syntax, ModelFile File)>? Chain(DeclarationSyntax declaration, ModelFile file)
    {
        List<(DeclarationSyntax Syntax, ModelFile File)> chain = [(declaration, file)];
        while (BaseOf(chain[0].Syntax) is { } path)
        {
            ModelFile from = chain[0].File;
            if (path.Parts.Count > 1 || from.Find(path.Text) is not { } found)
            {
                Context.Report(DiagnosticTable.UndefinedName, from, path, NearestName.Hint(path.Text, from.Names), path.Text);
                return null;
            }

            if (found.Declaration.GetType() != declaration.GetType())
            {
                Context.Report(
                    DiagnosticTable.WrongKindOfName, from, path, null, path.Text, StatementNames.Of(found.Declaration), StatementNames.Of(declaration));
                return null;
            }

            if (chain.Exists(link => link.Syntax == found.Declaration))
            {
                string cycle = string.Join(" -> ", chain.AsEnumerable().Reverse().Select(link => link.Syntax.Name.Text).Append(path.Text));
                Context.Report(DiagnosticTable.DefinitionCycle, from, path, null, path.Text, cycle);
                return null;
            }

            chain.Insert(0, (found.Declaration, found.File));
        }

        return chain;
    }

    private static PathSyntax? BaseOf(DeclarationSyntax declaration) => declaration switch
    {
        OperatorSyntax op => op.Base,
        NodeSyntax node => node.Base,
        CircuitSyntax circuit => circuit.Base,
        _ => null,
    };

    // Units of a function depend on its arguments, so only its names can be checked where it is declared.
    private void CheckFunction(FunctionSyntax function)
    {
        HashSet<string> parameters = new(StringComparer.Ordinal);
        foreach (NameSyntax parameter in function.Parameters)
        {
            if (!parameters.Add(parameter.Text))
            {
                Context.Report(DiagnosticTable.DuplicateName, Main, parameter, null, parameter.Text);
            }
        }

        foreach (NameExpressionSyntax name in SyntaxNames.In(function.Body))
        {
            if (!parameters.Contains(name.Path.Text) && name.Path.Text is not ("pi" or "inf"))
            {
                string? hint = name.Path.Text == "t" ? "give the time to the function as an argument" : NearestName.Hint(name.Path.Text, parameters);
                Context.Report(DiagnosticTable.UndefinedName, Main, name, hint, name.Path.Text);
            }
        }
    }

    private void ReportUnusedImports()
    {
        foreach ((ImportSyntax syntax, ModelFile imported) in Main.Imports)
        {
            if (syntax.Names.Count == 0)
            {
                if (!Main.IsUsed(imported))
                {
                    Context.Report(DiagnosticTable.UnusedImport, Main, syntax, null, syntax.Module?.Text ?? syntax.File!.Value);
                }

                continue;
            }

            foreach (NameSyntax name in syntax.Names.Where(n => !Main.ImportedBuiltIns.Contains(n.Text) && !Main.IsUsed(n.Text)))
            {
                if (Main.Imports.Exists(i => i.File.Syntax.Declarations.Any(d => d.Name.Text == name.Text)))
                {
                    Context.Report(DiagnosticTable.UnusedImport, Main, name, null, name.Text);
                }
            }
        }
    }
}
