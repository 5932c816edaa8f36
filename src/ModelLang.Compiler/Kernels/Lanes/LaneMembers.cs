using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Lanes;

/// <summary>What makes a class take many simulators on at once.</summary>
/// <remarks>
/// A short step is one loop over the lanes. A long one, or one with elementary functions, is a loop a stage: within a step each operation waits for the one before,
/// and the machine finds work to do meanwhile only if the next lanes are near enough in the instruction stream.
/// </remarks>
internal sealed class LaneMembers
{
    // About as many instructions as wait for their operands at the same time.
    private const int MostNodesInOneLoop = 400;

    // Above this the JIT runs out of patience with a method.
    private const int MostNodesInLoop = 2500;

    private readonly KernelContext _context;
    private readonly string _lanes;
    private readonly IReadOnlyList<Declaration> _head;

    public LaneMembers(KernelContext context)
    {
        _context = context;
        _lanes = context.Names.Local("lanes");
        _head = [.. context.Head(context.Roots).OfType<Declaration>()];
    }

    /// <summary>The members for a fixed step; none where lanes would not pay or have no form.</summary>
    public IReadOnlyList<KernelMember> Build(LaneStep step)
    {
        if (!step.Parts.All(p => LaneLoop.HasForm(p.Body, _context.Options.Strict) && Size(p) <= MostNodesInLoop))
        {
            return [];
        }

        IReadOnlyList<LanePart> parts = IsShort(step) ? [Fuse(step.Parts)] : step.Parts;
        LaneLayout layout = Layout(step);
        string[] names = [.. parts.Select((_, i) => _context.Names.Local(parts.Count == 1 ? "StepLanes" : $"Stage{i + 1}Lanes"))];
        string[] scalars = [_context.Time, Local("dt"), .. step.Increments];
        KernelMethod[] loops =
        [
            .. parts.SelectMany((part, i) => new LaneLoop(_context, layout, names[i], step.Fractions, part.Body, part.Kept)
                .Build(part.Title, string.Join(", ", scalars.Select(s => "double " + s)), string.Join(", ", scalars))),
        ];
        return
        [
            new KernelProperty(null, $"public int {RuntimeNames.LaneElements}", NumberFormat.Literal(layout.Count), null),
            WriteLane(step, layout),
            Advance(step, names.Select(name => new Line($"{name}({string.Join(", ", scalars)}, {_lanes});"))),
            .. loops,
        ];
    }

    private static int Size(LanePart part) => LaneLoop.Values(part.Body).Sum(KernelContext.Size);

    private bool IsShort(LaneStep step) => step.Parts.Sum(Size) <= MostNodesInOneLoop
        && !step.Parts.SelectMany(p => LaneLoop.Values(p.Body)).Any(value => value.Contains(e => e is Power || (e is Call call && !IsCheap(call.Function))));

    private static bool IsCheap(Function function) => function is Function.Abs or Function.Min or Function.Max or Function.Floor or Function.Ceil;

    private static LanePart Fuse(IReadOnlyList<LanePart> parts)
    {
        List<KernelStatement> body = [];
        foreach (LanePart part in parts)
        {
            body.AddRange(body.Count == 0 ? [] : [new Gap(), new Note(part.Title)]);
            body.AddRange(part.Body);
        }

        return new LanePart("a step", body, parts[parts.Count - 1].Kept);
    }

    private LaneLayout Layout(LaneStep step) => new(
        _context.System.States.Select(s => _context.Names[s.Path]),
        _head.Concat(step.Factored).Select(d => d.Name).Concat(step.Parts.SelectMany(p => p.Kept)),
        _head.Where(d => d.Value.Type == IR.ValueType.Boolean).Select(d => d.Name));

    private KernelMethod WriteLane(LaneStep step, LaneLayout layout)
    {
        string lane = Local("lane");
        IReadOnlyList<Declaration> values = [.. _head, .. step.Factored];
        return new KernelMethod(
            RuntimeNames.WriteLane,
            KernelMethod.Inherited,
            $"public void {RuntimeNames.WriteLane}({RuntimeNames.LaneBlock} {_lanes}, int {lane}, double {Local("dt")})",
            [
                .. _context.Head(_context.Roots),
                .. step.Factored.Count > 0 ? step.Fractions : [],
                .. step.Factored,
                .. values.Where(v => layout.IsUsed(v.Name)).Select(v => new Line(
                    $"{_lanes}[{lane}, {NumberFormat.Literal(layout[v.Name])}] = {v.Name}{(layout.IsCondition(v.Name) ? " ? 1 : 0" : "")};")),
            ]);
    }

    private KernelMethod Advance(LaneStep step, IEnumerable<Line> loops)
    {
        (string start, string dt, string first, string steps, string n) = (Local("start"), Local("dt"), Local("first"), Local("steps"), Local("n"));
        return new KernelMethod(
            RuntimeNames.AdvanceLanes,
            KernelMethod.Inherited,
            $"public void {RuntimeNames.AdvanceLanes}(double {start}, double {dt}, long {first}, long {steps}, {RuntimeNames.LaneBlock} {_lanes})",
            [
                .. step.Before,
                new Block(
                    $"for (long {n} = {first}; {n} < {first} + {steps}; {n}++)",
                    [new Line($"double {_context.Time} = {start} + {n} * {dt};"), .. step.Begin, .. loops, .. step.End]),
                .. step.After,
            ],
            Optimized: true);
    }

    private string Local(string name) => _context.Names.Local(name);
}
