using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds an experiment: its model, settings, drives, solver and recordings.</summary>
internal sealed partial class ExperimentBinder
{
    private readonly BindingContext _context;
    private readonly ExperimentSyntax _syntax;
    private readonly ModelFile _file;
    private readonly TemplateSymbol _template;
    private readonly List<UnsupportedFeature> _unsupported = [];
    private readonly List<SettingSymbol> _settings = [];
    private readonly HashSet<(string, SettingKind)> _set = [];
    private readonly List<FeedSymbol> _drives = [];
    private readonly List<Intermediate> _recorded = [];
    private readonly List<DataTable> _tables = [];
    private readonly List<RecordedColumn> _columns = [];
    private readonly List<ReductionBinder.Recording> _recordings = [];
    private readonly ExpressionBinder _expressions;
    private readonly List<DataArray> _arrays = [];
    private Method? _method;
    private SolverSettings _solver = SolverSettings.None;
    private double? _duration;
    private double _discard;
    private long _seed;
    private double? _interval;
    private ExpressionSyntax? _intervalSyntax;
    private EquatableArray<SweepAxis> _sweep;
    private EquatableArray<ReducedRecording> _reductions;
    private string? _resultFile;
    private bool _errors;

    private ExperimentBinder(SemanticModel model, ExperimentSyntax syntax, TemplateSymbol template)
    {
        _context = model.Context;
        _syntax = syntax;
        _file = model.Main;
        _template = template;
        _expressions = new ExpressionBinder(_context, Scope);
    }

    /// <summary>Binds an experiment of the main file; null when it is wrong.</summary>
    public static ExperimentSymbol? Bind(SemanticModel model, ExperimentSyntax syntax)
    {
        if (syntax.Members.FirstOrDefault(m => m is ExperimentModelSyntax) is not ExperimentModelSyntax target)
        {
            model.Context.Report(DiagnosticTable.IncompleteExperiment, model.Main, syntax.Name, "write model and the name of a circuit", syntax.Name.Text, "model");
            return null;
        }

        if (model.FindTemplate(target.Circuit, model.Main) is not { } template)
        {
            return null;
        }

        // Where the model itself is incomplete, its names are too: one finding is enough.
        if (template.HasErrors || HasUnsupported(template))
        {
            return new ExperimentSymbol(syntax, template, [], [], [], [], EmptyPlan(syntax), []);
        }

        ExperimentBinder binder = new(model, syntax, template);
        return binder.Bind(target);
    }

    private TemplateScope Scope => new(_template, _file, _context.Units, _unsupported);

    private static bool HasUnsupported(TemplateSymbol template) =>
        template.Unsupported.Count > 0 || (template is CompositeSymbol composite && composite.Children.Exists(c => HasUnsupported(c.Template)));

    private static ExperimentPlan EmptyPlan(ExperimentSyntax syntax) =>
        new(syntax.Name.Text, syntax.Documentation, null, SolverSettings.None, null, 0, 0, default, null);

    private ExperimentSymbol? Bind(ExperimentModelSyntax target)
    {
        HashSet<Type> once = [];
        AddSettings(target.Settings);
        foreach (MemberSyntax member in _syntax.Members)
        {
            bool repeatable = member is DriveSyntax or SetSyntax or RecordSyntax or ReduceSyntax;
            if (!repeatable && !once.Add(member.GetType()))
            {
                int line = _file.Source.PositionOf(_syntax.Members.First(m => m.GetType() == member.GetType()).Span.Start).Line;
                Fail(DiagnosticTable.DuplicateStatement, member, $"the other is on line {line}", StatementNames.Of(member).Split(' ')[1]);
                continue;
            }

            BindMember(member);
        }

        if (!once.Contains(typeof(RunSyntax)))
        {
            _context.Report(DiagnosticTable.NoDuration, _file, _syntax.Name, $"write run {Example("100")}", _syntax.Name.Text);
        }

        bool complete = !_errors;
        BindSweep();
        if (complete)
        {
            BindReductions();
        }

        CheckGrid();
        ExperimentPlan plan = new(
            _syntax.Name.Text,
            _syntax.Documentation,
            _method?.Name,
            _solver,
            _duration,
            _discard,
            _seed,
            _columns.ToEquatableArray(),
            _interval)
        {
            Sweep = _sweep,
            Reductions = _reductions,
            ResultFile = _resultFile,
        };
        return _errors ? null : new ExperimentSymbol(_syntax, _template, _settings, _drives, _recorded, _tables, plan, _unsupported) { Arrays = _arrays };
    }

    private void BindMember(MemberSyntax member)
    {
        switch (member)
        {
            case ExperimentModelSyntax:
                break;
            case SolverSyntax solver:
                BindSolver(solver);
                break;
            case RunSyntax run:
                _duration = BindTimeValue(run.Duration, "The duration", positive: true);
                if (run.Discard is { } discard && BindTimeValue(discard, "The discarded time", positive: false) is { } skipped)
                {
                    _discard = skipped;
                    if (skipped >= _duration)
                    {
                        Fail(DiagnosticTable.InvalidExperimentValue, discard, "the duration includes the discarded time", "The discarded time must be shorter than the run");
                    }
                }

                break;
            case SeedSyntax seed:
                BindSeed(seed);
                break;
            case DriveSyntax drive:
                BindDrive(drive);
                break;
            case SetSyntax set:
                AddSettings(EquatableArray.Of(set.Setting));
                break;
            case RecordSyntax record:
                BindRecord(record);
                break;
            case SweepSyntax or ReduceSyntax:
                break;
            case SaveSyntax save:
                BindSave(save);
                break;
            default:
                Fail(DiagnosticTable.MisplacedStatement, member, StatementNames.PlaceOf(member), StatementNames.Of(member), "an experiment");
                break;
        }
    }

    private void AddSettings(EquatableArray<SettingSyntax> settings)
    {
        foreach (SettingSyntax syntax in settings)
        {
            bool perUnit = TemplatePaths.PopulationOf(_template, syntax.Target.Text) is not null;
            if (SettingBinder.Bind(_template, syntax, _file, _context, _expressions, perUnit ? (unit, path) => BindPerUnit(syntax, unit, path) : null) is not { } setting)
            {
                _errors = true;
            }
            else if (syntax.Drawn && !perUnit)
            {
                Fail(DiagnosticTable.ValuePerUnit, syntax, "write a single number; mlang run --set gives another one to each run", $"'{syntax.Target.Text}'");
            }
            else if (!_set.Add((setting.Path, setting.Kind)))
            {
                Fail(DiagnosticTable.DuplicateSetting, syntax.Target, null, syntax.Target.Text);
            }
            else
            {
                _settings.Add(setting);
            }
        }
    }

    private Bound BindPerUnit(SettingSyntax syntax, Unit unit, string path)
    {
        if (syntax.Drawn)
        {
            return DistributionBinder.BindDraw(syntax.Value, unit, path, _context, _expressions, _file);
        }

        UnitValueScope scope = new(Scope, _context, "set." + path, syntax.Value, unit, matrix: false);
        ExpressionBinder binder = new(_context, scope);
        Bound value = binder.RequireUnit(binder.BindNumber(syntax.Value), unit, syntax.Value);
        _arrays.AddRange(scope.Arrays);
        if (scope.Arrays.FirstOrDefault()?.Source is ListedNumbers { Values.Count: var count } && TemplatePaths.PopulationOf(_template, path) is { } population
            && TemplatePaths.SizeOf(_template, population) is StatedSize { Units: var units } && count != units)
        {
            Fail(DiagnosticTable.WrongCount, syntax.Value, null, count, units, population);
            return Bound.Error;
        }

        return value;
    }

    private void BindSolver(SolverSyntax syntax)
    {
        _method = MethodTable.Find(syntax.Method.Text);
        if (_method is null)
        {
            IEnumerable<string> names = MethodTable.All.Select(m => m.Name);
            Fail(DiagnosticTable.UnknownMethod, syntax.Method, NearestName.Hint(syntax.Method.Text, names) ?? "methods are " + string.Join(", ", names), syntax.Method.Text);
            return;
        }

        bool isFixed = _method.HasFixedStep;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (SettingSyntax setting in syntax.Settings)
        {
            string name = setting.Target.Text;
            string[] known = isFixed ? ["dt"] : ["rtol", "atol", "dt", "max_step"];
            if (!known.Contains(name) || setting.Drawn || setting.Init)
            {
                string hint = NearestName.Hint(name, known) ?? $"{_method.Name} takes {string.Join(", ", known)}";
                Fail(DiagnosticTable.InvalidSolverSetting, setting.Target, hint, $"The method {_method.Name} has no setting '{name}'");
                continue;
            }

            if (!seen.Add(name))
            {
                Fail(DiagnosticTable.DuplicateSetting, setting.Target, null, name);
                continue;
            }

            bool isTime = name is "dt" or "max_step";
            double? value = isTime ? BindTimeValue(setting.Value, $"The setting {name}", positive: true) : BindTolerance(setting.Value, name);
            _solver = name switch
            {
                "dt" => _solver with { Step = value },
                "rtol" => _solver with { RelativeTolerance = value },
                "atol" => _solver with { AbsoluteTolerance = value },
                _ => _solver with { MaximumStep = value },
            };
        }

        if (isFixed && !seen.Contains("dt"))
        {
            string unit = _context.Units.IsDimensionless ? "0.01" : $"0.01 {_context.Units.Time.Text}";
            Fail(DiagnosticTable.InvalidSolverSetting, syntax.Method, $"write solver {_method.Name} {{ dt = {unit} }}", $"The fixed-step method {_method.Name} needs its step dt");
        }
    }

    private double? BindTolerance(ExpressionSyntax syntax, string name)
    {
        if (BindConstant(syntax, Unit.One) is not { } value)
        {
            return null;
        }

        if (!(value > 0) || value >= 1)
        {
            Fail(DiagnosticTable.InvalidSolverSetting, syntax, $"write {name} = 1e-6", $"The tolerance {name} must lie between 0 and 1");
            return null;
        }

        return value;
    }

    private double? BindTimeValue(ExpressionSyntax syntax, string what, bool positive)
    {
        if (BindConstant(syntax, _context.Units.Time) is not { } value)
        {
            return null;
        }

        if (double.IsNaN(value) || double.IsInfinity(value) || value < 0 || (positive && value == 0))
        {
            Fail(DiagnosticTable.InvalidExperimentValue, syntax, $"write a time such as {Example("0.1")}", $"{what} must be {(positive ? "positive" : "zero or positive")} and finite");
            return null;
        }

        return value;
    }

    private double? BindConstant(ExpressionSyntax syntax, Unit unit)
    {
        Bound bound = _expressions.BindReal(syntax, unit);
        if (bound.IsError)
        {
            _errors = true;
            return null;
        }

        if (!ConstantEvaluator.TryEvaluate(bound.Expr, out double value))
        {
            string found = BindingContext.Excerpt(syntax, _file);
            Fail(DiagnosticTable.NotConstant, syntax, "write a number", "This value", "numbers", found, "not a constant");
            return null;
        }

        return value;
    }

    private void BindSeed(SeedSyntax syntax)
    {
        if (BindConstant(syntax.Value, Unit.One) is not { } value)
        {
            return;
        }

        if (!IsSeed(value))
        {
            Fail(DiagnosticTable.InvalidExperimentValue, syntax.Value, "write seed 1", "A seed is a whole number, zero or positive");
            return;
        }

        _seed = (long)value;
    }

    /// <summary>Whether a number can be a seed: whole, and small enough to be exact.</summary>
    public static bool IsSeed(double value) => value is >= 0 and <= 9_007_199_254_740_992 && value == Math.Floor(value);

    private void BindSave(SaveSyntax syntax)
    {
        _resultFile = syntax.File.Value;
        if (ResultFileName.Fault(_resultFile) is { } fault)
        {
            Fail(DiagnosticTable.InvalidExperimentValue, syntax.File, "write save \"results.npz\"; the folder is said when it is run", fault);
        }
    }

    // Last, when all that the experiment sets is known.
    private void BindSweep()
    {
        if (_syntax.Members.OfType<SweepSyntax>().FirstOrDefault() is { } sweep)
        {
            bool seeded = _syntax.Members.Any(m => m is SeedSyntax);
            EquatableArray<SweepAxis>? axes = new SweepBinder(_template, _context, _expressions, _file, _set).Bind(sweep, seeded);
            _errors |= axes is null;
            _sweep = axes ?? default;
        }
    }

    // A time as it is written in this model.
    private string Example(string number) => _context.Units.IsDimensionless ? number : $"{number} {_context.Units.Time.Text}";

    private void Fail(DiagnosticDescriptor descriptor, SyntaxNode node, string? hint, params object[] arguments)
    {
        _errors = true;
        _context.Report(descriptor, _file, node, hint, arguments);
    }
}
