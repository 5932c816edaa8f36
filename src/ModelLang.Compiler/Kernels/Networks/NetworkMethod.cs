using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>A method that computes values of many units from a time and a state: a sequence of phases, each loop a method of its own.</summary>
internal sealed class NetworkMethod(KernelContext context, NetworkDelays delays)
{
    // Below so many units a second thread costs more than it saves.
    private const int Grain = 4096;

    private readonly HashSet<string> _buffers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _singles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flows = new(StringComparer.Ordinal);

    private NetworkNames Names => context.Network;

    /// <summary>Fields for values that pass from one phase to the next.</summary>
    public IEnumerable<KernelField> Fields =>
    [
        .. context.System.Invariants.Concat(context.System.Intermediates).Where(i => _singles.Contains(i.Path)).Select(i => new KernelField(
            $"private {(i.Type == IR.ValueType.Boolean ? "bool" : "double")} {context.Names.Field(i.Path)};")),
    ];

    /// <summary>Arrays with one value per unit, and their lengths.</summary>
    public IEnumerable<(string Field, string Length)> Buffers =>
    [
        .. context.System.Invariants.Concat(context.System.Intermediates).Where(i => _buffers.Contains(i.Path))
            .Select(i => (context.Names.Field(i.Path), Names.Size(context.Axes[i.Path]))),
        .. _packed.Distinct(),
        .. context.System.Connections.SelectMany(c => Flows(c).Select(flow => (Names.Flow(flow), Total(c.Targets)))),
        .. context.System.Connections.Where(c => Flows(c).Any() && (NeedsPacking(c) || c.Delay is not null)).Select(c => (Names.Signals(c.Path), Total(c.Sources))),
    ];

    /// <summary>The statements of the method and the loops it calls.</summary>
    /// <param name="name">What the loops are named after.</param>
    /// <param name="items">Everything that has to be computed, in evaluation order.</param>
    /// <param name="roots">What is stored.</param>
    public (IReadOnlyList<KernelStatement> Body, IReadOnlyList<KernelMethod> Loops) Build(
        string name, IReadOnlyList<Intermediate> items, IReadOnlyList<NetworkRoot> roots)
    {
        List<KernelStatement> body = [];
        List<KernelMethod> loops = [];
        int count = 0;
        HashSet<string> flows = new(StringComparer.Ordinal);
        (items, roots) = WithConditionsInPlace(items, roots);
        foreach (Phase phase in LoopSchedule.Of(context.Axes, items, roots))
        {
            switch (phase)
            {
                case SinglePhase single:
                    body.AddRange(Single(single));
                    break;
                case AcrossPhase { Item: { Definition: Reduction reduction } item }:
                    _singles.Add(item.Path);
                    body.Add(new Line($"{context.Names.Field(item.Path)} = {RuntimeNames.Reduce}.{reduction.Kind}({Span((Reference)reduction.Operand)});"));
                    break;
                case AcrossPhase { Item: { Definition: ConnectionSum sum } item }:
                    if (flows.Add(sum.Flow))
                    {
                        _flows.Add(sum.Flow);
                        body.AddRange(Flow(context.Connection(sum.Connection), sum));
                    }

                    if (context.Axes[item.Path] is null)
                    {
                        _singles.Add(item.Path);
                        body.Add(new Line($"{context.Names.Field(item.Path)} = {Names.Flow(sum.Flow)}[{PortOffset(sum)}];"));
                    }

                    break;
                case AcrossPhase { Item: { Definition: Delayed past } item }:
                    body.Add(Past(item, past));
                    break;
                case AcrossPhase { Item: { Definition: EndValue end } item }:
                    _buffers.Add(item.Path);
                    body.AddRange(Gather(item, end));
                    break;
                case AcrossPhase { Item: { Definition: ArrivalSum arrivals } item }:
                    _buffers.Add(item.Path);
                    body.AddRange(SumArrivals(item, arrivals));
                    break;
                case LoopPhase loop:
                    string loopName = Names.Plain($"{name}{++count}", $"loop|{name}|{count}");
                    UnitLoop units = Loop(loopName, loop);
                    loops.AddRange(units.Build(context.Options.Strict, $"for each unit of {loop.Population}"));
                    body.Add(new Line($"{RuntimeNames.Workers}.{RuntimeNames.For}({Names.Size(loop.Population)}, {Grain}, _{Names.Plain("each" + loopName, "delegate|" + loopName)} ??= {loopName});"));
                    _delegates.Add(loopName);
                    _buffers.UnionWith(loop.Kept);
                    break;
                default:
                    throw Unexpected.Kind(phase);
            }
        }

        return (body, loops);
    }

    private IEnumerable<string> Flows(Connection connection) =>
        new[] { connection.Path, ConnectionSum.ImaginaryFlow(connection.Path) }.Where(_flows.Contains);

    private readonly List<string> _delegates = [];

    /// <summary>Fields that hold the loops as delegates, so that calling them allocates nothing.</summary>
    public IEnumerable<KernelField> Delegates =>
        _delegates.Select(loop => new KernelField($"private Action<int, int>? _{Names.Plain("each" + loop, "delegate|" + loop)};"));

    /// <summary>Values that are stored as single ones or arrays wherever they are computed: invariants.</summary>
    public void Keep(IEnumerable<Intermediate> items)
    {
        foreach (Intermediate item in items)
        {
            (context.Axes[item.Path] is null ? _singles : _buffers).Add(item.Path);
        }
    }

    private static string Total(EquatableArray<Port> ports, Func<string?, string> size) => string.Join(" + ", ports.Select(p => size(p.Population)));

    /// <summary>Number of units of all ports.</summary>
    public string Total(EquatableArray<Port> ports) => Total(ports, Names.Size);

    // Lanes have no conditions as values: a condition per unit is computed where it is used.
    private (IReadOnlyList<Intermediate> Items, IReadOnlyList<NetworkRoot> Roots) WithConditionsInPlace(IReadOnlyList<Intermediate> items, IReadOnlyList<NetworkRoot> roots)
    {
        Dictionary<string, Expr> conditions = new(StringComparer.Ordinal);
        Expr InPlace(Expr expr) => conditions.Count == 0 ? expr : ExprRewriter.Substitute(expr, r => conditions.TryGetValue(r.Name, out Expr? condition) ? condition : null);
        List<Intermediate> kept = [];
        foreach (Intermediate item in items)
        {
            Expr definition = InPlace(item.Definition);
            if (item.Type == IR.ValueType.Boolean && context.Axes[item.Path] is not null)
            {
                conditions.Add(item.Path, definition);
            }
            else
            {
                kept.Add(item with { Definition = definition });
            }
        }

        return (kept, [.. roots.Select(r => r with { Value = InPlace(r.Value) })]);
    }

    private IEnumerable<KernelStatement> Single(SinglePhase phase)
    {
        Frame frame = new(context, KernelContext.Text("_" + context.Time), SingleText, table => context.Names[table]);
        foreach (Intermediate item in phase.Items)
        {
            _singles.Add(item.Path);
            yield return new Assignment(context.Names.Field(item.Path), Rename(frame, item.Definition));
        }

        foreach (NetworkRoot root in phase.Roots)
        {
            if (root.Comment is not null)
            {
                yield return new Note(root.Comment);
            }

            yield return new Assignment($"{root.Array}[{(root.Offset.Length == 0 ? "0" : root.Offset)}]", Rename(frame, root.Value));
        }
    }

    /// <summary>An expression of single values with C# names.</summary>
    public Expr Rename(Frame frame, Expr expr) => ExprRewriter.BottomUp(frame.Rename(expr), node => Names.Whole(node, areLoaded: false) ?? node);

    /// <summary>A single value outside any loop.</summary>
    public string SingleText(Reference reference) => reference.Kind == VariableKind.State
        ? $"_{context.Vector}[{Names.At(reference.Name)}]"
        : context.DefinitionOf(reference.Name) switch
        {
            // What arrives at a single unit is one element of an array.
            ArrivalSum => context.Names.Field(reference.Name) + "[0]",
            _ => context.Names.Field(reference.Name),
        };

    // Where the values of a variable with one per unit are.
    private (string Array, string Offset) Place(string path)
    {
        if (context.IsState(path))
        {
            return ("_" + context.Vector, Names.At(path));
        }

        return context.DefinitionOf(path) is ConnectionSum sum
            ? (Names.Flow(sum.Flow), sum.Port == 0 ? "" : PortOffset(sum))
            : (context.Names.Field(path), "");
    }

    private string PortOffset(ConnectionSum sum) => Offset(context.Connection(sum.Connection).Targets, sum.Port);

    // Where the units of a port begin among those of all ports.
    private string Offset(EquatableArray<Port> ports, int port) => port == 0 ? "0" : string.Join(" + ", ports.Take(port).Select(p => Names.Size(p.Population)));

    private string Span(Reference reference)
    {
        (string array, string offset) = Place(reference.Name);
        return $"{array}.AsSpan({(offset.Length == 0 ? "0" : offset)}, {Names.Size(context.Axes[reference.Name])})";
    }

    private static bool NeedsPacking(Connection connection) => connection.Sources.Count > 1 || connection.Sources[0].Population is null;

    private IEnumerable<KernelStatement> Flow(Connection connection, ConnectionSum sum)
    {
        // Connections without delay among delayed ones read what flows now; where that is not at hand, there are none.
        bool hasNow = sum.Signals.Count > 0;
        string source = NeedsPacking(connection) || !hasNow ? Names.Signals(connection.Path) : Span((Reference)sum.Signals[0]);
        if (NeedsPacking(connection) && hasNow)
        {
            foreach (KernelStatement statement in Pack(source, sum.Signals, connection.Sources))
            {
                yield return statement;
            }
        }

        string past = connection.Delay is null ? "" : $"{RuntimeNames.Past}, {delays.First(connection)}, _{context.Time}, ";
        yield return new Line($"{Names.Connection(connection.Path)}!.{RuntimeNames.Multiply}({past}{source}, {Names.Flow(sum.Flow)});");
    }

    private KernelStatement Past(Intermediate item, Delayed past)
    {
        string field = context.Names.Field(item.Path);
        string first = delays.First(past.Signal);
        string t = "_" + context.Time;
        Frame frame = new(context, KernelContext.Text(t), SingleText, table => context.Names[table]);
        string Delay() => new ExprFormatter(context.Options.Strict).Format(Rename(frame, past.Delay));
        if (context.Axes[item.Path] is null)
        {
            _singles.Add(item.Path);
            return new Line($"{field} = {RuntimeNames.Past}.{RuntimeNames.PastValue}({first}, {t}, {Delay()});");
        }

        _buffers.Add(item.Path);
        if (context.Axes.Of(past.Delay) is null)
        {
            return new Line($"{RuntimeNames.Past}.{RuntimeNames.PastValues}({first}, {t}, {Delay()}, {field});");
        }

        string k = context.Names.Local("k");
        string source = context.Axes[past.Signal.Name] is null ? first : $"{first} + {k}";
        return new Block($"for (int {k} = 0; {k} < {field}.Length; {k}++)",
            [new Line($"{field}[{k}] = {RuntimeNames.Past}.{RuntimeNames.PastValue}({source}, {t}, {context.Names.Field(((Reference)past.Delay).Name)}[{k}]);")]);
    }

    // Each connection reads the unit at one of its ends; the units of several ports count on.
    private IEnumerable<KernelStatement> Gather(Intermediate item, EndValue end)
    {
        Connection connection = context.Connection(end.Connection);
        EquatableArray<Port> ports = end.AtTarget ? connection.Targets : connection.Sources;
        string units = Span((Reference)end.Operands[0]);
        if (ports.Count > 1 || ports[0].Population is null)
        {
            units = context.Names.Field(item.Path) + "_ends";
            _packed.Add((units, Total(ports)));
            foreach (KernelStatement statement in Pack(units, end.Operands, ports))
            {
                yield return statement;
            }
        }

        yield return new Line($"{Names.Pattern(connection.Path)}!.{(end.AtTarget ? "GatherTargets" : "GatherSources")}({units}, {context.Names.Field(item.Path)});");
    }

    private readonly List<(string Field, string Length)> _packed = [];

    private IEnumerable<KernelStatement> SumArrivals(Intermediate item, ArrivalSum arrivals)
    {
        Connection connection = context.Connection(arrivals.Connection);
        string field = context.Names.Field(item.Path);
        string all = field;
        if (connection.Targets.Count > 1)
        {
            all = field + "_all";
            _packed.Add((all, Total(connection.Targets)));
        }

        yield return new Line($"{Names.Pattern(connection.Path)}!.SumArrivals({Span((Reference)arrivals.Operand)}, {(connection.IsWeighted ? Names.Weights(connection.Path) + ", " : "")}{all});");
        if (all != field)
        {
            yield return new Line($"{all}.AsSpan({Offset(connection.Targets, arrivals.Port)}, {Names.Size(connection.Targets[arrivals.Port].Population)}).CopyTo({field});");
        }
    }

    private IEnumerable<KernelStatement> Pack(string target, EquatableArray<Expr> signals, EquatableArray<Port> ports)
    {
        for (int port = 0; port < ports.Count; port++)
        {
            Reference signal = (Reference)signals[port];
            string at = Offset(ports, port);
            yield return ports[port].Population is null
                ? new Line($"{target}[{at}] = {SingleText(signal)};")
                : new Line($"{Span(signal)}.CopyTo({target}.AsSpan({at}));");
        }
    }

    private UnitLoop Loop(string name, LoopPhase phase)
    {
        HashSet<string> computed = [.. phase.Items.Select(i => i.Path)];
        Dictionary<string, UnitLoad> loads = new(StringComparer.Ordinal);
        Dictionary<string, UnitUniform> uniforms = new(StringComparer.Ordinal);
        Dictionary<string, string> arrays = new(StringComparer.Ordinal);
        Dictionary<string, string> positions = new(StringComparer.Ordinal);

        // A field that holds an array, as a local; a position likewise.
        string Array(string field)
        {
            arrays[field] = context.Names.Local(field.Substring(1) + (field == "_" + context.Vector ? "" : "_"), "array|" + field);
            return arrays[field];
        }

        string Position(string value)
        {
            if (value.Length == 0)
            {
                return "";
            }

            // Every loop counts its own, or the names would grow with the number of populations.
            if (!positions.ContainsKey(value))
            {
                string counted = $"start{positions.Count + 1}";
                positions.Add(value, value[0] == '_' && !value.Contains(" ") ? context.Names.Local(value.Substring(1) + "_", "position|" + value) : context.Names.Local(counted, "position|" + counted));
            }

            return positions[value];
        }

        string Variable(Reference reference)
        {
            string path = reference.Name;
            if (computed.Contains(path))
            {
                return context.Names[path];
            }

            if (context.Axes[path] is null)
            {
                uniforms[path] = new UnitUniform(context.Names[path], SingleText(reference), reference.ValueType);
                return context.Names[path];
            }

            if (!loads.ContainsKey(path))
            {
                (string array, string offset) = Place(path);
                loads.Add(path, new UnitLoad(context.Names[path], Array(array), Position(offset)));
            }

            return context.Names[path];
        }

        Expr Time()
        {
            uniforms["t"] = new UnitUniform(context.Time, "_" + context.Time, IR.ValueType.Real);
            return KernelContext.Text(context.Time);
        }

        Expr Rename(Expr expr) => ExprRewriter.BottomUp(expr, node => node switch
        {
            IR.Time => Time(),
            Reference reference => new Reference(Variable(reference), reference.Kind, reference.ValueType),
            UnitCount count => Uniform("(double)" + Names.Size(count.Population), "size_" + Identifiers.Spell(count.Population)),
            _ => node,
        });

        Expr Uniform(string value, string wanted)
        {
            string local = context.Names.Local(wanted, "uniform|" + wanted);
            uniforms[wanted] = new UnitUniform(local, value, IR.ValueType.Real);
            return KernelContext.Text(local);
        }

        List<KernelStatement> body = [];
        foreach (Intermediate item in phase.Items)
        {
            body.Add(new Declaration(context.Names[item.Path], Rename(item.Definition)));
            if (phase.Kept.Contains(item.Path))
            {
                body.Add(new UnitStore(Array(context.Names.Field(item.Path)), "", KernelContext.Text(context.Names[item.Path])));
            }
        }

        foreach (NetworkRoot root in phase.Roots)
        {
            body.Add(new UnitStore(Array(root.Array), Position(root.Offset), Rename(root.Value), root.Comment));
        }

        return new UnitLoop(name, (context.Names.Local("from"), context.Names.Local("to"), context.Names.Local("i")), [.. arrays.Select(a => (a.Value, a.Key))], [.. positions.Select(p => (p.Value, p.Key))], [.. uniforms.Values], [.. loads.Values], body);
    }
}
