using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>What a class adds that reads the past: which quantities it keeps, what they were before, and the delays.</summary>
internal sealed class DelayMembers(KernelContext context)
{
    private readonly ChunkedMethod _chunks = new(context);
    private readonly string _signals = context.Names.Local("signals");

    /// <summary>The members; none in a system without delays.</summary>
    public IEnumerable<KernelMember> Build() => context.Signals.Count == 0
        ? []
        :
        [
            new KernelProperty(null, $"protected override int {RuntimeNames.SignalCount}", $"{context.Signals.Count}", null),
            new KernelProperty(null, $"protected override int {RuntimeNames.MethodOrder}", context.Method.Kind == MethodKind.Stochastic ? "1" : $"{context.Method.Order}", null),
            .. Signals(),
            .. Before(),
            CollectDelays(),
            .. _chunks.Fields,
        ];

    private IReadOnlyList<Reference> References => [.. context.DelayedReads.Select(r => r.Signal).Distinct()];

    private IEnumerable<KernelMember> Signals()
    {
        string parameters = $"double {context.Time}, ReadOnlySpan<double> {context.Vector}, Span<double> {_signals}";
        return _chunks.Build(
            RuntimeNames.Signals,
            $"protected override void {RuntimeNames.Signals}({parameters})",
            KernelMethod.Inherited,
            parameters,
            $"{context.Time}, {context.Vector}, {_signals}",
            [],
            [.. References.Select((signal, i) => new StoredValue($"{_signals}[{i}]", signal, signal.Name))]);
    }

    private IEnumerable<KernelMember> Before()
    {
        (Reference Signal, int Index)[] known = [.. References.Select((signal, index) => (signal, index)).Where(p => KnownPast.Of(context.System, p.signal))];
        if (known.Length == 0)
        {
            yield break;
        }

        Expr[] roots = [.. known.Select(k => k.Signal)];
        Intermediate[] needed = [.. context.Needed(roots).Where(i => !context.IsInvariant(i.Path))];
        HashSet<string> names = new(roots.Concat(needed.Select(i => i.Definition)).SelectMany(e => e.Names()), StringComparer.Ordinal);
        HistoryFunction[] histories = [.. context.System.Histories.Where(h => names.Contains(h.State))];
        Frame frame = Frame.InLocals(context, context.Time);
        yield return new KernelMethod(
            RuntimeNames.SignalsBefore,
            KernelMethod.Inherited,
            $"protected override bool {RuntimeNames.SignalsBefore}(double {context.Time}, Span<double> {_signals})",
            [
                .. context.Head([.. roots, .. histories.Select(h => h.Value)]),
                .. histories.Select(h => new Declaration(context.Names[h.State], frame.Rename(h.Value))),
                .. needed.Select(i => new Declaration(context.Names[i.Path], frame.Rename(i.Definition))),
                .. known.Select(k => new Assignment($"{_signals}[{k.Index}]", frame.Rename(k.Signal))),
                new Line("return true;"),
            ]);
    }

    private KernelMethod CollectDelays()
    {
        string delays = context.Names.Local("delays");
        Frame frame = Frame.InLocals(context, context.Time);
        ExprFormatter formatter = new(context.Options.Strict);
        return new KernelMethod(
            RuntimeNames.CollectDelays,
            KernelMethod.Inherited,
            $"protected override void {RuntimeNames.CollectDelays}({RuntimeNames.DelayList} {delays})",
            [
                .. context.Head([.. context.DelayedReads.Select(r => r.Delay)]),
                .. context.DelayedReads.Select(r => new Line(
                    $"{delays}.{RuntimeNames.AddDelay}({formatter.Format(frame.Rename(r.Delay))}, {CSharpText.Literal(r.Signal.Name)});")),
            ]);
    }
}
