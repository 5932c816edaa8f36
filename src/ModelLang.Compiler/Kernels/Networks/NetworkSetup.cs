using System.Globalization;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>What happens when a simulation with populations is reset: sizes, values per unit, connections, initial values.</summary>
internal sealed class NetworkSetup(KernelContext context, NetworkMethod method)
{
    /// <summary>Writes values per unit.</summary>
    public UnitValueWriter Values { get; } = new(context);

    private DynamicalSystem System => context.System;

    private NetworkNames Names => context.Network;

    private IEnumerable<DataArray> Files => System.Arrays.Where(a => a.Source is NumbersInFile);

    /// <summary>The members.</summary>
    /// <param name="buffers">Fields of arrays and their lengths.</param>
    /// <param name="targets">Fields that point to arrays of others.</param>
    /// <param name="invalidate">What makes invariants be computed anew.</param>
    /// <param name="last">What is done once all states are set.</param>
    public IEnumerable<KernelMember> Build(
        IReadOnlyList<(string Field, string Length)> buffers, IReadOnlyList<string> targets, IEnumerable<KernelStatement> invalidate,
        IReadOnlyList<KernelStatement> last)
    {
        (string Field, string Length)[] all = [.. buffers, .. context.Arrays];
        return
        [
            .. System.Populations.Select(p => new KernelField($"private int {Names.Size(p.Path)};")),
            .. Positions().Select(p => new KernelField($"private int {p.Field};")),
            .. System.Arrays.Select(Field),
            .. System.Connections.Select(c => new KernelField(c.IsPlastic
                ? $"private {RuntimeNames.ConnectionPattern}? {Names.Pattern(c.Path)};"
                : $"private {(c.Delay is null ? RuntimeNames.Connection : RuntimeNames.DelayedConnection)}? {Names.Connection(c.Path)};")),
            .. System.Connections.Where(c => c is { IsPlastic: true, IsWeighted: true }).Select(c => new KernelField($"private double[] {Names.Weights(c.Path)} = [];")),
            .. all.Select(a => new KernelField($"private double[] {a.Field} = [];")),
            .. targets.Select(t => new KernelField($"private double[] {t} = [];")),
            .. System.Connections.Count > 0 ? [Kept()] : Array.Empty<KernelMember>(),
            Reset(all, invalidate, last),
            .. Files.Any() ? [SetArray()] : Array.Empty<KernelMember>(),
            .. System.Connections.Select(c => new ConnectionMember(context, method, Values).Build(c)),
        ];
    }

    private KernelProperty Kept()
    {
        IEnumerable<string> kept = System.Connections.Select(c => $"new({CSharpText.Literal(c.Source.Text)}, " + (c.IsPlastic
            ? $"$\"{{{Names.Pattern(c.Path)}!.Count}} with states of their own\")"
            : $"{Names.Connection(c.Path)}!.Storage)"));
        return new KernelProperty(
            null, $"public override global::System.Collections.Generic.IReadOnlyList<{RuntimeNames.ConnectionDescription}> {RuntimeNames.Connections}", $"[{string.Join(", ", kept)}]", null);
    }

    private IEnumerable<(string Field, string Value)> Positions()
    {
        for (int i = 0; i < System.States.Count; i++)
        {
            yield return (Names.At(System.States[i].Path), $"{RuntimeNames.StateLayout}.Offset({i.ToString(CultureInfo.InvariantCulture)})");
        }

        string at = "0";
        foreach (NoiseSource noise in System.Noises)
        {
            yield return (Names.NoiseAt(noise.Path), at);

            // Increments come in pairs.
            at = $"{Names.NoiseAt(noise.Path)} + (({Names.Size(noise.Population)} + 1) / 2 * 2)";
        }

        at = "0";
        foreach (DiffusionTerm term in System.Diffusion)
        {
            foreach (Reference coefficient in term.References.Cast<Reference>())
            {
                yield return (Names.CoefficientAt(coefficient.Name), at);
                at = $"{Names.CoefficientAt(coefficient.Name)} + {Names.Size(context.Axes[term.State])}";
            }
        }
    }

    private KernelField Field(DataArray array) => new(array.Source is ListedNumbers listed
        ? $"private readonly {RuntimeNames.ArrayData} {Names.Array(array.Name)} = new({listed.Rows}, {listed.Columns}, [{string.Join(", ", listed.Values.Select(NumberFormat.Literal))}], {CSharpText.Literal($"'{array.Name}'")});"
        : $"private {RuntimeNames.ArrayData}? {Names.Array(array.Name)};");

    private KernelMethod SetArray() => new(RuntimeNames.SetArray, KernelMethod.Inherited,
        $"public override void {RuntimeNames.SetArray}(int index, {RuntimeNames.ArrayData} data)",
        [
            new Block("switch (index)",
            [
                .. Files.Select((f, i) => new Line($"case {i}: {Names.Array(f.Name)} = data; break;")),
                new Line("default: throw new ArgumentOutOfRangeException(nameof(index));"),
            ]),
        ]);

    private KernelMethod Reset((string Field, string Length)[] buffers, IEnumerable<KernelStatement> invalidate, IReadOnlyList<KernelStatement> last)
    {
        List<KernelStatement> body =
        [
            new Line($"{RuntimeNames.Time} = 0;"),
            .. System.Noises.Count > 0 ? [new Line($"{RuntimeNames.NoiseStep} = 0;")] : Array.Empty<Line>(),
            .. Files.Select(f => new Block($"if ({Names.Array(f.Name)} is null)", [new Line($"throw new {RuntimeNames.TableMissing}({CSharpText.Literal(((NumbersInFile)f.Source).File)});")])),
            .. Labels(),
        ];
        body.AddRange(System.Populations.Where(p => p.Size is not ConnectionCount).Select(Size));
        if (System.Parameters.Any(p => p.Population is null && ValueMembers.FollowsData(p.Default)))
        {
            body.Add(new Line($"{ValueMembers.NameOfFollowDefaults(context)}();"));
        }

        body.AddRange(Parameters(ofConnections: false));
        foreach (Connection connection in System.Connections)
        {
            body.Add(Making(connection.Source.Text));
            body.Add(new Line($"{ConnectionMember.Name(context, connection)}();"));
        }

        body.AddRange(System.Populations.Where(p => p.Size is ConnectionCount).Select(Size));
        body.AddRange(Parameters(ofConnections: true));
        body.Add(new Line($"{RuntimeNames.Resize}({string.Join(", ", System.Populations.Select(p => Names.Size(p.Path)))});"));
        body.AddRange(Positions().Select(p => new Line($"{p.Field} = {p.Value};")));
        body.AddRange(buffers.Select(b => new Line($"{RuntimeNames.Fit}(ref {b.Field}, {b.Length});")));
        body.AddRange(invalidate);
        body.Add(new Gap());
        body.Add(new Line($"_{context.Vector} = {RuntimeNames.StateArray};"));
        foreach (StateVariable state in System.States)
        {
            if (state.Initial.Contains(e => e is Draw or Quantiles or ArrayElement))
            {
                body.Add(Making(state.Path));
            }

            body.AddRange(Values.Fill($"{RuntimeNames.StateArray}.AsSpan({Names.At(state.Path)}, {Names.Size(state.Population)})", state.Population, state.Initial, null));
        }

        if (System.Switches.Count > 0)
        {
            body.Add(new Line($"{RuntimeNames.EnterSegment}({RuntimeNames.DiscontinuityTimes}.{RuntimeNames.Middle}(0, {RuntimeNames.NextDiscontinuity}(0)));"));
        }

        body.AddRange(last);
        string e = context.Names.Local("e");
        return new KernelMethod(RuntimeNames.Reset, KernelMethod.Inherited, $"public override void {RuntimeNames.Reset}()",
        [
            new Line($"string {Statement} = {CSharpText.Literal(System.Name)};"),
            new Block("try", body),
            new Block($"catch (Exception {e}) when ({e} is ArgumentException and not ArgumentOutOfRangeException or OverflowException or OutOfMemoryException)", [new Line($"throw new {RuntimeNames.NetworkException}({Statement}, {e});")]),
        ]);
    }

    private string Statement => context.Names.Local("statement");

    private Line Making(string what) => new($"{Statement} = {CSharpText.Literal(what)};");

    // Matrices with labels are about the same units in the same order.
    private IEnumerable<KernelStatement> Labels()
    {
        DataArray[] labelled = [.. Files.Where(f => f is { IsMatrix: true, Source: NumbersInFile { Labels: true } })];
        return labelled.Skip(1).Select(f => new Line($"{Names.Array(f.Name)}.RequireLabelsOf({Names.Array(labelled[0].Name)});"));
    }

    private Line Size(Population population) => new(Names.Size(population.Path) + " = " + population.Size switch
    {
        StatedSize stated => stated.Units.ToString(CultureInfo.InvariantCulture),
        ArraySize array when !context.Array(array.Array).IsMatrix => $"{Names.Array(array.Array)}.Values.Length",
        ArraySize array => $"{Names.Array(array.Array)}.{(array.OfRows ? "Rows" : "Columns")}",
        ConnectionCount count => $"{Names.Pattern(count.Connection)}!.Count",
        _ => throw Unexpected.Kind(population.Size),
    } + ";");

    private IEnumerable<KernelStatement> Parameters(bool ofConnections)
    {
        bool Here(string? population) => population is not null && context.Population(population).Size is ConnectionCount == ofConnections;
        foreach ((Parameter p, int index) in System.Parameters.Select((p, i) => (p, i)).Where(x => Here(x.p.Population)))
        {
            foreach (KernelStatement statement in Given(p.Path, p.Population!, p.Default))
            {
                yield return statement;
            }

            if (p.Range is not null)
            {
                yield return new Line($"{RuntimeNames.Metadata}.Parameters[{index.ToString(CultureInfo.InvariantCulture)}].RequireAll({context.Names.Field(p.Path)});");
            }
        }

        foreach (Input input in System.Inputs.Where(i => Here(i.Population)))
        {
            foreach (KernelStatement statement in Given(input.Path, input.Population!, input.Default))
            {
                yield return statement;
            }
        }
    }

    // What was set stays; otherwise the model says.
    private IEnumerable<KernelStatement> Given(string path, string population, Expr value)
    {
        string field = context.Names.Field(path);
        yield return Making(path);
        yield return new Line($"{RuntimeNames.Fit}(ref {field}, {Names.Size(population)});");
        yield return new Block($"if (!double.IsNaN({Common(context, path)}))", [new Line($"Array.Fill({field}, {Common(context, path)});")]);
        yield return new Block($"else if (!{IsSet(context, path)})", [.. Values.Fill($"{field}.AsSpan()", population, value, null)]);
    }

    /// <summary>Field with the value that was set for all units, or NaN.</summary>
    public static string Common(KernelContext context, string path) => "_" + context.Network.Plain(context.Names.Field(path).TrimStart('_') + "_common", "common|" + path);

    /// <summary>Field that tells whether values were set unit by unit.</summary>
    public static string IsSet(KernelContext context, string path) => "_" + context.Network.Plain(context.Names.Field(path).TrimStart('_') + "_isSet", "isSet|" + path);
}
