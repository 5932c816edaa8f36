using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Networks;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>A lowered system with its names and the decisions that hold for the whole class.</summary>
internal sealed class KernelContext
{
    // Above these a step in locals no longer fits the registers and the limits of the JIT (about 400 locals in one method).
    private const int MostStatesInLocals = 12;
    private const int MostStatementsInLocals = 240;
    private const int MostNodesInLocals = 2500;

    private readonly Dictionary<string, Intermediate> _computed;
    private readonly Dictionary<string, int> _order;
    private readonly Dictionary<string, int> _states;
    private readonly Dictionary<string, Connection> _connections;
    private readonly Dictionary<string, DataArray> _arrays;
    private readonly Dictionary<string, Population> _populations;
    private readonly Dictionary<string, DataTable> _tables;
    private readonly HashSet<string> _invariants;
    private readonly IReadOnlyList<string> _signals;

    public KernelContext(DynamicalSystem system, Method method, KernelOptions options)
    {
        System = system;
        Method = method;
        Options = options;
        _invariants = new HashSet<string>(system.Invariants.Select(i => i.Path), StringComparer.Ordinal);
        _computed = system.Invariants.Concat(system.Intermediates).ToDictionary(i => i.Path, StringComparer.Ordinal);
        _order = system.Invariants.Concat(system.Intermediates).Select((each, i) => (path: each.Path, i)).ToDictionary(p => p.path, p => p.i, StringComparer.Ordinal);
        _states = system.States.Select((s, i) => (s.Path, i)).ToDictionary(p => p.Path, p => p.i, StringComparer.Ordinal);
        _connections = system.Connections.ToDictionary(c => c.Path, StringComparer.Ordinal);
        _arrays = system.Arrays.ToDictionary(a => a.Name, StringComparer.Ordinal);
        _populations = system.Populations.ToDictionary(p => p.Path, StringComparer.Ordinal);
        _tables = system.Tables.ToDictionary(t => t.Name, StringComparer.Ordinal);
        Observables = [.. system.Invariants.Concat(system.Intermediates).Where(i => i.Role is not (IntermediateRole.Temporary or IntermediateRole.Diffusion))];
        Members = MemberTree.Of(
            [
                .. system.Parameters.Select(p => p.Path), .. system.Inputs.Select(i => i.Path), .. system.States.Select(s => s.Path),
                .. Observables.Where(o => o.Role is IntermediateRole.Output or IntermediateRole.Input or IntermediateRole.Drive).Select(o => o.Path),
            ],
            options.ClassName);
        Names = new Identifiers(system, options.ClassName, Members.Names);
        DelayedReads = system.DelayedReads;
        _signals = [.. DelayedReads.Select(r => r.Signal.Name).Distinct()];
        Axes = new UnitAxes(system);
        Network = new NetworkNames(this);
        UsesLocals = !IsNetwork && FitsLocals();
        ReadsFields = !UsesLocals;
    }

    private KernelContext(KernelContext context, DynamicalSystem derived)
        : this(derived, context.Method, context.Options)
    {
        Names = context.Names.With(derived.Invariants.Concat(derived.Intermediates)
            .Where(i => !(context._computed.TryGetValue(i.Path, out Intermediate own) && own.Definition.Equals(i.Definition)))
            .Select(i => i.Path));
        _signals = context._signals;
        ReadsFields = false;
    }

    /// <summary>Whether there are populations, so that values are arrays and code is loops over units.</summary>
    public bool IsNetwork => System.Populations.Count + System.Connections.Count > 0;

    /// <summary>Which population each value belongs to.</summary>
    public UnitAxes Axes { get; }

    /// <summary>Names of what populations need.</summary>
    public NetworkNames Network { get; }

    /// <summary>Arrays that a method needs and a reset gives their length, in a network.</summary>
    public List<(string Field, string Length)> Arrays { get; } = [];

    /// <summary>Number of states as text.</summary>
    public string CountText => IsNetwork ? $"{RuntimeNames.StateArray}.Length" : Count.ToString(global::System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Name of the method that computes the right-hand side from one array into another.</summary>
    public string Rates => IsNetwork ? NetworkMembers.Rates : RuntimeNames.Derivative;

    /// <summary>A private array of numbers.</summary>
    /// <param name="field">Its field.</param>
    /// <param name="length">Its length; where there are populations it is known at a reset.</param>
    /// <param name="isReadOnly">Whether it always stays the same array.</param>
    public IEnumerable<KernelField> ArrayField(string field, string length, bool isReadOnly = true)
    {
        if (!IsNetwork)
        {
            return [new KernelField($"private {(isReadOnly ? "readonly " : "")}double[] {field} = new double[{length}];")];
        }

        Arrays.Add((field, length));
        return [];
    }

    /// <summary>The lowered system.</summary>
    public DynamicalSystem System { get; }

    /// <summary>The method of the class.</summary>
    public Method Method { get; }

    /// <summary>What was asked for.</summary>
    public KernelOptions Options { get; }

    /// <summary>Names of everything.</summary>
    public Identifiers Names { get; }

    /// <summary>Names of the public properties.</summary>
    public MemberTree Members { get; }

    /// <summary>What can be recorded besides the states.</summary>
    public IReadOnlyList<Intermediate> Observables { get; }

    /// <summary>Whether a step runs in locals with all stages unrolled; otherwise in arrays with loops.</summary>
    public bool UsesLocals { get; }

    /// <summary>Whether parameters and invariants are read from fields; otherwise each method reads what it needs into locals.</summary>
    public bool ReadsFields { get; }

    /// <summary>Everything that a step computes from the state: right-hand sides and coefficients of noises.</summary>
    public IReadOnlyList<Expr> Roots => [.. System.Equations.Select(e => e.Rhs), .. DiffusionRoots];

    /// <summary>The coefficients of the noises, as references.</summary>
    public IReadOnlyList<Expr> DiffusionRoots => [.. System.Diffusion.SelectMany(d => d.References)];

    /// <summary>The reads with a delay, each once.</summary>
    public IReadOnlyList<Delayed> DelayedReads { get; }

    /// <summary>Paths of what is read with a delay, in the order of the history.</summary>
    public IReadOnlyList<string> Signals => _signals;

    /// <summary>Number of states.</summary>
    public int Count => System.States.Count;

    /// <summary>Name of the time in methods that have it as a parameter.</summary>
    public string Time => Names.Local("t");

    /// <summary>Name of the state vector.</summary>
    public string Vector => Names.Local("y");

    /// <summary>The same class, with computed quantities of its own for a part such as the Jacobian.</summary>
    public KernelContext With(EquatableArray<Intermediate> invariants, EquatableArray<Intermediate> intermediates) =>
        new(this, System with { Invariants = invariants, Intermediates = intermediates });

    /// <summary>Position of a state in the state vector.</summary>
    public int IndexOf(string state) => _states[state];

    /// <summary>Position of a quantity in the history.</summary>
    public int SignalIndex(Reference signal) => _signals.TakeWhile(s => s != signal.Name).Count();

    /// <summary>Whether a path is that of a state.</summary>
    public bool IsState(string path) => _states.ContainsKey(path);

    /// <summary>The value of an intermediate or invariant.</summary>
    public Intermediate Computed(string path) => _computed[path];

    /// <summary>What an intermediate or invariant is computed from; null for any other path.</summary>
    public Expr? DefinitionOf(string path) => _computed.TryGetValue(path, out Intermediate? computed) ? computed.Definition : null;

    /// <summary>A connection by its path.</summary>
    public Connection Connection(string path) => _connections[path];

    /// <summary>An array by its name.</summary>
    public DataArray Array(string name) => _arrays[name];

    /// <summary>A population by its path.</summary>
    public Population Population(string path) => _populations[path];

    /// <summary>A table of values in time by its name.</summary>
    public DataTable Table(string name) => _tables[name];

    /// <summary>Whether a computed quantity stays the same during a call.</summary>
    public bool IsInvariant(string path) => _invariants.Contains(path);

    /// <summary>Everything that has to be computed for some expressions, in an order that works; invariants first.</summary>
    /// <param name="roots">The expressions.</param>
    /// <param name="known">What is computed already, so that what it was made of does not count.</param>
    public IReadOnlyList<Intermediate> Needed(IEnumerable<Expr> roots, ISet<string>? known = null)
    {
        HashSet<string> needed = new(StringComparer.Ordinal);
        Stack<Expr> pending = new(roots);
        while (pending.Count > 0)
        {
            foreach (string name in pending.Pop().Names())
            {
                if (known?.Contains(name) != true && _computed.TryGetValue(name, out Intermediate? intermediate) && needed.Add(name))
                {
                    pending.Push(intermediate.Definition);
                }
            }
        }

        return [.. needed.OrderBy(path => _order[path]).Select(path => _computed[path])];
    }

    /// <summary>Reads what some expressions use of parameters, inputs, switches and tables into locals, and computes their invariants.</summary>
    public IReadOnlyList<KernelStatement> Head(IReadOnlyList<Expr> roots, ISet<string>? known = null)
    {
        IReadOnlyList<Intermediate> needed = Needed(roots, known);
        IReadOnlyList<Intermediate> invariants = [.. needed.Where(i => IsInvariant(i.Path))];
        List<Expr> all = [.. roots, .. needed.Select(i => i.Definition)];
        HashSet<string> used = new(all.SelectMany(e => e.Names()), StringComparer.Ordinal);
        List<KernelStatement> head = [];
        foreach (string path in System.Parameters.Select(p => p.Path).Concat(System.Inputs.Select(i => i.Path)).Where(used.Contains))
        {
            head.Add(new Declaration(Names[path], Text(Names.Field(path))));
        }

        head.AddRange(System.Switches.Where(s => used.Contains(s.Name))
            .Select(s => new Declaration(Names[s.Name], new Reference(Names.Field(s.Name), VariableKind.Switch, s.Value.Type))));
        head.AddRange(Tables(all));
        Frame frame = Frame.InLocals(this, Time);
        head.AddRange(invariants.Select(i => new Declaration(Names[i.Path], frame.Rename(i.Definition))));
        return head;
    }

    /// <summary>Makes the tables that some expressions read available as locals.</summary>
    /// <param name="expressions">What may read them.</param>
    /// <param name="isRead">Whether the local of a table is used after all; all are if left out.</param>
    public IEnumerable<KernelStatement> Tables(IEnumerable<Expr> expressions, Func<string, bool>? isRead = null)
    {
        HashSet<string> used = new(expressions.SelectMany(e => e.SelfAndDescendants()).Select(TableOf).OfType<string>(), StringComparer.Ordinal);
        return System.Tables.Where(t => used.Contains(t.Name) && isRead?.Invoke(Names[t.Name]) != false).Select(t => new Line(
            $"{RuntimeNames.TimeTable} {Names[t.Name]} = {Names.Field(t.Name)} ?? throw new {RuntimeNames.TableMissing}({CSharpText.Literal(t.File)});"));
    }

    /// <summary>C# text as an expression.</summary>
    public static Expr Text(string text) => new Reference(text, VariableKind.Intermediate);

    /// <summary>The line above an equation: how the model writes it, its unit and where; null when it has no text.</summary>
    public string? Comment(Equation equation) =>
        equation.Source.Text.Length == 0 ? null : $"{equation.Source.Text}{Unit(equation)}    {Place(equation.Source)}";

    /// <summary>A model file as the emitted text names it.</summary>
    public string FileName(string path) => RelativePath.Of(Options.ModelFile, path);

    /// <summary>Number of nodes of an expression.</summary>
    public static int Size(Expr expr) => expr.SelfAndDescendants().Count();

    private static string? TableOf(Expr expr) => expr switch
    {
        TableValue value => value.Table,
        TableSlope slope => slope.Table,
        _ => null,
    };

    private string Place(SourceReference source) =>
        source.File.Length == 0 || source.File == Options.ModelFile ? $"line {source.Line}" : $"{FileName(source.File)}, line {source.Line}";

    // The unit of the derivative as state and time are declared; where the left side is more than the derivative, what it belongs to.
    private string Unit(Equation equation)
    {
        StateVariable variable = System.States[IndexOf(equation.State)];
        string state = variable.Quantity.UnitText;
        string time = System.TimeUnit.UnitText;
        string unit = (state.Length, time.Length) switch
        {
            (0, 0) => "",
            (_, 0) => state,
            (0, _) => "1/" + time,
            _ when state.EndsWith("/" + time, StringComparison.Ordinal) => state + "^2",
            _ => (state.IndexOf('/') < 0 ? state : $"({state})") + "/" + time,
        };
        string derivative = variable.Path.Split('.').Last(part => part is not ("re" or "im")) + "'";
        return unit.Length == 0 ? ""
            : derivative == equation.Source.Text.Split('=')[0].Trim() ? $"    [{unit}]"
            : $"    {derivative} [{unit}]";
    }

    private bool FitsLocals()
    {
        // What reads the past spends its time there, and arrays take fewer lines.
        if (Count > MostStatesInLocals || Method.Kind == MethodKind.Stiff || DelayedReads.Count > 0)
        {
            return false;
        }

        int stages = Method.Tableau?.Stages ?? 2;
        Expr[] perStage = [.. Needed(Roots).Where(i => !IsInvariant(i.Path)).Select(i => i.Definition), .. Roots];
        return stages * (perStage.Length + Count) <= MostStatementsInLocals && stages * perStage.Sum(Size) <= MostNodesInLocals;
    }
}
