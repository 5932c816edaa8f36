using System.Globalization;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>Writes the statements that give each unit or connection its value when a simulation is reset.</summary>
internal sealed class UnitValueWriter(KernelContext context)
{
    private readonly ExprFormatter _formatter = new(context.Options.Strict);
    private readonly Dictionary<uint, string> _streams = [];
    private int _count;

    private NetworkNames Names => context.Network;

    /// <summary>Statements that fill a span with the values of an expression.</summary>
    /// <param name="span">Text of the span.</param>
    /// <param name="population">Whose units they belong to; null for a single value.</param>
    /// <param name="value">The expression over parameters, draws and arrays.</param>
    /// <param name="element">Text of the element of a matrix that belongs to the connection <c>k</c>; null where there is no matrix.</param>
    public IEnumerable<KernelStatement> Fill(string span, string? population, Expr value, Func<ArrayElement, string>? element)
    {
        if (value is Draw or Quantiles)
        {
            return [new Line(Random(span, value))];
        }

        string target = context.Names.Local($"values{++_count}");
        bool varies = value.Contains(e => e is Draw or Quantiles or ArrayElement || (e is Reference r && context.Axes[r.Name] is not null));
        if (!varies)
        {
            return [new Line($"{span}.Fill({Format(value)});")];
        }

        List<KernelStatement> statements = [new Line($"Span<double> {target} = {span};")];
        Dictionary<Expr, string> arrays = [];
        foreach (Expr leaf in value.SelfAndDescendants().Where(e => e is Draw or Quantiles).Distinct())
        {
            string array = context.Names.Local($"drawn{++_count}");
            arrays.Add(leaf, array);
            statements.Add(new Line($"double[] {array} = new double[{target}.Length];"));
            statements.Add(new Line(Random(array, leaf)));
        }

        foreach (ArrayElement leaf in value.SelfAndDescendants().OfType<ArrayElement>().Distinct().Where(_ => element is null))
        {
            string array = context.Names.Local($"given{++_count}");
            arrays.Add(leaf, array);
            statements.Add(new Line($"double[] {array} = {Names.Array(leaf.Array)}.Require({target}.Length, {CSharpText.Literal(population ?? leaf.Array)});"));
        }

        (Func<Expr, string?> local, IReadOnlyList<KernelStatement> before) = OutsideLoop(value);
        statements.AddRange(before);
        string k = context.Names.Local("k");
        Expr perUnit = ExprRewriter.BottomUp(value, node => node switch
        {
            _ when local(node) is { } known => KernelContext.Text(known),
            Draw or Quantiles => KernelContext.Text($"{arrays[node]}[{k}]"),
            ArrayElement e => KernelContext.Text(element is null ? $"{arrays[e]}[{k}]" : element(e)),
            Reference r => KernelContext.Text(context.Names.Field(r.Name) + (context.Axes[r.Name] is null ? "" : $"[{k}]")),
            _ => Names.Whole(node, areLoaded: true) ?? node,
        });
        statements.Add(new Block($"for (int {k} = 0; {k} < {target}.Length; {k}++)", [new Assignment($"{target}[{k}]", perUnit)]));
        return statements;
    }

    /// <summary>An expression of parameters as text.</summary>
    public string Format(Expr value) => _formatter.Format(ExprRewriter.BottomUp(
        value, node => node is Reference r ? KernelContext.Text(context.Names.Field(r.Name)) : Names.Whole(node, areLoaded: true) ?? node));

    /// <summary>Computes what is made of whole arrays once, before a loop, and tells the local that holds it.</summary>
    public (Func<Expr, string?> Local, IReadOnlyList<KernelStatement> Before) OutsideLoop(Expr value)
    {
        Dictionary<Expr, string> locals = [];
        List<KernelStatement> before = [];
        foreach (ArrayReduction reduction in value.SelfAndDescendants().OfType<ArrayReduction>().Distinct())
        {
            string local = context.Names.Local($"{reduction.Kind.ToString().ToLowerInvariant()}{++_count}");
            locals.Add(reduction, local);
            before.Add(new Line($"double {local} = {Format(reduction)};"));
        }

        return (node => locals.TryGetValue(node, out string? local) ? local : null, before);
    }

    /// <summary>The stream of random numbers of a key: the same one whatever else the model draws.</summary>
    public string Stream(string key)
    {
        uint hash = 2166136261;
        foreach (char c in key)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        // Stream 0 is that of noise.
        while (hash == 0 || (_streams.TryGetValue(hash, out string? other) && other != key))
        {
            hash++;
        }

        _streams[hash] = key;
        return hash.ToString(CultureInfo.InvariantCulture) + "u";
    }

    private string Random(string span, Expr source) => source switch
    {
        Draw draw => $"{RuntimeNames.Draws}.{draw.Distribution}({span}, {string.Join(", ", draw.Arguments.Select(Format))}, "
            + $"{Bound(draw.Lower, "double.NegativeInfinity")}, {Bound(draw.Upper, "double.PositiveInfinity")}, Seed, {Stream(draw.Key)});",
        Quantiles quantiles => $"{RuntimeNames.Quantiles}.{quantiles.Distribution}({span}, {string.Join(", ", quantiles.Arguments.Select(Format))});",
        _ => throw Unexpected.Kind(source),
    };

    private string Bound(Expr? bound, string otherwise) => bound is null ? otherwise : Format(bound);
}
