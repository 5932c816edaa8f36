using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>Which quantities of a system with populations are read with a delay, and where the past keeps them: one block per quantity.</summary>
internal sealed class NetworkDelays
{
    private readonly KernelContext _context;
    private readonly List<Reference[]> _blocks = [];

    /// <summary>Lists the quantities.</summary>
    public NetworkDelays(KernelContext context)
    {
        _context = context;
        foreach (Connection connection in Connections)
        {
            Add([.. connection.Sources.Select(p => p.Signal)]);
        }

        foreach (Delayed read in context.System.DelayedReads)
        {
            Add([read.Signal]);
        }
    }

    /// <summary>Whether anything is read with a delay.</summary>
    public bool Any => _blocks.Count > 0;

    /// <summary>What is kept, in the order of the past.</summary>
    public IReadOnlyList<Reference> Signals => [.. _blocks.SelectMany(b => b)];

    private IEnumerable<Connection> Connections => _context.System.Connections.Where(c => c.Delay is not null);

    /// <summary>Number of values that the past keeps, as text.</summary>
    public string Count => Sum(Signals);

    /// <summary>Position of the first value of the sources of a connection.</summary>
    public string First(Connection connection) => First([.. connection.Sources.Select(p => p.Signal)]);

    /// <summary>Position of the first value of a quantity.</summary>
    public string First(Reference signal) => First([signal]);

    /// <summary>Roots that store everything the past keeps.</summary>
    public IReadOnlyList<NetworkRoot> Roots(string array)
    {
        List<NetworkRoot> roots = [];
        foreach (Reference signal in Signals)
        {
            string at = Sum([.. Signals.Take(roots.Count)]);
            roots.Add(new NetworkRoot(array, at == "0" ? "" : at, signal, _context.Axes[signal.Name]));
        }

        return roots;
    }

    /// <summary>The members besides the method that computes the signals.</summary>
    public IEnumerable<KernelMember> Build(UnitValueWriter values)
    {
        if (!Any)
        {
            yield break;
        }

        string order = _context.Method.Kind == MethodKind.Stochastic ? "1" : $"{_context.Method.Order}";
        yield return new KernelProperty(null, $"protected override int {RuntimeNames.SignalCount}", Count, null);
        yield return new KernelProperty(null, $"protected override int {RuntimeNames.MethodOrder}", order, null);
        string delays = _context.Names.Local("delays");
        bool areComputed = _context.System.DelayedReads.Any(r => r.Delay is Reference delay && _context.System.Invariants.Any(i => i.Path == delay.Name));
        List<KernelStatement> body = areComputed ? [new Line($"{SystemMembers.Prepare}();")] : [];
        foreach (Connection connection in Connections)
        {
            body.Add(new Line($"{_context.Network.Connection(connection.Path)}!.{RuntimeNames.CollectDelays}({delays}, {CSharpText.Literal(connection.Source.Text)});"));
        }

        foreach (Delayed read in _context.System.DelayedReads)
        {
            string name = CSharpText.Literal(read.Signal.Name);
            body.Add(_context.Axes.Of(read.Delay) is null
                ? new Line($"{delays}.{RuntimeNames.AddDelay}({values.Format(read.Delay)}, {name});")
                : new Block($"foreach (double delay in {_context.Names.Field(((Reference)read.Delay).Name)})", [new Line($"{delays}.{RuntimeNames.AddDelay}(delay, {name});")]));
        }

        yield return new KernelMethod(RuntimeNames.CollectDelays, KernelMethod.Inherited, $"protected override void {RuntimeNames.CollectDelays}({RuntimeNames.DelayList} {delays})", body);
    }

    private void Add(Reference[] block)
    {
        if (!_blocks.Exists(b => b.SequenceEqual(block)))
        {
            _blocks.Add(block);
        }
    }

    private string First(Reference[] block) => Sum([.. _blocks.TakeWhile(b => !b.SequenceEqual(block)).SelectMany(b => b)]);

    private string Sum(IReadOnlyList<Reference> signals) =>
        signals.Count == 0 ? "0" : string.Join(" + ", signals.Select(s => _context.Network.Size(_context.Axes[s.Name])));
}
