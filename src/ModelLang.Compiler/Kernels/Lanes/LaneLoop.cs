using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Lanes;

/// <summary>
/// A loop over lanes as methods of its own, one for each width of vectors; the machine chooses. What is the same in all lanes is computed once, before the loop.
/// </summary>
/// <remarks>Needs straight-line code that assigns each local once, but for states. Each lane gets the bits of the same statements for a single simulator.</remarks>
internal sealed class LaneLoop
{
    private static readonly (string Vector, int Lanes)[] s_widths = [("Vector512", 8), ("Vector256", 4), ("Vector128", 2)];

    private readonly KernelContext _context;
    private readonly LaneLayout _layout;
    private readonly string _name;
    private readonly string _lanes;
    private readonly string _at;
    private readonly string _i;
    private readonly List<Declaration> _uniform;
    private readonly HashSet<string> _varying = new(StringComparer.Ordinal);
    private readonly Dictionary<Expr, Declaration> _hoisted = [];
    private readonly List<Reference> _broadcast = [];
    private readonly List<KernelStatement> _body = [];
    private readonly List<string> _loads = [];

    /// <summary>Decides what is computed for each lane and what once.</summary>
    /// <param name="context">The system.</param>
    /// <param name="layout">Where the numbers of a lane lie.</param>
    /// <param name="name">Name of the method.</param>
    /// <param name="uniform">Declarations that may be needed and are the same in all lanes.</param>
    /// <param name="body">What is computed.</param>
    /// <param name="stores">Locals that are kept.</param>
    public LaneLoop(
        KernelContext context, LaneLayout layout, string name, IEnumerable<Declaration> uniform, IEnumerable<KernelStatement> body, IEnumerable<string> stores)
    {
        _context = context;
        _layout = layout;
        _name = name;
        _lanes = context.Names.Local("lanes");
        _at = context.Names.Local("at");
        _i = context.Names.Local("i");
        _uniform = [.. uniform];
        foreach (KernelStatement statement in body)
        {
            Add(statement);
        }

        foreach (string store in stores)
        {
            _body.Add(new LaneStore(store, Spread(KernelContext.Text(store))));
        }

        Prune();
    }

    /// <summary>A local that is kept: its vector is stored.</summary>
    private sealed record LaneStore(string Name, Expr Value) : KernelStatement;

    /// <summary>Whether all of some statements have a form that works on several lanes.</summary>
    public static bool HasForm(IEnumerable<KernelStatement> body, bool strict) => Values(body).All(value => ExprFormatter.HasLanes(value, strict));

    /// <summary>The values that statements compute.</summary>
    public static IEnumerable<Expr> Values(IEnumerable<KernelStatement> body) => body.Select(s => s switch
    {
        Declaration d => d.Value,
        Assignment a => a.Value,
        _ => null,
    }).OfType<Expr>();

    /// <summary>The methods: the one to call, and one for each width.</summary>
    /// <param name="summary">What the loop computes.</param>
    /// <param name="parameters">Parameters besides the lanes.</param>
    /// <param name="arguments">The same as arguments.</param>
    public IEnumerable<KernelMethod> Build(string summary, string parameters, string arguments) =>
        Build(null, $"// {CSharpText.Comment(summary)}\nprivate void {_name}", parameters, arguments, null);

    /// <summary>The same as a member of the contract, with a loop over steps in each of the methods.</summary>
    /// <param name="parameters">Parameters besides the lanes.</param>
    /// <param name="arguments">The same as arguments.</param>
    /// <param name="steps">The loop over steps.</param>
    public IEnumerable<KernelMethod> Build(string parameters, string arguments, LaneStepLoop steps) =>
        Build(KernelMethod.Inherited, $"public void {_name}", parameters, arguments, steps);

    private IEnumerable<KernelMethod> Build(string? summary, string head, string parameters, string arguments, LaneStepLoop? steps)
    {
        string all = $"({parameters}, {RuntimeNames.LaneBlock} {_lanes})";
        string call = $"({arguments}, {_lanes});";
        yield return new KernelMethod(_name, summary, head + all,
        [
            new Block("if (Vector512.IsHardwareAccelerated)", [new Line($"{_name}By8{call}"), new Line("return;")]),
            new Block("if (Vector256.IsHardwareAccelerated)", [new Line($"{_name}By4{call}"), new Line("return;")]),
            new Line($"{_name}By2{call}"),
        ], Optimized: true);
        foreach ((string vector, int count) in s_widths)
        {
            yield return new KernelMethod($"{_name}By{count}", null, $"private void {_name}By{count}{all}", Body(vector, count, steps), Optimized: true);
        }
    }

    private IReadOnlyList<KernelStatement> Body(string vector, int count, LaneStepLoop? steps)
    {
        if (steps is null)
        {
            return [.. Tables(), .. Uniform(vector, _ => true), OverLanes(vector, count)];
        }

        // What follows from the time or from noise is new in each step.
        HashSet<string> fresh = new(steps.New, StringComparer.Ordinal);
        foreach (Declaration declaration in _uniform.Where(d => d.Value.Names().Any(text => fresh.Any(name => Mentions(text, name)))))
        {
            fresh.Add(declaration.Name);
        }

        return
        [
            .. Tables(),
            .. steps.Before,
            .. Uniform(vector, name => !fresh.Contains(name)),
            new Block(steps.Head, [.. steps.Begin, .. Uniform(vector, fresh.Contains), OverLanes(vector, count), .. steps.End]),
            .. steps.After,
        ];
    }

    // What is the same in all lanes: as numbers, and as vectors of the same number.
    private IEnumerable<KernelStatement> Uniform(string vector, Func<string, bool> isWanted) =>
    [
        .. _uniform.Where(d => isWanted(d.Name)),
        .. _broadcast.Where(b => isWanted(b.Name)).Select(b => new Line(b.Type == IR.ValueType.Boolean
            ? $"{vector}<double> {All(b)} = {b.Name} ? {vector}<double>.AllBitsSet : {vector}<double>.Zero;"
            : $"{vector}<double> {All(b)} = {vector}.Create({b.Name});")),
    ];

    private Block OverLanes(string vector, int count)
    {
        ExprFormatter formatter = new(_context.Options.Strict, vector);
        string type = vector + "<double>";
        return new Block($"for (int {_i} = 0; {_i} < {_lanes}.Count; {_i} += {count})",
        [
            new Line($"ref double {_at} = ref {_lanes}.At({_i});"),
            .. _loads.Select(l => new Line($"{type} {l} = {Load(vector, l)};")),
            new Gap(),
            .. _body.Where(s => s is not LaneStore).Select(Statement),
            new Gap(),
            .. _body.OfType<LaneStore>().Select(Statement),
        ]);

        KernelStatement Statement(KernelStatement statement) => statement switch
        {
            Declaration d => new LongLine($"{type} {d.Name} = {formatter.Format(d.Value)};"),
            Assignment a => new LongLine($"{a.Target} = {formatter.Format(a.Value)};"),
            LaneStore s => new LongLine($"{vector}.StoreUnsafe({formatter.Format(s.Value)}, {_layout.Place(_at, s.Name)});"),
            _ => statement,
        };
    }

    // A condition is kept as 1 or 0.
    private string Load(string vector, string name)
    {
        string load = $"{vector}.LoadUnsafe({_layout.Place(_at, name)})";
        return _layout.IsCondition(name) ? $"{vector}.Equals({load}, {vector}<double>.One)" : load;
    }

    private IEnumerable<KernelStatement> Tables() => _context.Tables(_context.Needed(_context.Roots).Select(i => i.Definition).Concat(_context.Roots), IsRead);

    private bool IsRead(string table) => _uniform.SelectMany(u => u.Value.Names()).Any(n => Mentions(n, table));

    private void Add(KernelStatement statement)
    {
        switch (statement)
        {
            case Declaration declaration when Varies(declaration.Value):
                _body.Add(declaration with { Value = Spread(declaration.Value) });
                _varying.Add(declaration.Name);
                break;
            case Declaration declaration:
                _uniform.Add(declaration);
                break;
            case Assignment assignment:
                _body.Add(assignment with { Value = Spread(assignment.Value) });
                break;
            default:
                _body.Add(statement);
                break;
        }
    }

    private bool IsLoaded(string name) => _layout.Holds(name) && !_uniform.Exists(u => u.Name == name);

    private bool Varies(Expr expr) => expr.Names().Any(n => _varying.Contains(n) || IsLoaded(n));

    // What is the same in all lanes goes into a local of its own, whose value is then that of every lane.
    private Expr Spread(Expr expr)
    {
        if (expr is Number or Pi or Truth)
        {
            return expr;
        }

        if (!Varies(expr))
        {
            Reference same = expr is Reference { Name: var name } local && IsWord(name) ? local : Hoist(expr);
            if (!_broadcast.Contains(same))
            {
                _broadcast.Add(same);
            }

            return KernelContext.Text(All(same));
        }

        if (expr is Reference reference)
        {
            if (!_varying.Contains(reference.Name) && !_loads.Contains(reference.Name))
            {
                _loads.Add(reference.Name);
            }

            return reference;
        }

        return ExprRewriter.MapChildren(expr, Spread);
    }

    private Reference Hoist(Expr expr)
    {
        if (!_hoisted.TryGetValue(expr, out Declaration? declaration))
        {
            string name = _context.Names.Local("same", $"same|{_name}|{_hoisted.Count}");
            _hoisted.Add(expr, declaration = new Declaration(name, expr));
            _uniform.Add(declaration);
        }

        return new Reference(declaration.Name, VariableKind.Intermediate, expr.Type);
    }

    private string All(Reference same) => _context.Names.Local(same.Name.TrimStart('@') + "_all", "all|" + same.Name);

    // The text of a reference may be a call such as I.Linear(t + half_dt).
    private static bool IsWord(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '@');

    private static bool Mentions(string text, string name)
    {
        for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            int end = at + name.Length;
            if ((at == 0 || !IsWord(text.Substring(at - 1, 1))) && (end == text.Length || !IsWord(text.Substring(end, 1))))
            {
                return true;
            }
        }

        return false;
    }

    private void Prune()
    {
        HashSet<string> needed = new(_broadcast.Select(b => b.Name), StringComparer.Ordinal);
        for (int i = _uniform.Count - 1; i >= 0; i--)
        {
            if (needed.Any(n => Mentions(n, _uniform[i].Name)))
            {
                needed.UnionWith(_uniform[i].Value.Names());
            }
            else
            {
                _uniform.RemoveAt(i);
            }
        }

        _loads.Sort((a, b) => _layout[a].CompareTo(_layout[b]));
    }
}
