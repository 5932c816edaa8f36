using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>
/// What binding an operator and binding a node or circuit have in common: merging the members of a chain of
/// <c>extends</c>, and resolving declared quantities on demand, so that their order in the text does not matter.
/// </summary>
internal abstract partial class TemplateBinder(BindingContext context, TemplateSymbol symbol)
{
    private static readonly HashSet<string> s_constantNames = new(StringComparer.Ordinal) { "t", "pi", "inf", "super" };

    private readonly Dictionary<string, MemberSymbol?> _bound = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>A declared quantity with the definitions it overrides, from the base to the last.</summary>
    protected sealed record Declared(List<(VariableSyntax Syntax, ModelFile File)> Definitions)
    {
        /// <summary>The definition that counts.</summary>
        public (VariableSyntax Syntax, ModelFile File) Last => Definitions[Definitions.Count - 1];
    }

    /// <summary>Shared state of the compilation.</summary>
    protected BindingContext Context { get; } = context;

    /// <summary>Declared quantities by name, in source order.</summary>
    protected Dictionary<string, Declared> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Statements <c>init</c> by name and order.</summary>
    protected Dictionary<(string Name, int Order), (InitSyntax Syntax, ModelFile File)> Inits { get; } = [];

    /// <summary>Names of the members of a child, for expressions; null when the first part is no child.</summary>
    protected virtual Bound? ResolveChild(PathSyntax path, ModelFile file) => null;

    /// <summary>The population that has a value per unit of an expression; none in an operator or node.</summary>
    protected virtual string? PopulationOf(Expr expr) => null;

    /// <summary>Whether it is a circuit, which may have populations.</summary>
    private bool IsCircuit => symbol is CompositeSymbol { IsCircuit: true };

    /// <summary>The order of the equation of a state: 1 unless a second-order equation is stated.</summary>
    protected virtual int OrderOf(string state) => 1;

    /// <summary>What to do about a name that is not declared.</summary>
    protected virtual string AdviceOnMissing(string name) => $"declare it: param {name} = ..., input {name} = ..., let {name} = ...";

    /// <summary>Names for hints beyond the declared ones.</summary>
    protected virtual IEnumerable<string> OtherNames => [];

    /// <summary>Adds a declaration, or a new definition to the one it overrides.</summary>
    protected void Declare(VariableSyntax syntax, ModelFile file)
    {
        string name = syntax.Name.Text;
        if (s_constantNames.Contains(name) || BuiltInFunctions.Find(name) is not null)
        {
            string what = BuiltInFunctions.Find(name) is not null ? "a built-in function" : name == "t" ? "the time" : name == "super" ? "the word super" : "a built-in constant";
            Fail(DiagnosticTable.Shadowing, file, syntax.Name, $"choose another name, such as {name}_0", name, what);
            return;
        }

        if (!Variables.TryGetValue(name, out Declared? existing))
        {
            if (syntax.Override)
            {
                Fail(DiagnosticTable.OverrideOfNothing, file, syntax.Name, NearestName.Hint(name, Variables.Keys), name);
                return;
            }

            Variables.Add(name, new Declared([(syntax, file)]));
            return;
        }

        if (!syntax.Override)
        {
            string hint = existing.Last.File == file && IsOwn(existing.Last.Syntax)
                ? $"it stands on line {file.Source.PositionOf(existing.Last.Syntax.Name.Span.Start).Line} already; rename one of the two"
                : "write override to replace the member of the base";
            Fail(DiagnosticTable.DuplicateName, file, syntax.Name, hint, name);
            return;
        }

        MemberKind before = KindOf(existing.Last.Syntax.Keyword);
        MemberKind after = KindOf(syntax.Keyword);
        if (before != after && !(before is MemberKind.Let or MemberKind.Output && after is MemberKind.Let or MemberKind.Output))
        {
            Fail(DiagnosticTable.OverrideChangesKind, file, syntax.Name, $"write override {existing.Last.Syntax.Keyword.ToString().ToLowerInvariant()} {name} = ...", name, MemberSymbol.DescribeKind(before), MemberSymbol.DescribeKind(after));
            return;
        }

        existing.Definitions.Add((syntax, file));
    }

    /// <summary>Whether a declaration stands in the template itself rather than in a base.</summary>
    protected abstract bool IsOwn(MemberSyntax syntax);

    /// <summary>Reports and marks the template as wrong.</summary>
    protected void Fail(DiagnosticDescriptor descriptor, ModelFile file, SyntaxNode node, string? hint, params object[] arguments)
    {
        symbol.HasErrors = true;
        Context.Report(descriptor, file, node, hint, arguments);
    }

    /// <summary>Binds all declared quantities and adds them to the template.</summary>
    protected void BindVariables()
    {
        foreach (string name in Variables.Keys.ToList())
        {
            if (Resolve(name) is { } member)
            {
                symbol.Members.Add(member);
            }
        }
    }

    /// <summary>A binder for expressions of this template.</summary>
    /// <param name="file">The file the expression stands in.</param>
    /// <param name="super">What <c>super</c> stands for, or null.</param>
    protected ExpressionBinder Expressions(ModelFile file, Func<Bound>? super = null) => new(Context, ScopeOf(file, super));

    /// <summary>The names that expressions of this template see.</summary>
    protected IExpressionScope ScopeOf(ModelFile file, Func<Bound>? super = null) => new Scope(this, file, super);

    /// <summary>Takes note of names that expressions use.</summary>
    protected void MarkUsed(string name) => _used.Add(name);

    /// <summary>Whether an expression uses a name.</summary>
    protected bool IsUsed(string name) => _used.Contains(name);

    /// <summary>Reports quantities that nothing uses.</summary>
    protected void ReportUnused()
    {
        foreach (Declared declared in Variables.Values)
        {
            (VariableSyntax syntax, ModelFile file) = declared.Last;
            bool reportable = syntax.Keyword is VariableKeyword.Param or VariableKeyword.Const or VariableKeyword.Input or VariableKeyword.Let;
            if (reportable && !_used.Contains(syntax.Name.Text) && declared.Definitions.TrueForAll(d => IsOwn(d.Syntax)))
            {
                string hint = syntax.Keyword == VariableKeyword.Let && !HoldsNoise(syntax.Name.Text) ? "write output instead of let when it is only to be recorded" : "use it in an equation, or remove it";
                Context.Report(DiagnosticTable.UnusedDeclaration, file, syntax.Name, hint, syntax.Name.Text);
            }
        }
    }

    private bool HoldsNoise(string name) => Resolve(name)?.Value?.Contains(e => e is Reference { Kind: VariableKind.Noise }) == true;

    /// <summary>The member with a name, bound when first asked for; null when there is none or it is wrong.</summary>
    protected MemberSymbol? Resolve(string name)
    {
        if (_bound.TryGetValue(name, out MemberSymbol? member))
        {
            return member;
        }

        if (!Variables.TryGetValue(name, out Declared? declared))
        {
            return null;
        }

        int open = _open.IndexOf(name);
        if (open >= 0)
        {
            string cycle = string.Join(" -> ", _open.Skip(open).Append(name));
            Fail(DiagnosticTable.AlgebraicLoop, declared.Last.File, declared.Last.Syntax.Name, AlgebraicLoopHint, cycle);
            _bound[name] = null;
            return null;
        }

        _open.Add(name);
        MemberSymbol? result = BindVariable(declared);
        _open.RemoveAt(_open.Count - 1);
        if (_bound.TryGetValue(name, out MemberSymbol? inner) && inner is null)
        {
            // The loop was found below and is reported there.
            return null;
        }

        if (result is null)
        {
            symbol.HasErrors = true;
        }

        _bound[name] = result;
        return result;
    }

    private static MemberKind KindOf(VariableKeyword keyword) => keyword switch
    {
        VariableKeyword.Param => MemberKind.Parameter,
        VariableKeyword.Const => MemberKind.Constant,
        VariableKeyword.Input => MemberKind.Input,
        VariableKeyword.State => MemberKind.State,
        VariableKeyword.Let => MemberKind.Let,
        _ => MemberKind.Output,
    };

    private MemberSymbol? BindVariable(Declared declared)
    {
        (VariableSyntax syntax, ModelFile file) = declared.Last;
        MemberKind kind = KindOf(syntax.Keyword);
        AnnotationSyntax? annotation = declared.Definitions.Select(d => d.Syntax.Annotation).LastOrDefault(a => a is not null);
        ModelFile annotationFile = declared.Definitions.Last(d => d.Syntax.Annotation == annotation).File;
        if (!BindAnnotation(kind, annotation, annotationFile, out ValueType? type, out Unit? unit))
        {
            return null;
        }

        Bound? value = BindValue(declared, declared.Definitions.Count - 1, kind);
        if (value is { IsError: true })
        {
            return null;
        }

        if (value is null && kind != MemberKind.Input)
        {
            Fail(DiagnosticTable.UnexpectedToken, file, syntax.Name, $"write {syntax.Keyword.ToString().ToLowerInvariant()} {syntax.Name.Text} = ...", $"no value for '{syntax.Name.Text}'", "'=' and a value");
            return null;
        }

        ExpressionSyntax? valueSyntax = ValueSyntaxOf(declared)?.Syntax;
        if (unit is not null && value is { } bound && Expressions(file).RequireUnit(bound, unit, valueSyntax!).IsError)
        {
            symbol.HasErrors = true;
            return null;
        }

        unit ??= value?.Unit ?? (type is null ? null : Unit.One);
        if (unit is null)
        {
            Fail(DiagnosticTable.InvalidAnnotation, file, syntax.Name, "write input x : mV, or input x : real for a plain number", $"The input '{syntax.Name.Text}' has neither a default nor a unit");
            return null;
        }

        // The unit of the first definition stays: equations of the base rely on it.
        if (declared.Definitions.Count > 1 && kind is not (MemberKind.Let or MemberKind.Output) && declared.Definitions[0].Syntax.Value is { } firstValue)
        {
            Bound first = Expressions(declared.Definitions[0].File).BindNumber(firstValue);
            if (first.Unit is { } firstUnit && value is { } now && Expressions(file).RequireUnit(now, firstUnit, valueSyntax!).IsError)
            {
                symbol.HasErrors = true;
                return null;
            }
        }

        ValueType valueType = type ?? (kind is MemberKind.Let or MemberKind.Output ? value!.Value.Type : ValueType.Real);
        if (valueType == ValueType.Real && value is { Type: ValueType.Complex })
        {
            string hint = kind == MemberKind.State ? $"declare it as state {syntax.Name.Text} : complex" : "take re(...), im(...) or abs(...) of it";
            Fail(DiagnosticTable.ComplexNotAllowed, file, valueSyntax!, hint, BindingContext.Excerpt(valueSyntax!, file));
            return null;
        }

        Expr? expr = value?.Expr;
        if (kind == MemberKind.Constant)
        {
            if (!CheckConstant(expr!, file, valueSyntax!, $"The constant '{syntax.Name.Text}'", constantsOnly: true))
            {
                return null;
            }

            expr = ConstantEvaluator.TryEvaluate(expr!, out double number) && IsExact(expr!) && expr is not Number ? new Number(number) : expr;
        }
        else if (kind is MemberKind.Parameter or MemberKind.State or MemberKind.Input && expr is not null)
        {
            string what = kind switch
            {
                MemberKind.Parameter => $"The parameter '{syntax.Name.Text}'",
                MemberKind.State => $"The initial value of '{syntax.Name.Text}'",
                _ => $"The default of '{syntax.Name.Text}'",
            };
            if (!CheckConstant(expr, file, valueSyntax!, what, constantsOnly: false))
            {
                return null;
            }
        }

        MemberSymbol member = new(
            syntax.Name.Text,
            kind,
            unit.Dimension.IsNone ? Unit.One : unit,
            valueType,
            expr,
            null,
            false,
            null,
            null,
            syntax.Reduce?.Text == "product",
            declared.Definitions.Select(d => d.Syntax.Documentation).LastOrDefault(d => d.Length > 0) ?? "",
            BindingContext.SourceOf(syntax, file),
            file,
            syntax.Name.Span);
        if (syntax.Reduce is { } reduce && (kind != MemberKind.Input || reduce.Text is not ("product" or "sum")))
        {
            Fail(DiagnosticTable.InvalidAnnotation, file, reduce, "write reduce product, or leave it out for the sum", kind == MemberKind.Input ? $"There is no reduction '{reduce.Text}'" : "Only inputs are reduced");
            return null;
        }

        // The range and the initial statements may name the member itself, so it has to be known first.
        _bound[syntax.Name.Text] = member;
        member = BindRange(declared, member) ?? member;
        return kind == MemberKind.State ? BindInits(member) : member;
    }

    private static (ExpressionSyntax Syntax, ModelFile File)? ValueSyntaxOf(Declared declared)
    {
        (VariableSyntax syntax, ModelFile file) = declared.Definitions.LastOrDefault(d => d.Syntax.Value is not null);
        return syntax?.Value is { } value ? (value, file) : null;
    }

    private Bound? BindValue(Declared declared, int index, MemberKind kind)
    {
        (VariableSyntax syntax, ModelFile file) = declared.Definitions[index];
        if (syntax.Value is null)
        {
            return index > 0 ? BindValue(declared, index - 1, kind) : null;
        }

        Func<Bound>? super = index > 0 && kind is MemberKind.Let or MemberKind.Output
            ? () => BindValue(declared, index - 1, kind) ?? Bound.Error
            : null;
        ExpressionBinder binder = Expressions(file, super);
        Bound value = kind is MemberKind.Parameter or MemberKind.Constant ? binder.BindReal(syntax.Value) : binder.BindNumber(syntax.Value);
        if (index > 0 && kind is MemberKind.Let or MemberKind.Output && index == declared.Definitions.Count - 1 && !value.IsError)
        {
            Bound? before = BindValue(declared, index - 1, kind);
            if (before is { Unit: { } unit } && binder.RequireUnit(value, unit, syntax.Value).IsError)
            {
                return Bound.Error;
            }
        }

        return value;
    }

    private bool BindAnnotation(MemberKind kind, AnnotationSyntax? annotation, ModelFile file, out ValueType? type, out Unit? unit)
    {
        type = null;
        unit = null;
        if (annotation is null)
        {
            return true;
        }

        if (annotation.Type is { } name)
        {
            if (name.Text is not ("real" or "complex"))
            {
                Fail(DiagnosticTable.InvalidAnnotation, file, name, "write real or complex, or a unit", $"There is no type '{name.Text}'");
                return false;
            }

            type = name.Text == "complex" ? ValueType.Complex : ValueType.Real;
            if (type == ValueType.Complex && kind is MemberKind.Parameter or MemberKind.Constant)
            {
                Fail(DiagnosticTable.InvalidAnnotation, file, name, "declare its real and imaginary parts", "A parameter or constant is a real number");
                return false;
            }
        }

        if (annotation.Unit is { } written)
        {
            unit = Context.Bind(written, file);
            if (unit is null)
            {
                symbol.HasErrors = true;
                return false;
            }
        }

        return true;
    }

    private MemberSymbol? BindRange(Declared declared, MemberSymbol member)
    {
        (VariableSyntax? syntax, ModelFile file) = declared.Definitions.LastOrDefault(d => d.Syntax.Range is not null);
        switch (syntax?.Range)
        {
            case IntervalSyntax when member.Type == ValueType.Complex:
                Fail(DiagnosticTable.InvalidRange, file, syntax.Range, $"write a condition: in abs({member.Name}) <= 1", "A range [low, high] is for real numbers, and this is complex");
                return null;
            case IntervalSyntax interval:
                if (BindBound(interval.Lower, member.Unit, file) is not { } lower || BindBound(interval.Upper, member.Unit, file) is not { } upper)
                {
                    return null;
                }

                if (!(lower < upper) && !(lower == upper && !interval.LowerOpen && !interval.UpperOpen))
                {
                    Fail(DiagnosticTable.InvalidRange, file, interval, "the lower bound comes first", $"The range {BindingContext.Excerpt(interval, file)} is empty");
                    return null;
                }

                Interval range = new(lower, interval.LowerOpen, upper, interval.UpperOpen);
                if (member.Kind != MemberKind.Let && member.Value is { } value && ConstantEvaluator.TryEvaluate(value, out double number) && !range.Contains(number))
                {
                    (ExpressionSyntax at, ModelFile place) = ValueSyntaxOf(declared)!.Value;
                    Fail(DiagnosticTable.OutOfRange, place, at, null, BindingContext.Excerpt(at, place), BindingContext.Excerpt(interval, file), member.Name);
                }

                return member with { Range = range };
            case ConditionRangeSyntax condition when member.Kind == MemberKind.State:
                Bound bound = Expressions(file).BindCondition(condition.Condition);
                if (bound.IsError)
                {
                    symbol.HasErrors = true;
                }

                return bound.IsError ? null : member with { Condition = bound.Expr };
            case ConditionRangeSyntax condition:
                Fail(DiagnosticTable.InvalidRange, file, condition, "write an interval such as [0, inf)", "Only states have a condition as their range");
                return null;
            default:
                return null;
        }
    }

    // A bound is a constant; inf has every unit.
    private double? BindBound(ExpressionSyntax syntax, Unit unit, ModelFile file)
    {
        (bool negative, ExpressionSyntax inner) = syntax is SignSyntax sign ? (sign.Negative, sign.Operand) : (false, syntax);
        if (inner is NameExpressionSyntax { Path.Text: "inf", Primes: 0 })
        {
            return negative ? double.NegativeInfinity : double.PositiveInfinity;
        }

        Bound bound = Expressions(file).BindReal(syntax, unit);
        if (bound.IsError)
        {
            symbol.HasErrors = true;
            return null;
        }

        if (!ConstantEvaluator.TryEvaluate(bound.Expr, out double value) || double.IsNaN(value))
        {
            Fail(DiagnosticTable.InvalidRange, file, syntax, "write a number, a constant, or inf", $"The bound '{BindingContext.Excerpt(syntax, file)}' is not a constant");
            return null;
        }

        return value;
    }

    private MemberSymbol BindInits(MemberSymbol member)
    {
        foreach (int order in new[] { 0, 1 })
        {
            if (!Inits.TryGetValue((member.Name, order), out (InitSyntax Syntax, ModelFile File) init))
            {
                continue;
            }

            if (order == 0 && init.Syntax.Value is NameExpressionSyntax { Path.Text: "steady", Primes: 0 })
            {
                member = member with { Steady = true };
                continue;
            }

            Unit unit = order == 0 ? member.Unit : Context.Units.PerTime(member.Unit);
            ExpressionBinder binder = Expressions(init.File);
            Bound value = init.Syntax.Drawn
                ? DistributionBinder.BindDraw(init.Syntax.Value, unit, member.Name + new string('\'', order), Context, binder, init.File)
                : binder.RequireUnit(binder.BindNumber(init.Syntax.Value), unit, init.Syntax.Value);
            if (value.IsError)
            {
                symbol.HasErrors = true;
            }
            else if (CheckConstant(value.Expr, init.File, init.Syntax.Value, $"The initial value of '{member.Name}'", constantsOnly: false))
            {
                member = order == 0 ? member with { Value = value.Expr } : member with { InitialRate = value.Expr };
            }
        }

        return member;
    }

    /// <summary>Reports an expression that depends on more than parameters and constants.</summary>
    protected bool CheckConstant(Expr expr, ModelFile file, SyntaxNode node, string what, bool constantsOnly)
    {
        foreach (Expr part in expr.SelfAndDescendants())
        {
            (string Name, string Kind)? found = part switch
            {
                Time => ("t", "the time"),
                Reference { Kind: VariableKind.Parameter } r when constantsOnly => (r.Name, "a parameter"),
                Reference { Kind: VariableKind.Parameter } => null,
                Reference r => (r.Name, r.Kind switch
                {
                    VariableKind.State or VariableKind.Rate => "a state",
                    VariableKind.Input => "an input",
                    _ => "computed in every step",
                }),
                _ => null,
            };
            if (found is { } bad)
            {
                Fail(DiagnosticTable.NotConstant, file, node, constantsOnly ? "declare it with param when parameters are in it" : "write a number; a quantity that changes in time is a let", what, constantsOnly ? "constants" : "parameters and constants", bad.Name, bad.Kind);
                return false;
            }
        }

        return true;
    }

    // exp, log and powers of constants stay in the code, so that the target machine evaluates them.
    private static bool IsExact(Expr expr) =>
        expr.SelfAndDescendants().All(e => e is Number or Pi or Negate or Sum or Product or Quotient or Call { Function: Function.Sqrt });

    /// <summary>What to do about quantities that need each other's value.</summary>
    internal const string AlgebraicLoopHint = "put a state into the circle: a synapse, or a rate that follows its value with a time constant";

    /// <summary>Takes note of something that cannot be compiled yet.</summary>
    protected void ReportUnsupported(MissingFeature feature, ModelFile file, SyntaxNode node) =>
        symbol.Unsupported.Add(new UnsupportedFeature(feature, file, node.Span));

    private Bound? ResolveName(NameExpressionSyntax syntax, ModelFile file, Func<Bound>? super)
    {
        PathSyntax path = syntax.Path;
        if (path.Parts.Count > 1)
        {
            return syntax.Primes > 0 ? null : ResolveChild(path, file);
        }

        string name = path.Text;
        if (name == "super" && syntax.Primes == 0)
        {
            if (super is not null)
            {
                return super();
            }

            Fail(DiagnosticTable.SuperWithoutBase, file, syntax, "write override before the statement, in an operator that extends another");
            return Bound.Error;
        }

        if (!Variables.ContainsKey(name))
        {
            return ResolveChild(path, file);
        }

        MarkUsed(name);
        if (Resolve(name) is not { } member)
        {
            return Bound.Error;
        }

        if (syntax.Primes > 0)
        {
            if (member.Kind == MemberKind.State && syntax.Primes == 1 && OrderOf(name) == 2)
            {
                return new Bound(new Reference(name, VariableKind.Rate, member.Type), Context.Units.PerTime(member.Unit));
            }

            Fail(DiagnosticTable.DerivativeNotAvailable, file, syntax, $"name the right-hand side and use it twice: let d{path.Text} = ..., {path.Text}' = d{path.Text}", BindingContext.Excerpt(syntax, file));
            return Bound.Error;
        }

        return member.ToBound(name);
    }

    private sealed class Scope(TemplateBinder binder, ModelFile file, Func<Bound>? super) : IExpressionScope
    {
        public ModelFile File => file;

        public IEnumerable<string> Names => binder.Variables.Keys.Concat(binder.OtherNames);

        public Bound? Resolve(NameExpressionSyntax name) => binder.ResolveName(name, file, super);

        public string? PopulationOf(Expr expr) => binder.PopulationOf(expr);

        public bool HasPopulations => binder.IsCircuit;

        public Bound? BindUnitValue(ExpressionSyntax syntax, ExpressionBinder expressions) => null;

        public string Advice(string name) => binder.AdviceOnMissing(name);

        public void ReportUnsupported(MissingFeature feature, ModelFile place, SyntaxNode node) => binder.ReportUnsupported(feature, place, node);
    }
}
