using System.Globalization;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds an experiment: its model, settings, drives, solver and recordings.</summary>
internal sealed class ExperimentBinder
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

    // Last, when all recordings are known.
    private void BindReductions()
    {
        ReducedSyntax[] items = [.. _syntax.Members.OfType<ReduceSyntax>().SelectMany(r => r.Items)];
        if (items.Length == 0)
        {
            return;
        }

        // Without a record statement all states are recorded.
        IReadOnlyList<ReductionBinder.Recording> recordings = _columns.Count > 0 ? _recordings
            : [.. TemplatePaths.All(_template).Where(m => m.Member.Kind == MemberKind.State).Select(m => new ReductionBinder.Recording(m.Path, m.Path, m.Member.Type == ValueType.Complex))];
        ReductionBinder.Sampled sampled = new(recordings, _discard, _duration, _interval);
        string[] swept = [.. _sweep.SelectMany(axis => axis.Swept).Select(s => s.Path)];
        EquatableArray<ReducedRecording>? reductions = new ReductionBinder(_template, _context, _expressions, _file, sampled).Bind(items, swept);
        _errors |= reductions is null;
        _reductions = reductions ?? default;
    }

    private void BindDrive(DriveSyntax syntax)
    {
        if (TemplatePaths.Find(_template, syntax.Target) is not { } target)
        {
            string? hint = NearestName.Hint(
                syntax.Target.Text, TemplatePaths.All(_template).Where(m => m.Member.Kind == MemberKind.Input).Select(m => m.Path));
            Fail(DiagnosticTable.UndefinedName, syntax.Target, hint, syntax.Target.Text);
            return;
        }

        if (target.Kind != MemberKind.Input)
        {
            Fail(DiagnosticTable.NotAnInput, syntax.Target, target.Kind == MemberKind.Parameter ? $"write set {syntax.Target.Text} = ..." : null, syntax.Target.Text, target.KindText);
            return;
        }

        if (_drives.Exists(d => d.Target == syntax.Target.Text))
        {
            Fail(DiagnosticTable.DuplicateStatement, syntax.Target, "join the two into one sum", "drive " + syntax.Target.Text);
            return;
        }

        Bound value;
        if (syntax.Value is CallSyntax { Function.Text: "csv" } csv)
        {
            value = BindTable(csv, syntax, target);
        }
        else
        {
            if (syntax.Interpolation is { } interpolation)
            {
                Fail(DiagnosticTable.InvalidDataSource, interpolation, null, "Only data from a file is interpolated");
                return;
            }

            value = _expressions.RequireUnit(_expressions.BindNumber(syntax.Value), target.Unit, syntax.Value);
        }

        if (value.IsError)
        {
            _errors |= _unsupported.Count == 0;
            return;
        }

        if (value.Type == ValueType.Complex && target.Type == ValueType.Real)
        {
            Fail(DiagnosticTable.ComplexNotAllowed, syntax.Value, null, BindingContext.Excerpt(syntax.Value, _file));
            return;
        }

        _drives.Add(new FeedSymbol(syntax.Target.Text, value.Expr, BindingContext.SourceOf(syntax, _file)));
    }

    private Bound BindTable(CallSyntax csv, DriveSyntax drive, MemberSymbol target)
    {
        string? name = null;
        string? column = null;
        Unit unit = target.Unit;
        Unit time = _context.Units.Time;
        foreach (ArgumentSyntax argument in csv.Arguments)
        {
            switch (argument.Name?.Text)
            {
                case null when argument.Value is StringSyntax text && name is null:
                    name = text.Value;
                    break;
                case "column" when argument.Value is StringSyntax text:
                    column = text.Value;
                    break;
                case "column" when argument.Value is NameExpressionSyntax label:
                    column = label.Path.Text;
                    break;
                case "unit" or "time" when BindUnitArgument(argument, argument.Name.Text == "unit" ? target.Unit : _context.Units.Time) is { } written:
                    unit = argument.Name.Text == "unit" ? written : unit;
                    time = argument.Name.Text == "time" ? written : time;
                    break;
                case "unit" or "time":
                    return Bound.Error;
                default:
                    Fail(DiagnosticTable.InvalidDataSource, argument, "write csv(\"file.csv\", column = name, unit = pA, time = ms)", $"'{BindingContext.Excerpt(argument, _file)}' is no option of csv");
                    return Bound.Error;
            }
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            Fail(DiagnosticTable.InvalidDataSource, csv, "write csv(\"file.csv\")", "The file is missing");
            return Bound.Error;
        }

        if (drive.Interpolation?.Text is not ("linear" or "previous"))
        {
            SyntaxNode place = (SyntaxNode?)drive.Interpolation ?? csv;
            string found = drive.Interpolation is { } other ? $"There is no interpolation '{other.Text}'" : "It is not said how the rows are interpolated";
            Fail(DiagnosticTable.InvalidDataSource, place, "write with linear or with previous behind it", found);
            return Bound.Error;
        }

        DataTable table = new(
            $"table{_tables.Count + 1}",
            name!,
            _file.Source.Path,
            column,
            drive.Interpolation.Text == "linear" ? Interpolation.Linear : Interpolation.Previous,
            _context.Units.QuantityOf(time),
            _context.Units.QuantityOf(unit));
        _tables.Add(table);
        return new Bound(new TableValue(table.Name), target.Unit);
    }

    // A unit stands where an expression would, so its text is read again as a unit.
    private Unit? BindUnitArgument(ArgumentSyntax argument, Unit wanted)
    {
        Unit? unit = _context.BindUnit(argument.Value, _file);
        if (unit is not null && unit.Dimension != wanted.Dimension)
        {
            Fail(DiagnosticTable.UnitMismatch, argument.Value, null, BindingContext.UnitText(argument.Value, _file), unit.Possession, wanted.Display);
            return null;
        }

        _errors |= unit is null;
        return unit;
    }

    private void BindRecord(RecordSyntax syntax)
    {
        if (syntax.Interval is { } every)
        {
            double? interval = BindTimeValue(every, "The interval", positive: true);
            if (_interval is not null && interval is not null && interval != _interval)
            {
                Fail(DiagnosticTable.InvalidExperimentValue, every, "give the same interval to each, or leave it to the first", "All record statements of an experiment share one interval");
            }

            _interval ??= interval;
            _intervalSyntax ??= every;
        }

        foreach (RecordedSyntax item in syntax.Items)
        {
            BindRecorded(item);
        }
    }

    private void BindRecorded(RecordedSyntax item)
    {
        string label = item.Label?.Text ?? BindingContext.Excerpt(item.Value, _file);
        if (item.Value is IndexSyntax index)
        {
            BindRecordedUnits(item, index);
            return;
        }

        if (ReductionBinder.IsMeant(item.Value, _template, _file))
        {
            string text = BindingContext.Excerpt(item.Value, _file);
            Fail(DiagnosticTable.InvalidReduction, item.Value, $"record what is inside its brackets, and write reduce {text}", $"'{text}' is one number for the whole run");
            return;
        }

        Bound value = _expressions.BindNumber(item.Value);
        if (value.Unit is null)
        {
            _errors |= _unsupported.Count == 0;
            return;
        }

        if (_columns.Exists(c => c.Label == label))
        {
            Fail(DiagnosticTable.DuplicateColumn, (SyntaxNode?)item.Label ?? item, "give it a label: record name = expression", label);
            return;
        }

        if (value.Expr.Contains(e => e is Reference { Kind: VariableKind.Noise }))
        {
            Fail(DiagnosticTable.NoiseHasNoValue, item.Value, "record a state that it drives", label);
            return;
        }

        if (value.Expr is Reference { Kind: not VariableKind.Parameter } reference)
        {
            AddColumn(item, new RecordedColumn(label, reference.Kind == VariableKind.Rate ? SecondOrderToFirst.RatePath(reference.Name) : reference.Name), value.Type);
            return;
        }

        // The path of a recorded expression is internal; its label is what results show.
        string path = $"recorded.{_recorded.Count + 1}";
        _recorded.Add(new Intermediate(
            path, _context.Units.QuantityOf(value.Unit), value.Expr, IntermediateRole.Recorded, "", BindingContext.SourceOf(item, _file)));
        AddColumn(item, new RecordedColumn(label, path), value.Type);
    }

    private void AddColumn(RecordedSyntax item, RecordedColumn column, ValueType type)
    {
        _columns.Add(column);
        string text = ReductionBinder.WithoutBlanks(BindingContext.Excerpt(item.Value, _file));
        _recordings.Add(new ReductionBinder.Recording(column.Label, text, type == ValueType.Complex));
    }

    // X.r[3] and X.r[0..9]: some units of a population.
    private void BindRecordedUnits(RecordedSyntax item, IndexSyntax index)
    {
        string path = index.Target.Text;
        if (TemplatePaths.Find(_template, index.Target) is not { } member)
        {
            Fail(DiagnosticTable.UndefinedName, index.Target, NearestName.Hint(path, TemplatePaths.All(_template).Select(m => m.Path)), path);
            return;
        }

        if (TemplatePaths.PopulationOf(_template, path) is null || member.Kind is MemberKind.Parameter or MemberKind.Constant or MemberKind.Noise)
        {
            Fail(DiagnosticTable.InvalidExperimentValue, item, $"write record {path}", $"'{path}' has no units to choose from");
            return;
        }

        if (BindUnit(index.First) is not { } first || (index.Last is { } end ? BindUnit(end) : first) is not { } last)
        {
            return;
        }

        if (last < first)
        {
            Fail(DiagnosticTable.InvalidExperimentValue, index, $"write {path}[{last}..{first}]", "The last unit comes before the first");
            return;
        }

        string label = item.Label?.Text ?? path;
        if (_columns.Exists(c => c.Label == label && first <= (c.Last ?? int.MaxValue) && last >= c.First))
        {
            Fail(DiagnosticTable.DuplicateColumn, (SyntaxNode?)item.Label ?? item, "give it a label: record name = expression", label);
            return;
        }

        AddColumn(item, new RecordedColumn(label, path, first, last), member.Type);
    }

    private int? BindUnit(ExpressionSyntax syntax)
    {
        if (BindConstant(syntax, Unit.One) is not { } value)
        {
            return null;
        }

        if (value is >= 0 and < int.MaxValue && value == Math.Floor(value))
        {
            return (int)value;
        }

        Fail(DiagnosticTable.InvalidExperimentValue, syntax, "the first unit is 0", "The number of a unit is a whole number, zero or positive");
        return null;
    }

    private void CheckGrid()
    {
        if (_method is not { HasFixedStep: true } || _solver.Step is not { } step)
        {
            return;
        }

        if (_interval is { } interval && _intervalSyntax is { } syntax && !IsMultiple(interval, step))
        {
            ReportOffGrid(syntax, "interval", interval, step);
        }

        RunSyntax? run = _syntax.Members.OfType<RunSyntax>().FirstOrDefault();
        if (run is not null && _duration is { } duration && !IsMultiple(duration, step))
        {
            ReportOffGrid(run.Duration, "duration", duration, step);
        }
        else if (run?.Discard is { } discard && !IsMultiple(_discard, step))
        {
            ReportOffGrid(discard, "discarded time", _discard, step);
        }
    }

    private void ReportOffGrid(SyntaxNode node, string what, double value, double step)
    {
        string Text(double time) => Example(time.ToString("G12", CultureInfo.InvariantCulture));
        Fail(DiagnosticTable.IntervalOffGrid, node, $"dt = {Text(FittingStep(value, step))} would fit", what, Text(value), Text(step));
    }

    /// <summary>The largest step not above the wanted one that divides a time and is short to write; the largest of all when none is short.</summary>
    private static double FittingStep(double time, double step)
    {
        double least = Math.Ceiling(time / step);
        for (double n = least; n <= 2 * least; n++)
        {
            double rounded = double.Parse((time / n).ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (Math.Abs((rounded * n) - time) <= 1e-12 * time)
            {
                return rounded;
            }
        }

        return time / least;
    }

    // A time as it is written in this model.
    private string Example(string number) => _context.Units.IsDimensionless ? number : $"{number} {_context.Units.Time.Text}";

    // Rounding of decimal fractions must not refuse 0.3 with a step of 0.1.
    private static bool IsMultiple(double value, double step) => Math.Abs((value / step) - Math.Round(value / step)) <= 1e-9 * Math.Max(1, value / step);

    private void Fail(DiagnosticDescriptor descriptor, SyntaxNode node, string? hint, params object[] arguments)
    {
        _errors = true;
        _context.Report(descriptor, _file, node, hint, arguments);
    }
}
