using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>The method that makes the connections of one statement.</summary>
internal sealed class ConnectionMember(KernelContext context, NetworkMethod method, UnitValueWriter values)
{
    /// <summary>Name of the method.</summary>
    public static string Name(KernelContext context, Connection connection) =>
        context.Network.Plain("Connect_" + Identifiers.Spell(connection.Path), "connect|" + connection.Path);

    /// <summary>The method.</summary>
    public KernelMethod Build(Connection connection)
    {
        List<KernelStatement> body =
        [
            new Line($"int sources = {method.Total(connection.Sources)};"),
            new Line($"int targets = {method.Total(connection.Targets)};"),
        ];
        body.AddRange(Pattern(connection));
        if (connection.IsPlastic)
        {
            body.Add(new Line($"{context.Network.Pattern(connection.Path)} = pattern;"));
            if (connection.IsWeighted)
            {
                body.AddRange(Weights(connection));
                body.Add(new Line($"{context.Network.Weights(connection.Path)} = weights;"));
            }
        }
        else if (connection.Delay is not null)
        {
            body.AddRange(Delayed(connection));
        }
        else if (!connection.IsWeighted)
        {
            body.Add(new Line($"{context.Network.Connection(connection.Path)} = {RuntimeNames.Connection}.{RuntimeNames.Create}(pattern, 1.0);"));
        }
        else
        {
            body.AddRange(Weights(connection));
            body.Add(new Line($"{context.Network.Connection(connection.Path)} = {RuntimeNames.Connection}.{RuntimeNames.Create}(pattern, weights);"));
        }

        return new KernelMethod(Name(context, connection), null, $"// {CSharpText.Comment(connection.Source.Text)}\nprivate void {Name(context, connection)}()", body);
    }

    private IEnumerable<KernelStatement> Delayed(Connection connection)
    {
        if (connection.IsWeighted)
        {
            foreach (KernelStatement statement in Weights(connection))
            {
                yield return statement;
            }
        }

        yield return new Line("double[] delays = new double[pattern.Count];");
        foreach (KernelStatement statement in PerConnection(connection, connection.Delay!, "delays", multiply: false))
        {
            yield return statement;
        }

        if (connection.Delay!.SelfAndDescendants().OfType<ArrayElement>().FirstOrDefault() is { } element && connection.Rule.Kind != RuleKind.List)
        {
            yield return new Line($"{context.Network.Array(element.Array)}!.RequireDelays(delays, pattern, rowsAreTargets: {Truth(ArrayOf(element).RowsAreTargets)});");
        }

        if (!context.System.Intermediates.Select(i => i.Definition).OfType<ConnectionSum>().Any(s => s.Connection == connection.Path && s.Signals.Count > 0))
        {
            yield return new Block("if (delays.AsSpan().Contains(0.0))", [new Line(
                $"throw new ArgumentException({CSharpText.Literal($"A connection of '{connection.Source.Text}' has the delay 0, but what flows is not a state; give it a positive delay.")});")]);
        }

        yield return new Line($"{context.Network.Connection(connection.Path)} = new {RuntimeNames.DelayedConnection}(pattern, {(connection.IsWeighted ? "weights" : "1.0")}, delays);");
    }

    private IEnumerable<KernelStatement> Weights(Connection connection)
    {
        bool matrix = connection.Rule.Kind == RuleKind.Matrix;
        yield return new Line(matrix ? "double[] weights = pattern.PickFromMatrix(matrix);" : "double[] weights = new double[pattern.Count];");
        foreach (KernelStatement statement in connection.Weight is { } weight ? PerConnection(connection, weight, "weights", matrix) : [])
        {
            yield return statement;
        }
    }

    private IEnumerable<KernelStatement> Pattern(Connection connection)
    {
        ConnectionRule rule = connection.Rule;
        string random = $"Seed, {values.Stream(connection.Path)}, autapses: {Truth(rule.Autapses)}";
        string argument = rule.Argument is null ? "" : values.Format(rule.Argument);
        string whole = rule.Argument is Number ? argument : $"{RuntimeNames.ConnectionPattern}.Whole({argument})";
        string create = rule.Kind switch
        {
            RuleKind.OneToOne => "OneToOne(sources, targets)",
            RuleKind.AllToAll => $"AllToAll(sources, targets, {Truth(rule.Autapses)})",
            RuleKind.Random => $"Random({argument}, sources, targets, {random})",
            RuleKind.FixedIndegree or RuleKind.FixedOutdegree or RuleKind.FixedTotal => $"{rule.Kind}({whole}, sources, targets, {random}, multapses: {Truth(rule.Multapses)})",
            RuleKind.Matrix => $"FromMatrix(matrix, sources, targets, skipZero: {Truth(rule.SkipZero)})",
            RuleKind.List => "FromList(from, to, sources, targets)",
            _ => throw Unexpected.Kind(rule.Kind),
        };
        if (rule.Kind == RuleKind.Matrix)
        {
            foreach (KernelStatement statement in Matrix(rule.Matrix!, connection.Path))
            {
                yield return statement;
            }
        }

        if (rule.Kind == RuleKind.List)
        {
            foreach ((string list, string local) in rule.Lists.Zip(["from", "to"], (l, n) => (l, n)))
            {
                yield return new Line($"int[] {local} = {context.Network.Array(list)}!.RequireIndices();");
            }
        }

        yield return new Line($"{RuntimeNames.ConnectionPattern} pattern = {RuntimeNames.ConnectionPattern}.{create};");
    }

    // The matrix with a row for each target.
    private IEnumerable<KernelStatement> Matrix(Expr entry, string path)
    {
        yield return new Line("double[] matrix = new double[checked(targets * sources)];");
        foreach (ArrayElement element in entry.SelfAndDescendants().OfType<ArrayElement>().Distinct())
        {
            _required.Add(element.Array);
            yield return Require(element, path);
        }

        (Func<Expr, string?> local, IReadOnlyList<KernelStatement> before) = values.OutsideLoop(entry);
        foreach (KernelStatement statement in before)
        {
            yield return statement;
        }

        Expr value = ExprRewriter.BottomUp(entry, node => node switch
        {
            _ when local(node) is { } known => KernelContext.Text(known),
            ArrayElement e => KernelContext.Text($"{Local(e)}[{(ArrayOf(e).RowsAreTargets ? "(i * sources) + j" : "(j * targets) + i")}]"),
            Reference r => KernelContext.Text(context.Names.Field(r.Name)),
            UnitCount => KernelContext.Text(values.Format(node)),
            _ => node,
        });
        yield return new Block("for (int i = 0; i < targets; i++)",
            [new Block("for (int j = 0; j < sources; j++)", [new Assignment("matrix[(i * sources) + j]", value)])]);
    }

    private IEnumerable<KernelStatement> PerConnection(Connection connection, Expr value, string array, bool multiply)
    {
        foreach (ArrayElement element in value.SelfAndDescendants().OfType<ArrayElement>().Distinct())
        {
            if (_required.Add(element.Array))
            {
                yield return connection.Rule.Kind == RuleKind.List
                    ? new Line($"double[] {Local(element)} = pattern.PickFromList({context.Network.Array(element.Array)}!.Values);")
                    : Require(element, connection.Path);
            }
        }

        bool hasElements = value.Contains(e => e is ArrayElement);
        string k = context.Names.Local("k");
        if (hasElements && connection.Rule.Kind != RuleKind.List && _ends.Add(connection.Path))
        {
            yield return new Line("ReadOnlySpan<int> target = pattern.Target;");
            yield return new Line("ReadOnlySpan<int> source = pattern.Source;");
        }

        string Element(ArrayElement e) => connection.Rule.Kind == RuleKind.List ? $"{Local(e)}[{k}]" : $"{Local(e)}[{(ArrayOf(e).RowsAreTargets ? $"(target[{k}] * sources) + source[{k}]" : $"(source[{k}] * targets) + target[{k}]")}]";
        string filled = multiply ? array + "_factor" : array;
        if (multiply)
        {
            yield return new Line($"double[] {filled} = new double[pattern.Count];");
        }

        foreach (KernelStatement statement in values.Fill(filled + ".AsSpan()", null, value, Element))
        {
            yield return statement;
        }

        if (multiply)
        {
            yield return new Block($"for (int {k} = 0; {k} < {array}.Length; {k}++)", [new Line($"{array}[{k}] *= {filled}[{k}];")]);
        }
    }

    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ends = new(StringComparer.Ordinal);

    private Line Require(ArrayElement element, string path)
    {
        bool byTarget = ArrayOf(element).RowsAreTargets;
        return new Line(
            $"double[] {Local(element)} = {context.Network.Array(element.Array)}!.Require({(byTarget ? "targets, sources" : "sources, targets")}, {CSharpText.Literal($"'{path}' (rows = {(byTarget ? "target" : "source")})")});");
    }

    private string Local(ArrayElement element) => context.Names.Local("entries_" + Identifiers.Spell(element.Array), "entries|" + element.Array);

    private DataArray ArrayOf(ArrayElement element) => context.Array(element.Array);

    private static string Truth(bool value) => value ? "true" : "false";
}
