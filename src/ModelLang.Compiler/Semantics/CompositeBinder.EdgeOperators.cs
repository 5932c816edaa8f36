using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <content>Operators on edges and connections: <c>via</c>.</content>
internal sealed partial class CompositeBinder
{
    /// <summary>An operator on its way from a source to a target.</summary>
    /// <param name="Child">The operator in use.</param>
    /// <param name="Input">Its input that gets what flows.</param>
    /// <param name="Output">What it gives on.</param>
    private sealed record EdgeOperator(ChildSymbol Child, MemberSymbol Input, MemberSymbol Output)
    {
        public string InputPath => $"{Child.Name}.{Input.Name}";

        public Bound Value => Output.ToBound($"{Child.Name}.{Output.Name}");
    }

    // Settings that belong to the edge itself.
    private static bool IsOfEdge(SettingSyntax setting) => setting.Target.Text is "weight" or "delay";

    // Adds the operator behind via to the circuit; null after a report.
    private EdgeOperator? AddEdgeOperator(
        PathSyntax via, EquatableArray<SettingSyntax> settings, PopulationSize? size, Func<PathSyntax, SyntaxNode, Bound?> end, ModelFile file)
    {
        if (_findTemplate(via, file) is not { } template)
        {
            _symbol.HasErrors = true;
            return null;
        }

        if (template is not OperatorSymbol op)
        {
            Fail(DiagnosticTable.WrongKindOfName, file, via, null, via.Text, template.KindText, "an operator");
            return null;
        }

        if (template.HasErrors || template.Unsupported.Count > 0)
        {
            _symbol.HasErrors = true;
            return null;
        }

        ChildSymbol child = new(NameOfEdgeOperator(via), op, [], via.Span) { Size = size is ConnectionCount ? null : size };
        if (size is ConnectionCount)
        {
            child.Size = new ConnectionCount(child.Name);
        }

        SettingSyntax[] own = [.. settings.Where(s => !IsOfEdge(s))];
        HashSet<string> fed = new(StringComparer.Ordinal);
        List<SettingSyntax> values = [];
        _symbol.Children.Add(child);
        foreach (SettingSyntax setting in own)
        {
            if (op.FindMember(setting.Target.Text) is { Kind: MemberKind.Input } input && setting is { Drawn: false, Value: NameExpressionSyntax { Primes: 0, Path.Parts: { Count: > 1 } parts } reference }
                && parts[0].Text is "source" or "target")
            {
                if (end(reference.Path, setting.Value) is not { } value || Expressions(file).RequireUnit(value, input.Unit, setting.Value).IsError)
                {
                    _symbol.HasErrors = true;
                    return null;
                }

                AddFeed($"{child.Name}.{input.Name}", input, value, setting, setting.Value, file);
                fed.Add(input.Name);
            }
            else
            {
                values.Add(setting);
                fed.Add(setting.Target.Text);
            }
        }

        BindSettings(child, values.ToEquatableArray(), file);
        MemberSymbol[] free = [.. op.Members.Where(m => m.Kind == MemberKind.Input && !fed.Contains(m.Name))];
        MemberSymbol[] required = [.. free.Where(m => m.Value is null)];
        MemberSymbol[] outputs = [.. op.Members.Where(m => m.Kind == MemberKind.Output)];
        MemberSymbol[] states = [.. op.Members.Where(m => m.Kind == MemberKind.State)];
        MemberSymbol? signal = required.Length == 1 ? required[0] : required.Length == 0 && free.Length == 1 ? free[0] : null;
        MemberSymbol? output = outputs.Length == 1 ? outputs[0] : outputs.Length == 0 && states.Length == 1 ? states[0] : null;
        if (signal is null)
        {
            string names = free.Length == 0 ? "has none" : "has " + string.Join(", ", free.Select(m => m.Name));
            Fail(DiagnosticTable.InvalidEdgeOperator, file, via, "give the others values, such as source.x or target.y", $"One input of '{op.Name}' must be free for what flows, but it {names}");
            return null;
        }

        if (output is null)
        {
            Fail(DiagnosticTable.InvalidEdgeOperator, file, via, "declare what goes on as its only output", $"'{op.Name}' must have one output that goes on, but it has {(outputs.Length > 1 ? string.Join(", ", outputs.Select(m => m.Name)) : "none")}");
            return null;
        }

        return new EdgeOperator(child, signal, output);
    }

    // The operator's own name, with a number from the second one on.
    private string NameOfEdgeOperator(PathSyntax via)
    {
        string name = via.Parts[via.Parts.Count - 1].Text;
        string free = name;
        for (int i = 2; _symbol.FindChild(free) is not null || Variables.ContainsKey(free) || _dataUnits.ContainsKey(free); i++)
        {
            free = $"{name}{i}";
        }

        return free;
    }

    private void BindEdgeVia(EdgeSyntax edge, PathSyntax via, Bound source, MemberSymbol target, Bound? weight, EdgeDelay? delay, ModelFile file)
    {
        Bound? End(PathSyntax path, SyntaxNode node)
        {
            PathSyntax owner = path.Parts[0].Text == "source" ? edge.Source : edge.Target;
            PathSyntax full = Beside(owner, path);
            return TemplatePaths.Find(_symbol, full) is { } member ? member.ToBound(full.Text) : MissingEnd(path, full, node, file);
        }

        source = Delayed(source, delay, edge, edge.Source, file);
        if (source.IsError || AddEdgeOperator(via, edge.Settings, null, End, file) is not { } op)
        {
            _symbol.HasErrors = true;
            return;
        }

        if (source.Unit!.Dimension != op.Input.Unit.Dimension)
        {
            Fail(DiagnosticTable.UnitMismatch, file, edge.Source, null, edge.Source.Text, source.Unit.Possession, op.Input.Unit.Display);
            return;
        }

        AddFeed(op.InputPath, op.Input, source, edge, edge.Source, file);
        AddEdge(edge.Target.Text, target, op.Value, weight, null, edge, via, file);
    }

    // X.r and source.x give X.x.
    private static PathSyntax Beside(PathSyntax owner, PathSyntax path) =>
        new(owner.Parts.Take(owner.Parts.Count - 1).Concat(path.Parts.Skip(1)).ToEquatableArray(), path.Span);

    private Bound? MissingEnd(PathSyntax path, PathSyntax full, SyntaxNode node, ModelFile file)
    {
        Fail(DiagnosticTable.UndefinedName, file, node, $"'{path.Parts[0].Text}' is the unit at that end of the connection; there is no '{full.Text}'", path.Text);
        return null;
    }
}
