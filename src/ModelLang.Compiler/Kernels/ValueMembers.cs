using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Networks;

namespace ModelLang.Compiler.Kernels;

/// <summary>Parameters, inputs and tables as fields and indexed accessors.</summary>
/// <param name="context">The system.</param>
/// <param name="invalidate">What makes invariants be computed anew.</param>
internal sealed class ValueMembers(KernelContext context, IReadOnlyList<KernelStatement> invalidate)
{
    private readonly ExprFormatter _formatter = new(context.Options.Strict);
    private readonly string _index = context.Names.Local("index");
    private readonly string _value = context.Names.Local("number");

    private sealed record Settable(string Path, Expr Default, string? Population);

    private IReadOnlyList<Settable> Parameters =>
        [.. context.System.Parameters.Select(p => new Settable(p.Path, p.Default, p.Population))];

    private IReadOnlyList<Settable> Inputs =>
        [.. context.System.Inputs.Select(i => new Settable(i.Path, i.Default, i.Population))];

    private IReadOnlyList<Settable> Following => [.. Parameters.Concat(Inputs).Where(Follows)];

    /// <summary>The name of the method that updates defaults that depend on parameters; null when none do.</summary>
    public string? FollowDefaults => Following.Count == 0 ? null : NameOfFollowDefaults(context);

    /// <summary>Whether a value is known only once data files are loaded and sizes are known.</summary>
    public static bool FollowsData(Expr value) => value.Contains(e => e is UnitCount or ArrayReduction);

    /// <summary>The name of the method that updates defaults that depend on parameters or data.</summary>
    public static string NameOfFollowDefaults(KernelContext context) => context.Names.Local("FollowDefaults");

    /// <summary>Fields.</summary>
    public IEnumerable<KernelMember> Fields() =>
    [
        .. Parameters.Concat(Inputs).SelectMany(Backing),
        .. context.System.Switches.Select(s => new KernelField(
            $"private {(s.Value.Type == IR.ValueType.Boolean ? "bool" : "double")} {context.Names.Field(s.Name)};")),
        .. context.System.Tables.Select(t => new KernelField($"private {RuntimeNames.TimeTable}? {context.Names.Field(t.Name)};")),
    ];

    /// <summary>Accessors by index.</summary>
    public IEnumerable<KernelMember> Accessors()
    {
        yield return Getter(RuntimeNames.GetParameter, Parameters);
        yield return Setter(RuntimeNames.SetParameter, Parameters, "Parameters", follow: true);
        yield return Getter(RuntimeNames.GetInput, Inputs);
        yield return Setter(RuntimeNames.SetInput, Inputs, "Inputs", follow: false);
        if (context.System.Tables.Count > 0)
        {
            string table = context.Names.Local("table");
            yield return Switch(
                RuntimeNames.SetTable,
                $"public override void {RuntimeNames.SetTable}(int {_index}, {RuntimeNames.TimeTable} {table})",
                context.System.Tables.Select(t => $"{context.Names.Field(t.Name)} = {table}; break;"),
                invalidate);
        }

        if (Parameters.Any(p => p.Population is not null))
        {
            yield return Arrays($"protected override double[] ParameterArray(int {_index})", "ParameterArray", "", "");
            yield return Arrays($"public override Span<double> {RuntimeNames.ParameterValues}(int {_index})", RuntimeNames.ParameterValues, " = true; ", " = double.NaN; ");
        }

        if (FollowDefaults is not null)
        {
            Frame frame = new(context, KernelContext.Text("0.0"), r => context.Names.Field(r.Name), t => t);
            yield return new KernelMethod(FollowDefaults, null, $"private void {FollowDefaults}()",
                [.. Following.Select(f => new Block($"if (!{IsSet(f)}{Loaded(f.Default)})", [new Assignment(context.Names.Field(f.Path), Whole(frame.Rename(f.Default)))]))]);
        }
    }

    private static bool Follows(Settable settable) => settable.Population is null && (settable.Default.Contains(e => e is Reference) || FollowsData(settable.Default));

    private Expr Whole(Expr value) => ExprRewriter.BottomUp(value, node => context.Network.Whole(node, areLoaded: true) ?? node);

    // The first time is in the constructor, before there are data.
    private string Loaded(Expr value) => string.Concat(value.SelfAndDescendants().OfType<ArrayReduction>().Select(r => r.Array).Distinct()
        .Where(array => context.System.Arrays.Any(a => a.Name == array && a.Source is NumbersInFile))
        .Select(array => $" && {context.Network.Array(array)} is not null"));

    private string IsSet(Settable settable) => "_" + context.Names.Local("", settable.Path, "_isSet");

    private IEnumerable<KernelField> Backing(Settable settable)
    {
        string field = context.Names.Field(settable.Path);
        if (settable.Population is not null)
        {
            yield return new KernelField($"private double[] {field} = [];");
            yield return new KernelField($"private double {NetworkSetup.Common(context, settable.Path)} = double.NaN;");
            yield return new KernelField($"private bool {NetworkSetup.IsSet(context, settable.Path)};");
        }
        else if (Follows(settable))
        {
            yield return new KernelField($"private double {field};");
            yield return new KernelField($"private bool {IsSet(settable)};");
        }
        else
        {
            bool zero = Algebra.Is(settable.Default, 0) && settable.Default is Number number && 1 / number.Value > 0;
            yield return new KernelField(zero ? $"private double {field};" : $"private double {field} = {_formatter.Format(settable.Default)};");
        }
    }

    // Whoever asks for the values of the units may write them; they stay until one value is set for all.
    private KernelMethod Arrays(string head, string name, string set, string common) => new(name, KernelMethod.Inherited, head,
    [
        .. set.Length > 0 ? invalidate : [],
        new Block($"switch ({_index})",
        [
            .. Parameters.Select((p, i) => (p, i)).Where(x => x.p.Population is not null).Select(x => new Line(
                $"case {x.i}: {(set.Length == 0 ? "" : NetworkSetup.IsSet(context, x.p.Path) + set + NetworkSetup.Common(context, x.p.Path) + common)}return {context.Names.Field(x.p.Path)};")),
            new Line($"default: throw new ArgumentOutOfRangeException(nameof({_index}));"),
        ]),
    ]);

    private KernelMethod Getter(string name, IReadOnlyList<Settable> settables) => Switch(
        name,
        $"public override double {name}(int {_index})",
        settables.Select(s => $"return {context.Names.Field(s.Path)}{(s.Population is null ? "" : "[0]")};"),
        []);

    private KernelMethod Setter(string name, IReadOnlyList<Settable> settables, string list, bool follow) => Switch(
        name,
        $"public override void {name}(int {_index}, double {_value})",
        settables.Select((s, i) =>
            s.Population is null
                ? $"{context.Names.Field(s.Path)} = {RuntimeNames.Metadata}.{list}[{i}].{RuntimeNames.Require}({_value}); {(Follows(s) ? IsSet(s) + " = true; " : "")}break;"
                : $"Array.Fill({context.Names.Field(s.Path)}, {NetworkSetup.Common(context, s.Path)} = {RuntimeNames.Metadata}.{list}[{i}].{RuntimeNames.Require}({_value})); break;"),
        [.. follow && FollowDefaults is not null ? [new Line($"{FollowDefaults}();")] : Array.Empty<Line>(), .. invalidate]);

    private KernelMethod Switch(string name, string head, IEnumerable<string> cases, IEnumerable<KernelStatement> after)
    {
        Line unknown = new($"throw new ArgumentOutOfRangeException(nameof({_index}));");
        Line[] lines = [.. cases.Select((text, i) => new Line($"case {i}: {text}"))];
        return new KernelMethod(name, KernelMethod.Inherited, head, lines.Length == 0
            ? [unknown]
            : [new Block($"switch ({_index})", [.. lines, new Line("default: " + unknown.Text)]), .. after]);
    }
}
