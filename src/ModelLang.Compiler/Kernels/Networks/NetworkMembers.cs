using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>Right-hand side, coefficients of noises, observables and conditions of a system with populations.</summary>
/// <remarks>Every computation is a sequence of phases over arrays; what loops need they read from fields, so that threads can share them.</remarks>
internal sealed class NetworkMembers
{
    /// <summary>Name of the method that computes the right-hand side from arrays.</summary>
    public const string Rates = "Rates";

    private readonly KernelContext _context;
    private readonly NetworkDelays _delays;
    private readonly NetworkMethod _method;
    private readonly NetworkSetup _setup;
    private readonly List<KernelMember> _methods = [];
    private IReadOnlyList<KernelMethod> _loops = [];

    /// <summary>Builds the computations.</summary>
    public NetworkMembers(KernelContext context)
    {
        _context = context;
        _delays = new NetworkDelays(context);
        _method = new NetworkMethod(context, _delays);
        _setup = new NetworkSetup(context, _method);
        _method.Keep(context.System.Invariants);
        AddPrepare();
        AddRates();
        AddDiffusion();
        AddObserve();
        AddConditions();
        AddSignals();
        AddFollowers();
        AddJacobian();
    }

    private string T => _context.Time;

    private string Y => _context.Vector;

    private string Given => _context.Network.Plain("given", "network|given");

    private string Wanted => _context.Network.Plain("wanted", "network|wanted");

    private string Values => _context.Network.Plain("values", "network|values");

    private string Dydt => _context.Network.Plain("dydt", "network|dydt");

    private string Signals => _context.Network.Plain("signals", "network|signals");

    private string G => _context.Network.Plain("g", "network|g");

    private string Prepared => "_" + _context.Names.Local("prepared");

    /// <summary>The statement that makes the next call compute the invariants anew.</summary>
    public IEnumerable<KernelStatement> Invalidate => _context.System.Invariants.Count > 0 ? [new Line($"{Prepared} = false;")] : [];

    /// <summary>The members.</summary>
    public IReadOnlyList<KernelMember> Build() =>
    [
        .. _method.Fields,
        .. _method.Delegates,
        .. _context.System.Invariants.Count > 0 ? [new KernelField($"private bool {Prepared};")] : Array.Empty<KernelField>(),
        new KernelField($"private double _{T};"),
        new KernelField($"private double[] _{Y} = [];"),
        .. _setup.Build(
            [
                .. _method.Buffers,
                ("_" + Given, "StateLayout.Length"),
                ("_" + Wanted, "StateLayout.Length"),
                ("_" + Values, "ObservableLayout.Length"),
                .. _conditions.Select(c => (c.Field, _context.Network.Size(c.Population))),
                .. _delays.Any ? [("_" + Signals, _delays.Count)] : Array.Empty<(string, string)>(),
            ],
            [("_" + Dydt), .. _context.System.Diffusion.Count > 0 ? ["_" + G] : Array.Empty<string>()],
            Invalidate,
            [.. _delays.Any ? [new Line($"{RuntimeNames.ForgetPast}();")] : Array.Empty<KernelStatement>(), .. _startFollowers]),
        .. _delays.Build(_setup.Values),
        .. _methods,
    ];

    private readonly List<(string Field, string? Population)> _conditions = [];

    private IEnumerable<KernelStatement> Enter(string time, string vector) =>
    [
        new Line($"_{T} = {time};"),
        new Line($"_{Y} = {vector};"),
        .. _context.System.Invariants.Count > 0 ? [new Line($"{SystemMembers.Prepare}();")] : Array.Empty<Line>(),
    ];

    private IReadOnlyList<Intermediate> Needed(IEnumerable<NetworkRoot> roots) =>
        [.. _context.Needed(roots.Select(r => r.Value)).Where(i => !_context.IsInvariant(i.Path))];

    private IReadOnlyList<KernelStatement> Phases(string name, IReadOnlyList<Intermediate> items, IReadOnlyList<NetworkRoot> roots)
    {
        (IReadOnlyList<KernelStatement> body, IReadOnlyList<KernelMethod> loops) = _method.Build(name, items, roots);
        _loops = loops;
        return [.. _context.Tables(items.Select(i => i.Definition).Concat(roots.Select(r => r.Value))), .. body];
    }

    // A method comes before its loops.
    private void Add(KernelMethod method)
    {
        _methods.Add(method);
        _methods.AddRange(_loops);
        _loops = [];
    }

    private void AddPrepare()
    {
        if (_context.System.Invariants.Count == 0)
        {
            return;
        }

        // Every invariant is kept in its field, so each is stored like a root.
        Intermediate[] items = [.. _context.System.Invariants];
        NetworkRoot[] stored = [.. items.Where(i => _context.Axes[i.Path] is not null && i.Type != IR.ValueType.Boolean)
            .Select(i => new NetworkRoot(_context.Names.Field(i.Path), "", new Reference(i.Path, VariableKind.Intermediate), _context.Axes[i.Path]))];
        IReadOnlyList<KernelStatement> body = Phases(SystemMembers.Prepare, items, stored);
        Add(new KernelMethod(SystemMembers.Prepare, null, $"private void {SystemMembers.Prepare}()",
        [
            new Block($"if ({Prepared})", [new Line("return;")]),
            new Gap(),
            .. body,
            new Line($"{Prepared} = true;"),
        ]));
    }

    private void AddRates()
    {
        NetworkRoot[] roots = [.. _context.System.Equations.Select(e => new NetworkRoot(
            "_" + Dydt, _context.Network.At(e.State), e.Rhs, _context.Axes[e.State], _context.Comment(e)))];
        Add(new KernelMethod(RuntimeNames.Derivative, KernelMethod.Inherited,
            $"public override void {RuntimeNames.Derivative}(double {T}, ReadOnlySpan<double> {Y}, Span<double> {Dydt})",
            [
                new Line($"{Y}.CopyTo(_{Given});"),
                new Line($"{Rates}({T}, _{Given}, _{Wanted});"),
                new Line($"_{Wanted}.AsSpan().CopyTo({Dydt});"),
            ]));
        Add(new KernelMethod(Rates, null, $"private void {Rates}(double {T}, double[] {Y}, double[] {Dydt})",
            [.. Enter(T, Y), new Line($"_{Dydt} = {Dydt};"), .. Phases(Rates, Needed(roots), roots)]));
    }

    private void AddDiffusion()
    {
        if (_context.System.Diffusion.Count == 0)
        {
            return;
        }

        NetworkRoot[] roots = [.. _context.System.Diffusion.SelectMany(d => d.References.Cast<Reference>().Select(r =>
            new NetworkRoot("_" + G, _context.Network.CoefficientAt(r.Name), r, _context.Axes[d.State])))];
        Add(new KernelMethod(StochasticMembers.Diffusion, null, $"private void {StochasticMembers.Diffusion}(double {T}, double[] {Y}, double[] {G})",
            [.. Enter(T, Y), new Line($"_{G} = {G};"), .. Phases(StochasticMembers.Diffusion, Needed(roots), roots)]));
    }

    private void AddObserve()
    {
        List<NetworkRoot> roots = [];
        IEnumerable<(Expr Value, Quantity Quantity, string? Population)> observed = _context.System.States
            .Select(s => ((Expr)new Reference(s.Path, VariableKind.State), s.Quantity, s.Population))
            .Concat(_context.Observables.Select(o => ((Expr)new Reference(o.Path, VariableKind.Intermediate, o.Type), o.Quantity, _context.Axes[o.Path])));
        foreach ((Expr value, Quantity quantity, string? population) in observed)
        {
            roots.Add(new NetworkRoot("_" + Values, $"ObservableLayout.Offset({roots.Count})", Scaling.ToShown(value, quantity), population));
        }

        Add(new KernelMethod(RuntimeNames.Observe, KernelMethod.Inherited,
            $"public override void {RuntimeNames.Observe}(double {T}, ReadOnlySpan<double> {Y}, Span<double> {Values})",
            [
                new Line($"{Y}.CopyTo(_{Given});"),
                .. Enter(T, "_" + Given),
                .. Phases(RuntimeNames.Observe, Needed(roots), roots),
                new Line($"_{Values}.AsSpan().CopyTo({Values});"),
            ]));
    }

    // A condition holds for a population when it holds for each of its units.
    private void AddConditions()
    {
        StateVariable[] conditioned = [.. _context.System.States.Where(s => s.Condition is not null)];
        if (conditioned.Length == 0)
        {
            return;
        }

        NetworkRoot[] roots = [.. conditioned.Select((s, i) =>
        {
            string field = "_" + _context.Network.Plain($"holds{i + 1}", $"network|holds{i}");
            _conditions.Add((field, s.Population));
            return new NetworkRoot(field, "", new Conditional(s.Condition!.Holds, Algebra.One, Algebra.Zero), s.Population, s.Condition.Text);
        })];
        string holds = _context.Names.Local("holds");
        Add(new KernelMethod(RuntimeNames.CheckConditions, KernelMethod.Inherited,
            $"public override void {RuntimeNames.CheckConditions}(double {T}, ReadOnlySpan<double> {Y}, Span<bool> {holds})",
            [
                new Line($"{Y}.CopyTo(_{Given});"),
                .. Enter(T, "_" + Given),
                .. Phases(RuntimeNames.CheckConditions, Needed(roots), roots),
                .. _conditions.Select((c, i) => new Line($"{holds}[{i}] = {RuntimeNames.Reduce}.Min({c.Field}) == 1;")),
            ]));
    }

    private void AddSignals()
    {
        if (!_delays.Any)
        {
            return;
        }

        IReadOnlyList<NetworkRoot> roots = _delays.Roots("_" + Signals);
        Add(new KernelMethod(RuntimeNames.Signals, KernelMethod.Inherited,
            $"protected override void {RuntimeNames.Signals}(double {T}, ReadOnlySpan<double> {Y}, Span<double> {Signals})",
            [
                new Line($"{Y}.CopyTo(_{Given});"),
                .. Enter(T, "_" + Given),
                .. Phases(RuntimeNames.Signals, Needed(roots), roots),
                new Line($"_{Signals}.AsSpan().CopyTo({Signals});"),
            ]));
    }

    // States that follow others start at what they follow, which may follow others in turn.
    private void AddFollowers()
    {
        StateVariable[] followers = [.. _context.System.States.Where(s => s.StartsAs is not null)];
        if (followers.Length == 0)
        {
            return;
        }

        NetworkRoot[] roots = [.. followers.Select(s => new NetworkRoot(
            "_" + Y, _context.Network.At(s.Path), new Reference(s.StartsAs!, VariableKind.Intermediate), s.Population))];
        string name = _context.Names.Local("StartFollowers");
        int sweeps = followers.Select(s => s.StartsAs).Distinct().Count();
        string sweep = _context.Names.Local("sweep");
        _startFollowers.Add(sweeps == 1 ? new Line($"{name}();") : new Block($"for (int {sweep} = 0; {sweep} < {sweeps}; {sweep}++)", [new Line($"{name}();")]));
        Add(new KernelMethod(name, null, $"private void {name}()", [.. Enter("0", RuntimeNames.StateArray), .. Phases(name, Needed(roots), roots)]));
    }

    private readonly List<KernelStatement> _startFollowers = [];

    private void AddJacobian() => Add(new KernelMethod(RuntimeNames.Jacobian, KernelMethod.Inherited,
        $"public override void {RuntimeNames.Jacobian}(double {T}, ReadOnlySpan<double> {Y}, Span<double> {_context.Names.Local("jacobian")})",
        [new Line("throw new NotSupportedException(\"The Jacobian of a system with populations is not computed.\");")]));
}
