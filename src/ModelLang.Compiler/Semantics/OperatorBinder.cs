using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds an operator: its chain of <c>extends</c> becomes one set of quantities and equations.</summary>
internal sealed partial class OperatorBinder : TemplateBinder
{
    private readonly OperatorSymbol _symbol;
    private readonly OperatorSyntax _syntax;
    private readonly Dictionary<string, List<(EquationSyntax Syntax, ModelFile File)>> _equations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemberSymbol> _noises = new(StringComparer.Ordinal);

    private OperatorBinder(BindingContext context, OperatorSymbol symbol, OperatorSyntax syntax)
        : base(context, symbol)
    {
        _symbol = symbol;
        _syntax = syntax;
    }

    /// <summary>Binds an operator.</summary>
    /// <param name="context">Shared state.</param>
    /// <param name="symbol">Receives what is bound.</param>
    /// <param name="chain">The operator and its bases, from the farthest base to the operator itself.</param>
    public static void Bind(BindingContext context, OperatorSymbol symbol, IReadOnlyList<(OperatorSyntax Syntax, ModelFile File)> chain)
    {
        OperatorBinder binder = new(context, symbol, chain[chain.Count - 1].Syntax);
        foreach ((OperatorSyntax syntax, ModelFile file) in chain)
        {
            foreach (MemberSyntax member in syntax.Members)
            {
                binder.Collect(member, file);
            }
        }

        binder.AddNoises();
        binder.BindVariables();
        binder.BindEquations();
        binder.CheckInits();
        binder.BindHistories();
        binder.CheckNoise();

        // A wrong declaration or equation may be where the name was meant to be used.
        if (!symbol.HasErrors)
        {
            binder.ReportUnused();
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> OtherNames => _noises.Keys;

    /// <inheritdoc/>
    protected override bool IsOwn(MemberSyntax syntax) => _syntax.Members.Contains(syntax);

    /// <inheritdoc/>
    protected override int OrderOf(string state) =>
        _equations.TryGetValue(state, out List<(EquationSyntax Syntax, ModelFile File)>? equations) ? equations[equations.Count - 1].Syntax.Order : 1;

    /// <inheritdoc/>
    protected override Bound? ResolveChild(PathSyntax path, ModelFile file)
    {
        if (!_noises.TryGetValue(path.Text, out MemberSymbol? noise))
        {
            return null;
        }

        MarkUsed(noise.Name);
        return noise.ToBound(noise.Name);
    }

    private void Collect(MemberSyntax member, ModelFile file)
    {
        switch (member)
        {
            case VariableSyntax variable:
                Declare(variable, file);
                break;
            case EquationSyntax equation:
                CollectEquation(equation, file);
                break;
            case InitSyntax init:
                Inits[(init.Target.Text, init.Order)] = (init, file);
                break;
            case NoiseSyntax noise:
                CollectNoise(noise, file);
                break;
            case EventSyntax e:
                ReportUnsupported(MissingFeature.Event(e.Name.Text), file, e.Name);
                MarkAll(e.Condition);
                MarkActions(e.Actions);
                break;
            case ReceiveSyntax receive:
                ReportUnsupported(MissingFeature.Receive(receive.Name.Text), file, receive.Name);
                MarkActions(receive.Actions);
                break;
            case HistorySyntax history:
                _histories[history.Target.Text] = (history, file);
                break;
            default:
                Fail(DiagnosticTable.MisplacedStatement, file, member, StatementNames.PlaceOf(member), StatementNames.Of(member), "an operator");
                break;
        }
    }

    private void CollectNoise(NoiseSyntax noise, ModelFile file)
    {
        // White noise has the unit 1/sqrt(time).
        Dimension dimension = Context.Units.Time.Dimension.Raise(-0.5) ?? Dimension.None;
        foreach (NameSyntax name in noise.Names)
        {
            if (_noises.ContainsKey(name.Text))
            {
                Fail(DiagnosticTable.DuplicateName, file, name, null, name.Text);
                continue;
            }

            _noises.Add(name.Text, new MemberSymbol(
                name.Text, MemberKind.Noise, Context.Units.Usual(dimension), ValueType.Real, null, null, false, null, null, false,
                noise.Documentation, BindingContext.SourceOf(noise, file), file, name.Span, noise.Stratonovich));
        }
    }

    private void CollectEquation(EquationSyntax equation, ModelFile file)
    {
        string name = equation.Target.Text;
        if (equation.Order == 0)
        {
            Fail(
                DiagnosticTable.MisplacedStatement,
                file,
                equation,
                $"write let {name} = ... to name a term, or {name}' = ... for an equation",
                "An assignment without a derivative",
                "an operator");
            return;
        }

        if (equation.Order > 2)
        {
            _refused.Add(name);
            Fail(DiagnosticTable.UnsupportedOrder, file, equation, "make the derivative a state of its own: x' = v, v'' = ...", equation.Order);
            return;
        }

        if (!_equations.TryGetValue(name, out List<(EquationSyntax Syntax, ModelFile File)>? existing))
        {
            if (equation.Override)
            {
                Fail(DiagnosticTable.OverrideOfNothing, file, equation.Target, NearestName.Hint(name, _equations.Keys), name + "'");
                return;
            }

            _equations[name] = [(equation, file)];
        }
        else if (!equation.Override)
        {
            string hint = IsOwn(existing[existing.Count - 1].Syntax) ? "join the two into one sum" : "write override to replace the equation of the base";
            Fail(DiagnosticTable.DuplicateEquation, file, equation.Target, hint, name);
        }
        else
        {
            existing.Add((equation, file));
        }
    }

    private void AddNoises()
    {
        foreach (MemberSymbol noise in _noises.Values)
        {
            if (Variables.ContainsKey(noise.Name))
            {
                Context.Diagnostics.Report(DiagnosticTable.DuplicateName, noise.File.Source, noise.Span, null, noise.Name);
                _symbol.HasErrors = true;
            }
            else
            {
                _symbol.Members.Add(noise);
            }
        }
    }

    private void BindEquations()
    {
        foreach ((string name, List<(EquationSyntax Syntax, ModelFile File)> stack) in _equations.Select(e => (e.Key, e.Value)))
        {
            (EquationSyntax syntax, ModelFile file) = stack[stack.Count - 1];
            if (!Variables.ContainsKey(name))
            {
                Fail(DiagnosticTable.UndefinedName, file, syntax.Target, NearestName.Hint(name, Variables.Keys) ?? $"declare it with state {name} = ...", name);
                continue;
            }

            if (Resolve(name) is not { } state)
            {
                continue;
            }

            if (state.Kind != MemberKind.State)
            {
                Fail(DiagnosticTable.EquationOfNonState, file, syntax.Target, $"declare it with state {name} = ...", name, state.KindText);
                continue;
            }

            BindEquation(state, syntax, file, stack);
        }

        foreach (MemberSymbol state in _symbol.Members.Where(m => m.Kind == MemberKind.State && !_equations.ContainsKey(m.Name) && !_refused.Contains(m.Name)))
        {
            Context.Diagnostics.Report(
                DiagnosticTable.MissingEquation, state.File.Source, state.Span, $"write {state.Name}' = ...", state.Name);
            _symbol.HasErrors = true;
        }
    }

    private void BindEquation(MemberSymbol state, EquationSyntax syntax, ModelFile file, List<(EquationSyntax Syntax, ModelFile File)> stack)
    {
        ExpressionBinder binder = Expressions(file, stack.Count > 1 ? () => BindRhs(stack, stack.Count - 2) : null);
        Bound? coefficient = syntax.Coefficient is { } c ? binder.BindNumber(c) : null;
        int unsupported = _symbol.Unsupported.Count;
        Bound rhs = binder.BindNumber(syntax.Rhs);
        if (coefficient is { IsError: true } || rhs.Unit is null)
        {
            _symbol.HasErrors |= _symbol.Unsupported.Count == unsupported;
            return;
        }

        Unit left = Context.Units.PerTime(state.Unit);
        if (syntax.Order == 2)
        {
            left = Context.Units.PerTime(left);
        }

        if (coefficient is { Unit: { } factor })
        {
            left = factor.Dimension.IsNone ? left : Context.Units.Usual(left.Dimension * factor.Dimension);
        }

        if (left.Dimension != rhs.Unit.Dimension)
        {
            string? hint = coefficient is null && (rhs.Unit.Dimension == state.Unit.Dimension)
                ? $"a time constant may be missing: tau * {state.Name}' = ..."
                : Context.Units.IsDimensionless && left.Dimension == state.Unit.Dimension * Dimension.OfTime
                ? "time is a plain number here; with time ms before the first declaration it has a unit"
                : null;
            Fail(DiagnosticTable.EquationUnits, file, syntax.Rhs, hint, rhs.Unit.Possession, left.Possession);
            return;
        }

        if (state.Type == ValueType.Real && (rhs.Type == ValueType.Complex || coefficient is { Type: ValueType.Complex }))
        {
            Fail(DiagnosticTable.ComplexNotAllowed, file, syntax.Rhs, $"declare it as state {state.Name} : complex, or take re(...)", BindingContext.Excerpt(syntax.Rhs, file));
            return;
        }

        _symbol.Equations.Add(new Equation(state.Name, syntax.Order, coefficient?.Expr, rhs.Expr, BindingContext.SourceOf(syntax, file)));
    }

    // super in an equation stands for the right-hand side it overrides.
    private Bound BindRhs(List<(EquationSyntax Syntax, ModelFile File)> stack, int index) =>
        Expressions(stack[index].File, index > 0 ? () => BindRhs(stack, index - 1) : null).BindNumber(stack[index].Syntax.Rhs);

    // What noise does to an operator shows before anything uses it.
    private void CheckNoise()
    {
        if (_noises.Count == 0 || _symbol.HasErrors)
        {
            return;
        }

        IEnumerable<Intermediate> named = _symbol.Members.Where(m => m.Kind is MemberKind.Let or MemberKind.Output)
            .Select(m => new Intermediate(m.Name, Quantity.One, m.Value!, IntermediateRole.Let, "", m.Source));
        foreach (Equation equation in NoiseSplitter.Nonlinear(_symbol.Equations, named).ToList())
        {
            (EquationSyntax syntax, ModelFile file) = _equations[equation.State].Last();
            Fail(DiagnosticTable.NonlinearNoise, file, syntax.Rhs, "write x' = f + g*xi with f and g free of noise", equation.State);
        }
    }

    private void CheckInits()
    {
        foreach ((string Name, int Order) key in Inits.Keys)
        {
            (InitSyntax syntax, ModelFile file) = Inits[key];
            MemberSymbol? member = _symbol.FindMember(key.Name);
            if (member is null && !Variables.ContainsKey(key.Name))
            {
                Fail(DiagnosticTable.UndefinedName, file, syntax.Target, NearestName.Hint(key.Name, Variables.Keys), key.Name);
            }
            else if (member is not null && member.Kind != MemberKind.State)
            {
                Fail(DiagnosticTable.WrongKindOfName, file, syntax.Target, null, key.Name, member.KindText, "a state");
            }
            else if (member is not null && key.Order > 0 && (key.Order > 1 || OrderOf(key.Name) < 2))
            {
                Fail(DiagnosticTable.DerivativeNotAvailable, file, syntax.Target, "only states of second order have an initial derivative", key.Name + new string('\'', key.Order));
            }
        }
    }

    // Events cannot be compiled yet, but what they use is used.
    private void MarkActions(EquatableArray<ActionSyntax> actions)
    {
        foreach (ActionSyntax action in actions)
        {
            switch (action)
            {
                case AssignmentSyntax assignment:
                    MarkAll(assignment.Value);
                    break;
                case RefractorySyntax refractory:
                    MarkAll(refractory.Duration);
                    break;
            }
        }
    }

    private void MarkAll(ExpressionSyntax expression)
    {
        foreach (NameExpressionSyntax name in SyntaxNames.In(expression))
        {
            MarkUsed(name.Path.Text);
        }
    }
}
