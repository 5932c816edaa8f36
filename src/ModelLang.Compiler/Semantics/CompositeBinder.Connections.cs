using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <content>Statements <c>connect</c>.</content>
internal sealed partial class CompositeBinder
{
    private void BindConnect(ConnectSyntax connect, ModelFile file)
    {
        if (connect.Sources.Concat(connect.Targets).Any(p => _incomplete.Contains(p.Parts[0].Text)))
        {
            _symbol.HasErrors |= _symbol.Unsupported.Count == 0;
            return;
        }

        if (connect.Sources.Concat(connect.Targets).Any(p => _symbol.FindChild(p.Parts[0].Text)?.Template is { } template && HasEvents(template)))
        {
            ReportUnsupported(MissingFeature.SpikeConnection, file, connect.Rule);
            return;
        }

        MemberSymbol?[] targets = [.. connect.Targets.Select(t => BindTarget(t, file))];
        Bound[] sources = [.. connect.Sources.Select(s => Expressions(file).BindNumber(new NameExpressionSyntax(s, 0, s.Span)))];
        if (Array.Exists(targets, t => t is null) || Array.Exists(sources, s => s.IsError))
        {
            _symbol.HasErrors = true;
            return;
        }

        bool single = !sources.Any(s => PopulationOf(s.Expr) is not null)
            && !connect.Targets.Any(t => TemplatePaths.PopulationOf(_symbol, t.Text) is not null);
        if (single && connect is { Via: null, Rule: CallSyntax { Function.Text: "matrix" } rule } && rule.Arguments.Any(a => a.Value is ListSyntax))
        {
            BindMatrixOfSingles(connect, rule, targets!, sources, file);
        }
        else
        {
            BindConnection(connect, targets!, sources, file);
        }
    }

    private static bool HasEvents(TemplateSymbol template) =>
        template.Unsupported.Count > 0 || (template is CompositeSymbol composite && composite.Children.Exists(c => HasEvents(c.Template)));

    // Between single units each entry is an edge, so that its weight may be any expression.
    private void BindMatrixOfSingles(ConnectSyntax connect, CallSyntax rule, MemberSymbol[] targets, Bound[] sources, ModelFile file)
    {
        Bound? factor = BindWeight(connect.Settings, file, out EdgeDelay? delay, out bool complete);
        if (!complete || factor is { IsError: true } || BindEntries(rule, connect, file) is not { } matrix)
        {
            _symbol.HasErrors |= _symbol.Unsupported.Count == 0;
            return;
        }

        for (int i = 0; i < targets.Length; i++)
        {
            for (int j = 0; j < sources.Length; j++)
            {
                Bound entry = matrix[i, j];
                if (Algebra.Is(entry.Expr, 0))
                {
                    continue;
                }

                Bound weight = factor is { Unit: { } unit } f
                    ? new Bound(new Product(f.Expr, entry.Expr), Context.Units.Usual(unit.Dimension * entry.Unit!.Dimension))
                    : entry;
                AddEdge(connect.Targets[i].Text, targets[i], sources[j], weight, delay, connect, connect.Sources[j], file);
            }
        }
    }

    // The weights with a row for each target, whatever the orientation in the text.
    private Bound[,]? BindEntries(CallSyntax rule, ConnectSyntax connect, ModelFile file)
    {
        if (RuleBinder.BindOrientation(rule, Context, file) is not { } rowsAreTargets)
        {
            return null;
        }

        if (rule.Arguments.FirstOrDefault(a => a.Name is { Text: not "rows" }) is { } other)
        {
            Fail(DiagnosticTable.UnknownSetting, file, other.Name!, NearestName.Hint(other.Name!.Text, ["rows"]), other.Name.Text);
            return null;
        }

        ListSyntax list = (ListSyntax)rule.Arguments.First(a => a.Value is ListSyntax).Value;
        int targets = connect.Targets.Count;
        int sources = connect.Sources.Count;
        (int rowCount, int columnCount) = rowsAreTargets ? (targets, sources) : (sources, targets);
        ListSyntax?[] lines = [.. list.Items.Select(i => i as ListSyntax)];
        if (lines.Length != rowCount || Array.Exists(lines, l => l is null || l.Items.Count != columnCount))
        {
            int columns = lines.FirstOrDefault(l => l is null || l.Items.Count != columnCount)?.Items.Count ?? columnCount;
            Fail(
                DiagnosticTable.MatrixShape,
                file,
                list,
                $"rows = {(rowsAreTargets ? "target" : "source")} needs {rowCount} rows of {columnCount}",
                $"{lines.Length} x {columns}",
                $"{rowCount} x {columnCount}");
            return null;
        }

        Bound[,] matrix = new Bound[targets, sources];
        bool error = false;
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < columnCount; column++)
            {
                Bound entry = Expressions(file).BindReal(lines[row]!.Items[column]);
                error |= entry.IsError;
                (int target, int source) = rowsAreTargets ? (row, column) : (column, row);
                matrix[target, source] = entry;
            }
        }

        _symbol.HasErrors |= error;
        return error ? null : matrix;
    }

    private void BindConnection(ConnectSyntax connect, MemberSymbol[] targets, Bound[] sources, ModelFile file)
    {
        string path = $"connection{_symbol.Connections.Count + 1}";
        RuleBinder rules = new(Context, ScopeOf(file), path, file);
        if (connect.Settings.FirstOrDefault(s => s.Target.Text == "delay" && s is { Drawn: false, Value: CallSyntax { Function.Text: "gamma" } }) is { Value: CallSyntax gamma })
        {
            // What the chain gives on takes the place of its source.
            if (BindGamma(gamma, file) is not { } spread)
            {
                return;
            }

            sources = [.. sources.Select((s, i) => Chained(s, spread, connect, connect.Sources[i], file))];
            connect = connect with { Settings = connect.Settings.Where(s => s.Target.Text != "delay").ToEquatableArray() };
        }

        Port[] from = [.. sources.Select((s, i) => s.Expr is Reference signal ? new Port(signal, PopulationOf(signal)) : PortOfConstant(connect.Sources[i], file)).OfType<Port>()];
        Port[] to = [.. connect.Targets.Select((t, i) => new Port(new Reference(t.Text, VariableKind.Input, targets[i].Type), TemplatePaths.PopulationOf(_symbol, t.Text)))];
        if (from.Length < sources.Length || rules.Bind(connect.Rule) is not { } unoriented || Oriented(unoriented, connect, file) is not { } rule || BindStrength(connect.Via is null ? connect.Settings : connect.Settings.Where(IsOfEdge).ToEquatableArray(), rules, file) is not { } strength)
        {
            _symbol.HasErrors = true;
            return;
        }

        _symbol.Arrays.AddRange(rules.Arrays);
        if (connect.Via is { } via)
        {
            BindConnectionVia(connect, via, targets, sources, from, to, rule, strength, rules.IsPerConnection, file);
            return;
        }

        Unit perSignal = Context.Units.Usual((strength.Weight.Unit ?? Unit.One).Dimension * rule.Unit.Dimension);
        if (!CheckPorts(connect, rule.Rule, from, to, file) || !FlowFits(connect, targets, sources, perSignal, file))
        {
            return;
        }

        bool weighted = rules.IsPerConnection(strength.Weight.Expr);
        ValueType type = sources.Any(s => s.Type == ValueType.Complex) ? ValueType.Complex : ValueType.Real;
        Expr factor = weighted ? Algebra.One : strength.Weight.Expr;
        Func<int, Expr> flow;
        if (strength.Delay is null && !weighted && rule.Rule is { Kind: RuleKind.AllToAll } all && (all.Autapses || (from.Length == 1 && to.Length == 1 && to[0].Population is not null)))
        {
            // One weight for all: the sum of the signals, whatever the number of connections.
            flow = port => SumOfSignals(from, all.Autapses ? null : to[port].Population);
        }
        else if (strength.Delay is null && !weighted && rule.Rule.Kind == RuleKind.OneToOne && from.Length == 1 && from[0].Population == to[0].Population)
        {
            flow = _ => from[0].Signal;
        }
        else
        {
            _symbol.Connections.Add(new Connection(
                path, from.ToEquatableArray(), to.ToEquatableArray(), rule.Rule, weighted ? strength.Weight.Expr : null, strength.Delay, false, BindingContext.SourceOf(connect, file)));
            if (strength.Delay is not null && type == ValueType.Complex)
            {
                Fail(DiagnosticTable.ComplexNotAllowed, file, connect.Sources[0], "connect re(...) and im(...), each as an output of its own", connect.Sources[0].Text);
                return;
            }

            // A delayed signal need not be known now, unless a connection may have no delay.
            bool isNow = strength.Delay is null || Array.TrueForAll(from, p => p.Signal.Kind == VariableKind.State);
            EquatableArray<Expr> signals = isNow ? from.Select(p => (Expr)p.Signal).ToEquatableArray() : EquatableArray<Expr>.Empty;
            flow = port => new ConnectionSum(path, port, signals, type);
        }

        for (int i = 0; i < to.Length; i++)
        {
            Expr value = Algebra.Is(factor, 1) ? flow(i) : new Product(factor, flow(i));
            AddFeed(connect.Targets[i].Text, targets[i], new Bound(value, targets[i].Unit), connect, connect.Sources[0], file);
        }
    }

    // Each connection has an operator of its own: a population with one unit per connection.
    private void BindConnectionVia(
        ConnectSyntax connect, PathSyntax via, MemberSymbol[] targets, Bound[] sources, Port[] from, Port[] to, RuleBinder.Bounded rule, Strength strength,
        Func<Expr, bool> isPerConnection, ModelFile file)
    {
        if (!CheckPorts(connect, rule.Rule, from, to, file))
        {
            return;
        }

        if (strength.Delay is { } varying && isPerConnection(varying))
        {
            ReportUnsupported(MissingFeature.DelayVia, file, connect);
            return;
        }

        string name = NameOfEdgeOperator(via);
        Bound? End(PathSyntax path, SyntaxNode node)
        {
            bool atTarget = path.Parts[0].Text == "target";
            List<Expr> values = [];
            Bound? first = null;
            foreach (PathSyntax port in atTarget ? connect.Targets : connect.Sources)
            {
                PathSyntax full = Beside(port, path);
                if (TemplatePaths.Find(_symbol, full) is not { } member)
                {
                    return MissingEnd(path, full, node, file);
                }

                Bound value = member.ToBound(full.Text);
                first ??= value;
                values.Add(value.Expr);
            }

            return new Bound(new EndValue(name, atTarget, values.ToEquatableArray()), first!.Value.Unit);
        }

        if (AddEdgeOperator(via, connect.Settings, new ConnectionCount(name), End, file) is not { } op)
        {
            _symbol.HasErrors = true;
            return;
        }

        Bound weight = strength.Weight;
        Unit given = Context.Units.Usual((weight.Unit ?? Unit.One).Dimension * rule.Unit.Dimension);
        if (!FlowFits(connect, [op.Input], sources, Unit.One, file) || !FlowFits(connect, targets, [op.Value], given, file))
        {
            return;
        }

        bool weighted = isPerConnection(weight.Expr);
        _symbol.Connections.Add(new Connection(
            name, from.ToEquatableArray(), to.ToEquatableArray(), rule.Rule, weighted ? weight.Expr : null, null, true, BindingContext.SourceOf(connect, file)));
        EquatableArray<Expr> signals = from.Select(p => strength.Delay is null ? (Expr)p.Signal : new Delayed(p.Signal, strength.Delay)).ToEquatableArray();
        AddFeed(op.InputPath, op.Input, new Bound(new EndValue(name, false, signals), op.Input.Unit), connect, connect.Sources[0], file);
        for (int i = 0; i < to.Length; i++)
        {
            Expr arriving = new ArrivalSum(name, i, op.Value.Expr);
            Expr value = weighted || Algebra.Is(weight.Expr, 1) ? arriving : new Product(weight.Expr, arriving);
            AddFeed(connect.Targets[i].Text, targets[i], new Bound(value, targets[i].Unit), connect, via, file);
        }
    }

    private Port? PortOfConstant(PathSyntax path, ModelFile file)
    {
        Fail(DiagnosticTable.NotReadable, file, path, "connect a state, an output or a let", path.Text, "a constant");
        return null;
    }

    private static Expr SumOfSignals(Port[] from, string? without)
    {
        List<Expr> terms = [.. from.Select(p => p.Population is null ? (Expr)p.Signal : new Reduction(ReductionKind.Sum, p.Signal))];
        terms.AddRange(from.Where(p => without is not null && p.Population == without).Select(p => new Negate(p.Signal)));
        return terms.Count == 1 ? terms[0] : new Sum(terms.ToEquatableArray());
    }

    private sealed record Strength(Bound Weight, Expr? Delay);

    private Strength? BindStrength(EquatableArray<SettingSyntax> settings, RuleBinder rules, ModelFile file)
    {
        Bound weight = new(Algebra.One, Unit.One);
        Expr? delay = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (SettingSyntax setting in settings)
        {
            string name = setting.Target.Text;
            if (name is not ("weight" or "delay"))
            {
                Fail(DiagnosticTable.UnknownSetting, file, setting.Target, NearestName.Hint(name, ["weight", "delay"]) ?? "a connection has a weight and a delay; other settings belong to an operator behind via", name);
                return null;
            }

            if (!seen.Add(name))
            {
                Fail(DiagnosticTable.DuplicateSetting, file, setting.Target, null, name);
                return null;
            }

            Bound value = rules.BindValue(setting, name == "delay" ? Context.Units.Time : null);
            if (!value.IsError && ((name == "delay" && !IsDelay(value.Expr, setting, file)) || !HasShape(value.Expr, true, setting.Value, file)))
            {
                return null;
            }

            if (value.IsError || !CheckConstant(value.Expr, file, setting.Value, $"The {name} of a connection", constantsOnly: false))
            {
                return null;
            }

            if (name == "weight")
            {
                weight = value;
            }
            else
            {
                delay = value.Expr;
            }
        }

        return new Strength(weight, delay);
    }

    private bool IsDelay(Expr value, SettingSyntax setting, ModelFile file)
    {
        if (ConstantEvaluator.TryEvaluate(value, out double delay) && !(delay >= 0 && delay < double.PositiveInfinity))
        {
            Fail(DiagnosticTable.DelayNotPositive, file, setting.Value, "a delay of a connection is a finite time, zero or positive", BindingContext.Excerpt(setting.Value, file));
            return false;
        }

        return true;
    }

    // A matrix that is declared as data has its orientation there; a written one has none before it is used.
    private RuleBinder.Bounded? Oriented(RuleBinder.Bounded bound, ConnectSyntax connect, ModelFile file)
    {
        if (bound.Rule.Matrix is not { } matrix || RuleBinder.BindOrientation((CallSyntax)connect.Rule, Context, file) is not { } rowsAreTargets)
        {
            return bound;
        }

        if (!HasShape(matrix, true, connect.Rule, file))
        {
            return null;
        }

        DataArray[] turned = [.. _symbol.Arrays.Where(a => a.RowsAreTargets != rowsAreTargets && matrix.Contains(e => e is ArrayElement element && element.Array == a.Name))];
        if (Array.Find(turned, a => a.Source is NumbersInFile) is { } stated)
        {
            string rows = stated.RowsAreTargets ? "target" : "source";
            Fail(DiagnosticTable.InvalidRule, file, connect.Rule, $"write rows = {rows}", $"The data '{stated.Name}' have rows = {rows}");
            return null;
        }

        string NameOf(DataArray array) => array.Name + ".by_source";
        foreach (DataArray array in turned.Where(a => !_symbol.Arrays.Exists(b => b.Name == NameOf(a))))
        {
            _symbol.Arrays.Add(array with { Name = NameOf(array), RowsAreTargets = rowsAreTargets });
        }

        Expr oriented = ExprRewriter.BottomUp(matrix, e => e is ArrayElement element && Array.Find(turned, a => a.Name == element.Array) is { } array ? new ArrayElement(NameOf(array)) : e);
        return bound with { Rule = bound.Rule with { Matrix = oriented } };
    }

    // Rules that match units by their numbers need to know that there are as many on both sides.
    private bool CheckPorts(ConnectSyntax connect, ConnectionRule rule, Port[] from, Port[] to, ModelFile file)
    {
        int? sources = Total(from);
        int? targets = Total(to);
        if (rule.Kind == RuleKind.OneToOne && sources is { } m && targets is { } n && m != n)
        {
            Fail(DiagnosticTable.InvalidRule, file, connect.Rule, "take all_to_all, random(p = ...) or a matrix", $"one_to_one needs as many sources as targets, not {m} and {n}");
            return false;
        }

        if (!rule.Autapses && !from.Select(p => p.Population).SequenceEqual(to.Select(p => p.Population)))
        {
            Fail(DiagnosticTable.InvalidRule, file, connect.Rule, "leave out autapses = false", "Only a population that is connected to itself has autapses");
            return false;
        }

        if (rule.Kind is RuleKind.FixedIndegree && !rule.Multapses && rule.Argument?.NumberValue() > sources)
        {
            Fail(DiagnosticTable.InvalidRule, file, connect.Rule, "allow multapses, or take a smaller number", $"{rule.Argument!.NumberValue()} different sources for each target are more than the {sources} there are");
            return false;
        }

        DataArray? literal = rule.Matrix is ArrayElement element ? _symbol.Arrays.Find(a => a.Name == element.Array) : null;
        if (literal is { Source: ListedNumbers listed } && sources is { } columns && targets is { } rows)
        {
            (int wantedRows, int wantedColumns) = literal.RowsAreTargets ? (rows, columns) : (columns, rows);
            if (listed.Rows != wantedRows || listed.Columns != wantedColumns)
            {
                Fail(DiagnosticTable.MatrixShape, file, connect.Rule, $"rows = {(literal.RowsAreTargets ? "target" : "source")} needs {wantedRows} rows of {wantedColumns}", $"{listed.Rows} x {listed.Columns}", $"{wantedRows} x {wantedColumns}");
                return false;
            }
        }

        return true;
    }

    private int? Total(Port[] ports)
    {
        int total = 0;
        foreach (Port port in ports)
        {
            PopulationSize? size = port.Population is { } population ? _symbol.FindChild(population)?.Size : new StatedSize(1);
            if (size is not StatedSize { Units: var units })
            {
                return null;
            }

            total += units;
        }

        return total;
    }

    private bool FlowFits(ConnectSyntax connect, MemberSymbol[] targets, Bound[] sources, Unit perSignal, ModelFile file)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            for (int j = 0; j < sources.Length; j++)
            {
                Dimension dimension = sources[j].Unit!.Dimension * perSignal.Dimension;
                if (dimension != targets[i].Unit.Dimension)
                {
                    Unit wanted = Context.Units.Usual(targets[i].Unit.Dimension / sources[j].Unit!.Dimension);
                    string name = j < connect.Sources.Count ? connect.Sources[j].Text : connect.Sources[0].Text;
                    string needed = wanted.Dimension.IsNone ? "be plain numbers" : $"have unit {wanted.Display}";
                    string hint = $"weights must {needed} to turn {sources[j].Unit!.Display} into {targets[i].Unit.Display}";
                    Fail(DiagnosticTable.UnitMismatch, file, connect.Sources[0], hint, name, Context.Units.Usual(dimension).Possession, targets[i].Unit.Display);
                    return false;
                }
            }
        }

        return true;
    }
}
