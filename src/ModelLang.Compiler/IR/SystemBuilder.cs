using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.IR;

/// <summary>Makes one flat system of a template and, if given, the experiment that runs it.</summary>
/// <remarks>
/// Every quantity gets its dotted path. An input becomes the sum of what flows into it, or stays an input with its default.
/// Settings from outside count before those further inside.
/// </remarks>
internal sealed class SystemBuilder
{
    private readonly SemanticModel _model;
    private readonly Dictionary<(string Path, SettingKind Kind), Expr> _settings = [];
    private readonly Dictionary<string, List<FeedSymbol>> _feeds = new(StringComparer.Ordinal);
    private readonly List<(string Path, MemberSymbol Member, ModelFile At, TextSpan Span)> _inputs = [];
    private readonly List<Parameter> _parameters = [];
    private readonly List<StateVariable> _states = [];
    private readonly List<Intermediate> _intermediates = [];
    private readonly List<Equation> _equations = [];
    private readonly List<NoiseSource> _noises = [];
    private readonly List<Population> _populations = [];
    private readonly List<(string Prefix, string Population)> _homes = [];
    private readonly List<DataArray> _arrays = [];
    private readonly List<Connection> _connections = [];
    private readonly List<HistoryFunction> _histories = [];
    private readonly HashSet<string> _driven = new(StringComparer.Ordinal);

    private readonly DiagnosticBag _diagnostics;

    private SystemBuilder(SemanticModel model, DiagnosticBag diagnostics)
    {
        _model = model;
        _diagnostics = diagnostics;
    }

    /// <summary>The system of a template; null after a report.</summary>
    public static DynamicalSystem? Build(SemanticModel model, TemplateSymbol template, DiagnosticBag diagnostics) =>
        new SystemBuilder(model, diagnostics).Build(template, null);

    /// <summary>The system of an experiment; null after a report.</summary>
    public static DynamicalSystem? Build(SemanticModel model, ExperimentSymbol experiment, DiagnosticBag diagnostics) =>
        new SystemBuilder(model, diagnostics).Build(experiment.Template, experiment);

    private DynamicalSystem? Build(TemplateSymbol template, ExperimentSymbol? experiment)
    {
        if (ReportUnsupported(template, experiment) || template.HasErrors)
        {
            return null;
        }

        foreach (SettingSymbol setting in experiment?.Settings ?? [])
        {
            _settings[(setting.Path, setting.Kind)] = setting.Value;
        }

        _arrays.AddRange(experiment?.Arrays ?? []);
        foreach (FeedSymbol drive in experiment?.Drives ?? [])
        {
            AddFeed(drive.Target, drive);
            _driven.Add(drive.Target);
        }

        Instantiate("", template, template.File, template.Span, null);
        List<Input> inputs = ResolveInputs();
        CheckSweep(experiment, inputs);
        _intermediates.AddRange(experiment?.Recorded ?? []);
        if (_states.Count == 0)
        {
            _diagnostics.Report(DiagnosticTable.NoStates, template.File.Source, template.Span, "add an operator with a state and its equation x' = ...", template.Name);
            return null;
        }

        if (_diagnostics.HasErrors || Order(template) is not { } ordered || OrderParameters() is not { } parameters)
        {
            return null;
        }

        HashSet<string> fedInputs = [.. ordered.Select(i => i.Path)];
        Expr Classify(Expr expr) => ExprRewriter.Rename(expr, r =>
            r.Kind == VariableKind.Input && fedInputs.Contains(r.Name) ? r with { Kind = VariableKind.Intermediate } : r);
        DynamicalSystem system = new(
            template.Name,
            experiment?.Name,
            Documentation(template, experiment),
            _model.Context.Units.QuantityOf(_model.Context.Units.Time),
            parameters.ToEquatableArray(),
            inputs.ToEquatableArray(),
            _states.Select(s => s with { Condition = s.Condition is { } c ? c with { Holds = Classify(c.Holds) } : null }).ToEquatableArray(),
            ordered.Select(i => i with { Definition = Classify(i.Definition) }).ToEquatableArray(),
            _equations.Select(e => e with { Rhs = Classify(e.Rhs), Coefficient = e.Coefficient is { } c ? Classify(c) : null }).ToEquatableArray(),
            default,
            (experiment?.Tables ?? []).ToEquatableArray(),
            Noises: _noises.ToEquatableArray(),
            Populations: _populations.ToEquatableArray(),
            Arrays: _arrays.ToEquatableArray(),
            Connections: _connections.Select(c => c with
            {
                Sources = c.Sources.Select(p => p with { Signal = (Reference)Classify(p.Signal) }).ToEquatableArray(),
            }).ToEquatableArray(),
            Histories: _histories.ToEquatableArray());
        system = WithValuesPerUnit(system, template);
        system = NoiseSplitter.Apply(
            system,
            path => experiment?.Plan.Recordings.Any(r => r.Path == path) == true,
            equation => Report(template, DiagnosticTable.NonlinearNoise, equation.Source, null, equation.State),
            recorded => Report(template, DiagnosticTable.NoiseHasNoValue, recorded.Source, null, recorded.Path));
        system = DelaySettlement.Apply(system, (descriptor, place, path) => Report(template, descriptor, place, null, path));
        return _diagnostics.HasErrors ? null : system;
    }

    // An operator without words of its own is described by what it is made of.
    private static string Documentation(TemplateSymbol template, ExperimentSymbol? experiment)
    {
        string text = template.Documentation;
        if (text.Length == 0 && template is CompositeSymbol composite)
        {
            text = string.Join("\n", composite.Children.Select(c => c.Template.Documentation).Where(d => d.Length > 0).Distinct());
        }

        return experiment?.Syntax.Documentation is { Length: > 0 } more ? (text.Length > 0 ? text + "\n" + more : more) : text;
    }

    private bool ReportUnsupported(TemplateSymbol template, ExperimentSymbol? experiment)
    {
        bool found = false;
        HashSet<TemplateSymbol> seen = [];
        void Visit(TemplateSymbol each)
        {
            if (!seen.Add(each))
            {
                return;
            }

            Report(each.Unsupported);
            foreach (ChildSymbol child in (each as CompositeSymbol)?.Children ?? [])
            {
                Visit(child.Template);
            }
        }

        void Report(List<UnsupportedFeature> features)
        {
            foreach (UnsupportedFeature feature in features)
            {
                found = true;
                _diagnostics.Report(DiagnosticTable.NotSupported, feature.File.Source, feature.Span, feature.Feature.Instead, feature.Feature.What);
            }
        }

        Visit(template);
        Report(experiment?.Unsupported ?? []);
        return found;
    }

    private void AddFeed(string path, FeedSymbol feed)
    {
        if (!_feeds.TryGetValue(path, out List<FeedSymbol>? feeds))
        {
            _feeds.Add(path, feeds = []);
        }

        feeds.Add(feed);
    }

    private void Instantiate(string prefix, TemplateSymbol template, ModelFile at, TextSpan span, string? population)
    {
        Expr Prefixed(Expr expr) => ExprRewriter.Prefix(expr, prefix);
        if (template is CompositeSymbol composite)
        {
            foreach (ChildSymbol child in composite.Children)
            {
                foreach (SettingSymbol setting in child.Settings)
                {
                    (string, SettingKind) key = ($"{prefix}{child.Name}.{setting.Path}", setting.Kind);
                    if (!_settings.ContainsKey(key))
                    {
                        _settings.Add(key, Prefixed(setting.Value));
                    }
                }
            }

            _arrays.AddRange(composite.Arrays.Select(a => a with { Name = prefix + a.Name }));
            _connections.AddRange(composite.Connections.Select(c => Inside(c, prefix)));
            foreach (FeedSymbol feed in composite.Feeds)
            {
                AddFeed(prefix + feed.Target, feed with { Value = Prefixed(feed.Value) });
            }
        }

        foreach (MemberSymbol member in template.Members)
        {
            AddMember(prefix + member.Name, member, Prefixed, at, span, population);
        }

        if (template is OperatorSymbol op)
        {
            foreach (Equation equation in op.Equations)
            {
                _equations.Add(equation with
                {
                    State = prefix + equation.State,
                    Coefficient = equation.Coefficient is { } c ? Prefixed(c) : null,
                    Rhs = Prefixed(equation.Rhs),
                });
            }

            return;
        }

        foreach (ChildSymbol child in ((CompositeSymbol)template).Children)
        {
            string path = prefix + child.Name;
            if (child.Size is { } size)
            {
                _populations.Add(new Population(path, size switch
                {
                    ArraySize array => array with { Array = prefix + array.Array },
                    ConnectionCount count => new ConnectionCount(prefix + count.Connection),
                    _ => size,
                }));
            }

            string? inside = child.Size is not null ? path : child.Follows is { } followed ? prefix + followed : population;
            if (inside is not null && inside != population)
            {
                _homes.Add((path + ".", inside));
            }

            Instantiate(path + ".", child.Template, template.File, child.Span, inside);
        }
    }

    private static Connection Inside(Connection connection, string prefix)
    {
        Expr? Prefixed(Expr? expr) => expr is null ? null : ExprRewriter.Prefix(expr, prefix);
        EquatableArray<Port> Ports(EquatableArray<Port> ports) => ports.Select(p => new Port(
            p.Signal with { Name = prefix + p.Signal.Name }, p.Population is null ? null : prefix + p.Population)).ToEquatableArray();
        ConnectionRule rule = connection.Rule;
        return connection with
        {
            Path = prefix + connection.Path,
            Sources = Ports(connection.Sources),
            Targets = Ports(connection.Targets),
            Rule = rule with { Argument = Prefixed(rule.Argument), Matrix = Prefixed(rule.Matrix), Lists = rule.Lists.Select(l => prefix + l).ToEquatableArray() },
            Weight = Prefixed(connection.Weight),
            Delay = Prefixed(connection.Delay),
        };
    }

    private void AddMember(string path, MemberSymbol member, Func<Expr, Expr> prefixed, ModelFile at, TextSpan span, string? population)
    {
        Quantity quantity = _model.Context.Units.QuantityOf(member.Unit);
        Expr Value() => Setting(path, SettingKind.Value) ?? prefixed(member.Value!);
        switch (member.Kind)
        {
            case MemberKind.Parameter:
                _parameters.Add(new Parameter(path, quantity, Value(), member.Range, member.Documentation, member.Source));
                break;
            case MemberKind.Input:
                _inputs.Add((path, member with { Value = member.Value is null && Setting(path, SettingKind.Value) is null ? null : Value() }, at, span));
                break;
            case MemberKind.State:
                _states.Add(new StateVariable(
                    path,
                    quantity,
                    member.Type,
                    Setting(path, SettingKind.Initial) ?? prefixed(member.Value!),
                    Setting(path, SettingKind.InitialRate) ?? (member.InitialRate is { } rate ? prefixed(rate) : null),
                    member.Steady || Setting(path, SettingKind.Steady) is not null,
                    member.Range,
                    member.Condition is { } condition && prefixed(condition) is var holds ? new StateCondition(holds, ExprPrinter.Print(holds)) : null,
                    member.Documentation,
                    member.Source,
                    population,
                    member.StartsAs is { } start && Setting(path, SettingKind.Initial) is null ? ((Reference)prefixed(new Reference(start, VariableKind.Intermediate))).Name : null));
                if ((Setting(path, SettingKind.History) ?? (member.History is { } own ? prefixed(own) : null)) is { } history)
                {
                    _histories.Add(new HistoryFunction(path, history));
                }

                break;
            case MemberKind.Noise:
                _noises.Add(new NoiseSource(path, member.Stratonovich ? NoiseInterpretation.Stratonovich : NoiseInterpretation.Ito, member.Documentation, member.Source, population));
                break;
            case MemberKind.Let or MemberKind.Output:
                IntermediateRole role = member.Kind == MemberKind.Let ? IntermediateRole.Let : IntermediateRole.Output;
                _intermediates.Add(new Intermediate(path, quantity, prefixed(member.Value!), role, member.Documentation, member.Source));
                break;
        }
    }

    private Expr? Setting(string path, SettingKind kind) => _settings.TryGetValue((path, kind), out Expr? value) ? value : null;

    private List<Input> ResolveInputs()
    {
        List<Input> free = [];
        foreach ((string path, MemberSymbol member, ModelFile at, TextSpan span) in _inputs)
        {
            Quantity quantity = _model.Context.Units.QuantityOf(member.Unit);
            if (_feeds.TryGetValue(path, out List<FeedSymbol>? feeds))
            {
                if (Setting(path, SettingKind.Value) is not null)
                {
                    _diagnostics.Report(DiagnosticTable.ValueOfFedInput, at.Source, span, "remove it, or add it to what flows in", path);
                }

                Expr[] values = [.. feeds.Select(f => f.Value)];
                Expr value = values.Length == 1 ? values[0]
                    : member.Multiply ? values.Aggregate((a, b) => new Product(a, b))
                    : new Sum(new EquatableArray<Expr>(values));
                IntermediateRole role = _driven.Contains(path) && feeds.Count == 1 ? IntermediateRole.Drive : IntermediateRole.Input;
                _intermediates.Add(new Intermediate(path, quantity, value, role, member.Documentation, feeds[0].Source));
            }
            else if (member.Value is null)
            {
                _diagnostics.Report(DiagnosticTable.UnfedInput, at.Source, span, $"add an edge or drive to {path}, or a default where it is declared", path);
            }
            else if (member.Type == ValueType.Complex)
            {
                // A complex input that nothing feeds keeps its default; only real inputs can be set from outside.
                _intermediates.Add(new Intermediate(path, quantity, member.Value, IntermediateRole.Input, member.Documentation, member.Source));
            }
            else
            {
                free.Add(new Input(path, quantity, member.Value, member.Range, member.Documentation, member.Source));
            }
        }

        return free;
    }

    // What a sweep gives values to must have a value of its own.
    private void CheckSweep(ExperimentSymbol? experiment, List<Input> free)
    {
        foreach (SweptQuantity swept in experiment?.Plan.Sweep.SelectMany(axis => axis.Swept) ?? [])
        {
            if (swept.Kind == SweptKind.Input && !free.Exists(i => i.Path == swept.Path))
            {
                Refuse(swept, "sweep a parameter of what feeds it", $"'{swept.Path}' has no value of its own to sweep, because something feeds it");
            }
            else if (swept.Kind == SweptKind.State && _states.Exists(s => s.Path == swept.Path && (s.Steady || s.StartsAs is not null)))
            {
                Refuse(swept, "give it a value where it is declared", $"'{swept.Path}' starts at its fixed point, so there is no initial value to sweep");
            }
        }

        void Refuse(SweptQuantity swept, string hint, string message)
        {
            SettingSyntax setting = experiment!.Syntax.Members.OfType<SweepSyntax>().First().Axes.SelectMany(a => a.Settings)
                .First(s => s.Target.Text == swept.Path && s.Init == (swept.Kind == SweptKind.State));
            _diagnostics.Report(DiagnosticTable.InvalidSweep, _model.Main.Source, setting.Target.Span, hint, message);
        }
    }

    // Parameters and inputs have a value per unit where they are given one; everything else follows from what it is computed from.
    private DynamicalSystem WithValuesPerUnit(DynamicalSystem system, TemplateSymbol template)
    {
        HashSet<string> perUnit = new(StringComparer.Ordinal);
        bool Varies(Expr expr) => expr.Contains(e => IsUnitValue(e) || (e is Reference r && perUnit.Contains(r.Name)));
        string? Home(string path) => _homes.Where(h => path.StartsWith(h.Prefix, StringComparison.Ordinal)).OrderByDescending(h => h.Prefix.Length).FirstOrDefault().Population;
        string? PopulationOf(string path, Expr value, SourceReference source)
        {
            if (!Varies(value))
            {
                return null;
            }

            perUnit.Add(path);
            if (Home(path) is not { } population)
            {
                Report(template, DiagnosticTable.ValuePerUnit, source, "make it a population, or write a single number", $"'{path}'");
                return null;
            }

            return population;
        }

        system = system with
        {
            Parameters = system.Parameters.Select(p => p with { Population = PopulationOf(p.Path, p.Default, p.Source) }).ToEquatableArray(),
            Inputs = system.Inputs.Select(i => i with { Population = PopulationOf(i.Path, i.Default, i.Source) }).ToEquatableArray(),
        };
        foreach ((string path, Expr value, SourceReference source) in system.Parameters.Select(p => (p.Path, p.Default, p.Source)).Concat(system.States.Select(s => (s.Path, s.Initial, s.Source))))
        {
            IEnumerable<Expr> parameters = value.SelfAndDescendants().SelectMany(e => e is Draw or Quantiles ? e.Children() : []);
            if (parameters.Any(Varies))
            {
                Report(template, DiagnosticTable.InvalidDistribution, source, "draw a standard value into a parameter, and scale it in the operator", $"'{path}' comes from a distribution whose parameters differ from unit to unit");
            }
        }

        foreach (StateVariable state in system.States.Where(s => s.Population is null && Varies(s.Initial)))
        {
            Report(template, DiagnosticTable.ValuePerUnit, state.Source, "make it a population, or write a single number", $"'{state.Path}'");
        }

        foreach ((string path, Expr value, SourceReference? source) in system.Intermediates.Select(i => (i.Path, i.Definition, i.Source)).Concat(system.Equations.Select(e => (e.State, e.Rhs, (SourceReference?)e.Source))))
        {
            if (value.Contains(IsUnitValue))
            {
                Report(template, DiagnosticTable.ValuePerUnit, source, "give it to a parameter of a population", $"'{path}'");
            }
        }

        CheckAxes(system, template, Home);
        return system;
    }

    private static bool IsUnitValue(Expr expr) => expr is Draw or Quantiles or ArrayElement;

    private void CheckAxes(DynamicalSystem system, TemplateSymbol template, Func<string, string?> home)
    {
        UnitAxes axes = new(system, (computed, first, second) => Mixed(computed.Path, first, second, computed.Source));
        foreach (Intermediate computed in system.Intermediates)
        {
            bool free = computed.Role is IntermediateRole.Let or IntermediateRole.Output or IntermediateRole.Recorded && home(computed.Path) is null;
            if (!free && axes[computed.Path] is { } population && population != home(computed.Path))
            {
                Mixed(computed.Path, home(computed.Path), population, computed.Source);
            }
        }

        foreach (Equation equation in system.Equations)
        {
            if (axes.Mixed(equation.Rhs) is { } two)
            {
                Mixed(equation.State, two.First, two.Second, equation.Source);
            }
        }

        void Mixed(string path, string? wanted, string found, SourceReference? source)
        {
            TextSpan span = source?.File == template.File.Source.Path ? template.File.Source.StatementSpan(source.Line) : template.Span;
            _diagnostics.Report(
                DiagnosticTable.MixedPopulations, template.File.Source, span, "reduce one of them with sum, mean, min or max, or write connect",
                path, WantedOf(wanted), found);
        }
    }

    /// <summary>What a quantity of a population, or of none, has.</summary>
    public static string WantedOf(string? population) => population is null ? "a single value" : $"one value per unit of '{population}'";

    private List<Intermediate>? Order(TemplateSymbol template)
    {
        Dictionary<string, Intermediate> byPath = _intermediates.ToDictionary(i => i.Path, StringComparer.Ordinal);
        EvaluationOrder order = EvaluationOrder.Of([.. _intermediates.Select(i => (i.Path, Dependencies(i.Definition)))]);
        if (order.Cycle.Count == 0)
        {
            return [.. order.Names.Select(name => byPath[name])];
        }

        Report(template, order.Cycle, name => byPath[name].Source);
        return null;
    }

    private List<Parameter>? OrderParameters()
    {
        Dictionary<string, Parameter> byPath = _parameters.ToDictionary(p => p.Path, StringComparer.Ordinal);
        EvaluationOrder order = EvaluationOrder.Of([.. _parameters.Select(p => (p.Path, Dependencies(p.Default)))]);
        if (order.Cycle.Count == 0)
        {
            return [.. order.Names.Select(name => byPath[name])];
        }

        Report(_model.Templates[0], order.Cycle, name => byPath[name].Source);
        return null;
    }

    // A loop is reported where it can be seen: at one of its members in the main file if there is one.
    private void Report(TemplateSymbol template, EquatableArray<string> cycle, Func<string, SourceReference?> sourceOf)
    {
        SourceReference? place = cycle.Select(sourceOf).FirstOrDefault(s => s?.File == template.File.Source.Path);
        Report(template, DiagnosticTable.AlgebraicLoop, place, TemplateBinder.AlgebraicLoopHint, string.Join(" -> ", cycle.Append(cycle[0])));
    }

    // What an instance shows is reported in the main file: at its line there, or at the template.
    private void Report(TemplateSymbol template, DiagnosticDescriptor descriptor, SourceReference? place, string? hint, string argument)
    {
        TextSpan span = place?.File == template.File.Source.Path ? template.File.Source.StatementSpan(place.Line) : template.Span;
        _diagnostics.Report(descriptor, template.File.Source, span, hint, argument);
    }

    private static IReadOnlyCollection<string> Dependencies(Expr expr) =>
        [.. expr.SelfAndDescendants().OfType<Reference>().Where(r => r.Kind is not (VariableKind.State or VariableKind.Rate or VariableKind.Noise)).Select(r => r.Name).Distinct()];
}
