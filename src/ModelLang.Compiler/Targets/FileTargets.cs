using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Targets;

/// <summary>Finds all classes that a file gives: its circuits by method, then its experiments.</summary>
internal sealed class FileTargets
{
    private readonly SemanticModel _semantics;
    private readonly IReadOnlyList<CheckedSystem> _systems;
    private readonly ModelFileOptions _options;
    private readonly DiagnosticBag _diagnostics;

    private FileTargets(SemanticModel semantics, IReadOnlyList<CheckedSystem> systems, ModelFileOptions options, DiagnosticBag diagnostics)
    {
        _semantics = semantics;
        _systems = systems;
        _options = options;
        _diagnostics = diagnostics;
    }

    private ModelFile Main => _semantics.Main;

    /// <summary>The classes in the order of the text; reports options that fit nothing, and names that collide.</summary>
    /// <param name="semantics">The file.</param>
    /// <param name="systems">What a check of it made.</param>
    /// <param name="options">What is wanted of it.</param>
    /// <param name="diagnostics">Receives what is found wrong.</param>
    public static IReadOnlyList<CompilationTarget> Choose(
        SemanticModel semantics, IReadOnlyList<CheckedSystem> systems, ModelFileOptions options, DiagnosticBag diagnostics) =>
        new FileTargets(semantics, systems, options, diagnostics).Choose();

    private List<CompilationTarget> Choose()
    {
        Method[] methods = Methods();
        IReadOnlyList<CheckedSystem> templates = _options.Circuits is { } names ? Named(names) : Default();
        IEnumerable<CheckedSystem> experiments = _systems.Where(
            s => s.Experiment is not null && (_options.Circuits is not { } chosen || chosen.Contains(s.Template.Name)));

        List<CompilationTarget> targets = [];
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (CheckedSystem template in templates)
        {
            Add(template, methods.FirstOrDefault(), "");
            foreach (Method method in methods.Skip(1))
            {
                Add(template, method, ClassNames.Of(method.Name));
            }
        }

        foreach (CheckedSystem experiment in experiments)
        {
            Add(experiment, experiment.Experiment!.Plan.Method is null ? methods.FirstOrDefault() : null, "");
        }

        return targets;

        void Add(CheckedSystem from, Method? method, string suffix)
        {
            if (method is not null && !MethodFit.Check(from.System, method, Main.Source, default, _diagnostics))
            {
                return;
            }

            CompilationTarget target = CompilationTarget.Create(from.System, from.Experiment?.Plan, method, null);
            target = target with { ClassName = target.ClassName + suffix };
            string name = from.Experiment is { } e ? $"experiment {e.Name}" : suffix.Length > 0 ? $"{from.Template.Name} with {method!.Name}" : from.Template.Name;
            if (taken.TryGetValue(target.ClassName, out string? other))
            {
                TextSpan span = from.Experiment?.Syntax.Name.Span ?? from.Template.Span;
                _diagnostics.Report(DiagnosticTable.ClassNameCollision, Main.Source, span, null, other, name, target.ClassName);
                return;
            }

            taken.Add(target.ClassName, name);
            targets.Add(target);
        }
    }

    private Method[] Methods()
    {
        List<Method> methods = [];
        foreach (string name in _options.Methods)
        {
            if (MethodTable.Find(name) is not { } method)
            {
                string[] known = [.. MethodTable.All.Select(m => m.Name)];
                string hint = NearestName.Hint(name, known) ?? "there is " + string.Join(", ", known);
                _diagnostics.Report(DiagnosticTable.UnknownMethod, Main.Source, default, hint, name);
            }
            else if (!methods.Contains(method))
            {
                methods.Add(method);
            }
        }

        return [.. methods];
    }

    // Parts of models, such as a synapse, are no models; nobody asked for them by name, so they are passed over.
    private IReadOnlyList<CheckedSystem> Default()
    {
        if (Main.Syntax.Declarations.Any(d => d is CircuitSyntax))
        {
            return [.. _systems.Where(s => s.Experiment is null)];
        }

        List<CheckedSystem> found = [];
        foreach (TemplateSymbol template in _semantics.Templates)
        {
            if (FrontEnd.Build(_semantics, template, new DiagnosticBag()) is { } system)
            {
                found.Add(new CheckedSystem(template, null, system));
            }
        }

        return found;
    }

    private IReadOnlyList<CheckedSystem> Named(IReadOnlyList<string> names)
    {
        List<CheckedSystem> found = [];
        string[] declared = [.. Main.Syntax.Templates.Select(d => d.Name.Text)];
        string[] known = [.. declared.Union(_semantics.Experiments.Select(e => e.Template.Name))];
        foreach (string name in names.Distinct())
        {
            if (!known.Contains(name))
            {
                TargetSelection.ReportUnknown(Main, "circuit", name, known, _diagnostics);
            }
            else if (_systems.FirstOrDefault(s => s.Experiment is null && s.Template.Name == name) is { } circuit)
            {
                found.Add(circuit);
            }
            else if (_semantics.Templates.Find(t => t.Name == name) is { } template)
            {
                // Its own errors must not keep what others do from being found.
                DiagnosticBag own = new();
                DynamicalSystem? system = FrontEnd.Build(_semantics, template, own);
                _diagnostics.AddRange(own);
                if (system is not null)
                {
                    found.Add(new CheckedSystem(template, null, system));
                }
            }
        }

        return found;
    }
}
