using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds a node or circuit: children, own quantities, and what flows between them.</summary>
internal sealed partial class CompositeBinder : TemplateBinder
{
    private readonly CompositeSymbol _symbol;
    private readonly DeclarationSyntax _syntax;
    private readonly Func<PathSyntax, ModelFile, TemplateSymbol?> _findTemplate;
    private readonly List<(MemberSyntax Syntax, ModelFile File)> _flows = [];
    private readonly Dictionary<string, (EquationSyntax Syntax, ModelFile File)> _wiring = new(StringComparer.Ordinal);
    private readonly HashSet<string> _incomplete = new(StringComparer.Ordinal);

    private CompositeBinder(
        BindingContext context, CompositeSymbol symbol, DeclarationSyntax syntax, Func<PathSyntax, ModelFile, TemplateSymbol?> findTemplate)
        : base(context, symbol)
    {
        _symbol = symbol;
        _syntax = syntax;
        _findTemplate = findTemplate;
    }

    /// <summary>Binds a node or circuit.</summary>
    /// <param name="context">Shared state.</param>
    /// <param name="symbol">Receives what is bound.</param>
    /// <param name="chain">The declaration and its bases, from the farthest base to the declaration itself.</param>
    /// <param name="findTemplate">Finds and binds a template by its name in a file; reports when there is none.</param>
    public static void Bind(
        BindingContext context,
        CompositeSymbol symbol,
        IReadOnlyList<(DeclarationSyntax Syntax, ModelFile File)> chain,
        Func<PathSyntax, ModelFile, TemplateSymbol?> findTemplate)
    {
        CompositeBinder binder = new(context, symbol, chain[chain.Count - 1].Syntax, findTemplate);
        List<(ChildSymbol Child, EquatableArray<SettingSyntax> Settings, ModelFile File)> settings = [];
        foreach ((DeclarationSyntax declaration, ModelFile file) in chain)
        {
            foreach (MemberSyntax member in MembersOf(declaration))
            {
                binder.Collect(member, file, settings);
            }
        }

        binder.BindData();
        binder.BindSizes();
        binder.BindVariables();
        foreach ((ChildSymbol child, EquatableArray<SettingSyntax> set, ModelFile file) in settings)
        {
            binder.BindSettings(child, set, file);
        }

        binder.BindHistories();
        foreach ((EquationSyntax syntax, ModelFile file) in binder._wiring.Values)
        {
            binder.BindWiring(syntax, file);
        }

        foreach ((MemberSyntax syntax, ModelFile file) in binder._flows)
        {
            binder.BindFlow(syntax, file);
        }

        // Where something is left out or wrong, what would read a name may be in it.
        if (symbol.Unsupported.Count == 0 && !symbol.HasErrors)
        {
            binder.ReportUnused();
            binder.ReportUnusedData();
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> OtherNames =>
        _symbol.Children.Select(c => c.Name).Concat(_symbol.Children.SelectMany(c => c.Template.Members.Select(m => $"{c.Name}.{m.Name}")));

    /// <inheritdoc/>
    protected override string? PopulationOf(Expr expr) => expr switch
    {
        Reduction => null,
        Reference reference when Variables.ContainsKey(reference.Name) => Resolve(reference.Name)?.Value is { } value ? PopulationOf(value) : null,
        Reference reference => TemplatePaths.PopulationOf(_symbol, reference.Name),
        _ => expr.Children().Select(PopulationOf).FirstOrDefault(p => p is not null),
    };

    /// <inheritdoc/>
    protected override bool IsOwn(MemberSyntax syntax) => MembersOf(_syntax).Contains(syntax);

    /// <inheritdoc/>
    protected override Bound? ResolveChild(PathSyntax path, ModelFile file)
    {
        if (_incomplete.Contains(path.Parts[0].Text))
        {
            return Bound.Error;
        }

        if (_symbol.FindChild(path.Parts[0].Text) is not { } child)
        {
            return ResolveData(path, file);
        }

        if (path.Parts.Count == 1)
        {
            Fail(DiagnosticTable.NotReadable, file, path, $"name one of its variables, such as {path.Text}.{(child.Template.Members.FirstOrDefault(m => m.Kind is MemberKind.State or MemberKind.Output) ?? child.Template.Members.FirstOrDefault())?.Name ?? "x"}", path.Text, child.Template.KindText);
            return Bound.Error;
        }

        return TemplatePaths.Find(_symbol, path) is { } member ? member.ToBound(path.Text) : MissingMember(path, file);
    }

    private static EquatableArray<MemberSyntax> MembersOf(DeclarationSyntax declaration) => declaration switch
    {
        NodeSyntax node => node.Members,
        CircuitSyntax circuit => circuit.Members,
        _ => throw Unexpected.Kind(declaration),
    };

    private void Collect(MemberSyntax member, ModelFile file, List<(ChildSymbol Child, EquatableArray<SettingSyntax> Settings, ModelFile File)> settings)
    {
        switch (member)
        {
            case VariableSyntax { Keyword: VariableKeyword.State } state:
                Fail(DiagnosticTable.MisplacedStatement, file, state, "put the equations into an operator", StatementNames.Of(state), _symbol.KindText);
                break;
            case VariableSyntax variable:
                if (_symbol.FindChild(variable.Name.Text) is not null)
                {
                    Fail(DiagnosticTable.DuplicateName, file, variable.Name, "rename one of the two", variable.Name.Text);
                    break;
                }

                Declare(variable, file);
                break;
            case UseSyntax use when !_symbol.IsCircuit:
                AddChild(use.Alias ?? use.Operator.Parts[use.Operator.Parts.Count - 1], use.Operator, use.Settings, file, settings);
                break;
            case NodeInstanceSyntax node when _symbol.IsCircuit:
                AddChild(node.Name, node.Template, node.Settings, file, settings);
                break;
            case CircuitInstanceSyntax circuit when _symbol.IsCircuit:
                AddChild(circuit.Name, circuit.Template, circuit.Settings, file, settings);
                break;
            case EquationSyntax { Order: 0 } equation:
                CollectWiring(equation, file);
                break;
            case HistorySyntax history:
                _histories[history.Target.Text] = (history, file);
                break;
            case EdgeSyntax or ConnectSyntax when _symbol.IsCircuit:
                _flows.Add((member, file));
                break;
            case PopulationSyntax population when _symbol.IsCircuit:
                AddPopulation(population, file, settings);
                break;
            case DataSyntax data when _symbol.IsCircuit:
                _data.Add((data, file));
                break;
            default:
                string hint = member is EdgeSyntax ? "inside a node, wiring is an equation: out.V = exc.y" : StatementNames.PlaceOf(member);
                Fail(DiagnosticTable.MisplacedStatement, file, member, hint, StatementNames.Of(member), _symbol.KindText);
                break;
        }
    }

    private void AddChild(
        NameSyntax name,
        PathSyntax template,
        EquatableArray<SettingSyntax> set,
        ModelFile file,
        List<(ChildSymbol Child, EquatableArray<SettingSyntax> Settings, ModelFile File)> settings)
    {
        if (_symbol.FindChild(name.Text) is not null || Variables.ContainsKey(name.Text))
        {
            Fail(DiagnosticTable.DuplicateName, file, name, "rename one of the two", name.Text);
            return;
        }

        if (_findTemplate(template, file) is not { } found)
        {
            _symbol.HasErrors = true;
            _incomplete.Add(name.Text);
            return;
        }

        if (!_symbol.IsCircuit && found is CompositeSymbol { IsCircuit: true })
        {
            Fail(DiagnosticTable.WrongKindOfName, file, template, null, template.Text, found.KindText, "an operator or node");
            _incomplete.Add(name.Text);
            return;
        }

        _symbol.HasErrors |= found.HasErrors;
        if (found.HasErrors)
        {
            _incomplete.Add(name.Text);
        }

        ChildSymbol child = new(name.Text, found, [], name.Span);
        _symbol.Children.Add(child);
        settings.Add((child, set, file));
    }

    private void CollectWiring(EquationSyntax equation, ModelFile file)
    {
        string target = equation.Target.Text;
        if (equation.Coefficient is not null)
        {
            Fail(DiagnosticTable.MisplacedStatement, file, equation, "a wiring equation has the input alone on its left", "A coefficient", "a wiring equation");
            return;
        }

        if (_wiring.ContainsKey(target) != equation.Override)
        {
            if (equation.Override)
            {
                Fail(DiagnosticTable.OverrideOfNothing, file, equation.Target, NearestName.Hint(target, _wiring.Keys), target);
                return;
            }

            Fail(DiagnosticTable.DuplicateEquation, file, equation.Target, IsOwn(_wiring[target].Syntax) ? "join the two into one sum" : "write override to replace the wiring of the base", target);
            return;
        }

        _wiring[target] = (equation, file);
    }

    private Bound MissingMember(PathSyntax path, ModelFile file)
    {
        TemplateSymbol template = _symbol;
        int i = 0;
        while (i + 1 < path.Parts.Count && (template as CompositeSymbol)?.FindChild(path.Parts[i].Text) is { } child)
        {
            template = child.Template;
            i++;
        }

        string known = string.Join(".", path.Parts.Take(i).Select(p => p.Text));
        IEnumerable<string> names = template.Members.Select(m => m.Name).Concat((template as CompositeSymbol)?.Children.Select(c => c.Name) ?? []);
        if ((template as CompositeSymbol)?.FindChild(path.Parts[i].Text) is { } whole)
        {
            Fail(DiagnosticTable.NotReadable, file, path, "name one of its variables", path.Text, whole.Template.KindText);
            return Bound.Error;
        }

        string? nearest = NearestName.Find(path.Parts[i].Text, names);
        string? hint = nearest is null
            ? (i > 0 ? $"'{known}' has {string.Join(", ", names.Take(12))}" : null)
            : $"did you mean '{(known.Length > 0 ? known + "." : "")}{nearest}'?";
        Fail(DiagnosticTable.UndefinedName, file, path, hint, path.Text);
        return Bound.Error;
    }

    private void BindSettings(ChildSymbol child, EquatableArray<SettingSyntax> settings, ModelFile file)
    {
        HashSet<(string, SettingKind)> seen = [];
        foreach (SettingSyntax syntax in settings)
        {
            Func<Unit, string, Bound>? perUnit = child.Size is null ? null : (unit, path) => BindPerUnit(child, syntax, unit, path, file);
            if (SettingBinder.Bind(child.Template, syntax, file, Context, Expressions(file), perUnit) is not { } setting)
            {
                _symbol.HasErrors |= !child.Template.HasErrors;
                continue;
            }

            if (syntax.Drawn && perUnit is null)
            {
                Fail(DiagnosticTable.ValuePerUnit, file, syntax, $"write a single number, or make it a population: population {child.Name} : {child.Template.Name}[1] {{ ... }}", $"'{child.Name}.{setting.Path}'");
                continue;
            }

            if (!seen.Add((setting.Path, setting.Kind)))
            {
                Fail(DiagnosticTable.DuplicateSetting, file, syntax.Target, null, syntax.Target.Text);
                continue;
            }

            if (CheckConstant(setting.Value, file, syntax.Value, $"The setting of '{syntax.Target.Text}'", constantsOnly: false))
            {
                child.Settings.Add(setting);
            }
        }
    }

    private MemberSymbol? BindTarget(PathSyntax path, ModelFile file)
    {
        if (_incomplete.Contains(path.Parts[0].Text))
        {
            return null;
        }

        if (TemplatePaths.Find(_symbol, path) is not { } member)
        {
            if (path.Parts.Count == 1 && _symbol.FindChild(path.Text) is { } whole)
            {
                Fail(DiagnosticTable.NotAnInput, file, path, "name one of its inputs", path.Text, whole.Template.KindText);
                return null;
            }

            MissingMember(path, file);
            return null;
        }

        if (member.Kind != MemberKind.Input || path.Parts.Count == 1)
        {
            string kind = path.Parts.Count == 1 ? "a quantity of the circuit itself" : member.KindText;
            Fail(DiagnosticTable.NotAnInput, file, path, $"declare an input in the operator and use it in the equation: input {path.Parts[path.Parts.Count - 1].Text}_in = ...", path.Text, kind);
            return null;
        }

        return member;
    }

    private void BindWiring(EquationSyntax syntax, ModelFile file)
    {
        MemberSymbol? target = BindTarget(syntax.Target, file);
        ExpressionBinder binder = Expressions(file);
        Bound value = binder.BindNumber(syntax.Rhs);
        if (target is not null && !value.IsError)
        {
            AddFeed(syntax.Target.Text, target, binder.RequireUnit(value, target.Unit, syntax.Rhs), syntax, syntax.Rhs, file);
        }
        else
        {
            _symbol.HasErrors |= value.IsError && _symbol.Unsupported.Count == 0;
        }
    }

    private void BindFlow(MemberSyntax syntax, ModelFile file)
    {
        switch (syntax)
        {
            case EdgeSyntax edge:
                BindEdge(edge, file);
                break;
            case ConnectSyntax connect:
                BindConnect(connect, file);
                break;
            default:
                throw Unexpected.Kind(syntax);
        }
    }

    private void BindEdge(EdgeSyntax edge, ModelFile file)
    {
        EquatableArray<SettingSyntax> ofEdge = edge.Via is null ? edge.Settings : edge.Settings.Where(IsOfEdge).ToEquatableArray();
        Bound? weight = BindWeight(ofEdge, file, out EdgeDelay? delay, out bool complete);
        MemberSymbol? target = BindTarget(edge.Target, file);
        Bound source = Expressions(file).BindNumber(new NameExpressionSyntax(edge.Source, 0, edge.Source.Span));
        if (!complete || target is null || source.Unit is null || weight is { IsError: true })
        {
            _symbol.HasErrors |= _symbol.Unsupported.Count == 0;
            return;
        }

        if (PopulationOf(source.Expr) is { } population)
        {
            string hint = $"write connect {edge.Source.Text} -> {edge.Target.Text} by all_to_all, one_to_one or another rule; or reduce it first: output m = mean({edge.Source.Text})";
            string? home = TemplatePaths.PopulationOf(_symbol, edge.Target.Text);
            Fail(DiagnosticTable.MixedPopulations, file, edge.Source, hint, edge.Target.Text, home == population ? "a single source on an edge" : SystemBuilder.WantedOf(home), population);
            return;
        }

        if (edge.Via is { } via)
        {
            BindEdgeVia(edge, via, source, target, weight, delay, file);
            return;
        }

        AddEdge(edge.Target.Text, target, source, weight, delay, edge, edge.Source, file);
    }

    // A flow of one source into one target, with the check that its unit fits.
    private void AddEdge(string path, MemberSymbol target, Bound source, Bound? weight, EdgeDelay? delay, SyntaxNode statement, SyntaxNode sourceNode, ModelFile file)
    {
        Dimension dimension = source.Unit!.Dimension * (weight?.Unit?.Dimension ?? Dimension.None);
        if (dimension != target.Unit.Dimension)
        {
            Unit wanted = Context.Units.Usual(target.Unit.Dimension / source.Unit.Dimension);
            string hint = $"the weight must have unit {wanted.Display} to turn {source.Unit.Display} into {target.Unit.Display}";
            Fail(DiagnosticTable.UnitMismatch, file, sourceNode, hint, BindingContext.Excerpt(sourceNode, file), Context.Units.Usual(dimension).Possession, target.Unit.Display);
            return;
        }

        source = Delayed(source, delay, statement, sourceNode, file);
        if (source.IsError)
        {
            _symbol.HasErrors = true;
            return;
        }

        Bound value = weight is { } w && !Algebra.Is(w.Expr, 1) ? source with { Expr = new Product(w.Expr, source.Expr) } : source;
        AddFeed(path, target, value with { Unit = target.Unit }, statement, sourceNode, file);
    }

    private void AddFeed(string path, MemberSymbol target, Bound value, SyntaxNode statement, SyntaxNode node, ModelFile file)
    {
        if (value.IsError)
        {
            _symbol.HasErrors = true;
            return;
        }

        if (value.Type == ValueType.Complex && target.Type == ValueType.Real)
        {
            Fail(DiagnosticTable.ComplexNotAllowed, file, node, "take re(...), im(...) or abs(...) of it, or declare the input as complex", BindingContext.Excerpt(node, file));
            return;
        }

        _symbol.Feeds.Add(new FeedSymbol(path, value.Expr, BindingContext.SourceOf(statement, file)));
    }

    private Bound? BindWeight(EquatableArray<SettingSyntax> settings, ModelFile file, out EdgeDelay? delay, out bool complete)
    {
        complete = true;
        delay = null;
        Bound? weight = null;
        foreach (SettingSyntax setting in settings)
        {
            switch (setting.Target.Text)
            {
                case "weight" or "delay" when setting.Drawn:
                    Fail(DiagnosticTable.ValuePerUnit, file, setting, "write a single number; the connections of populations, connect X.r -> Y.u by ..., have one for each", $"The {setting.Target.Text} of an edge");
                    complete = false;
                    break;
                case "weight" when weight is not null:
                    Fail(DiagnosticTable.DuplicateSetting, file, setting.Target, null, setting.Target.Text);
                    complete = false;
                    break;
                case "weight":
                    weight = Expressions(file).BindReal(setting.Value);
                    break;
                case "delay" when delay is not null:
                    Fail(DiagnosticTable.DuplicateSetting, file, setting.Target, null, setting.Target.Text);
                    complete = false;
                    break;
                case "delay":
                    delay = BindDelay(setting, file);
                    complete &= delay is not null;
                    break;
                default:
                    string? hint = NearestName.Hint(setting.Target.Text, ["weight", "delay"]) ?? "an edge has a weight and a delay; other settings belong to an operator behind via";
                    Fail(DiagnosticTable.UnknownSetting, file, setting.Target, hint, setting.Target.Text);
                    complete = false;
                    break;
            }
        }

        return weight;
    }
}
