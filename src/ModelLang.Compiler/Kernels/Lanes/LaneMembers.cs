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
        if (!HasForm(step.Parts))
        {
            return [];
        }

        LaneLayout layout = Layout(_head.Concat(step.Factored).Select(d => d.Name).Concat(step.Parts.SelectMany(p => p.Passed.Concat(p.Kept))));
        LaneStepLoop steps = Steps(step);
        IReadOnlyList<KernelMethod> methods = IsShort(step.Parts) ? InOneLoop(layout, step, steps) : ByParts(layout, step, steps);
        return [Elements(layout), WriteLane(layout, [.. step.Factored.Count > 0 ? step.Fractions : [], .. step.Factored], step.Factored), .. methods];
    }

    private LaneStepLoop Steps(LaneStep step)
    {
        (string start, string first, string steps, string n) = (Local("start"), Local("first"), Local("steps"), Local("n"));
        Line time = new($"double {_context.Time} = {start} + {n} * {Local("dt")};");
        return new LaneStepLoop(
            $"for (long {n} = {first}; {n} < {first} + {steps}; {n}++)",
            [_context.Time, .. step.Increments],
            step.Before,
            [time, .. step.Begin],
            step.End,
            step.After);
    }

    private string StepParameters => $"double {Local("start")}, double {Local("dt")}, long {Local("first")}, long {Local("steps")}";

    private string StepArguments => $"{Local("start")}, {Local("dt")}, {Local("first")}, {Local("steps")}";

    private IReadOnlyList<KernelMethod> InOneLoop(LaneLayout layout, LaneStep step, LaneStepLoop steps)
    {
        LanePart part = Fuse(step.Parts);
        LaneLoop loop = new(_context, layout, RuntimeNames.AdvanceLanes, step.Fractions, part.Body, part.Kept);
        return [.. loop.Build(StepParameters, StepArguments, steps)];
    }

    private IReadOnlyList<KernelMethod> ByParts(LaneLayout layout, LaneStep step, LaneStepLoop steps)
    {
        string[] scalars = [_context.Time, Local("dt"), .. step.Increments];
        (IReadOnlyList<Line> calls, IReadOnlyList<KernelMethod> loops) = Loops(
            layout, step.Parts, step.Fractions, string.Join(", ", scalars.Select(s => "double " + s)), string.Join(", ", scalars));
        KernelMethod advance = new(
            RuntimeNames.AdvanceLanes,
            KernelMethod.Inherited,
            $"public void {RuntimeNames.AdvanceLanes}({StepParameters}, {RuntimeNames.LaneBlock} {_lanes})",
            [.. steps.Before, new Block(steps.Head, [.. steps.Begin, .. calls, .. steps.End]), .. steps.After],
            Optimized: true);
        return [advance, .. loops];
    }

    /// <summary>The members for steps of their own; none where lanes would not pay or have no form.</summary>
    public IReadOnlyList<KernelMember> Build(AdaptiveLaneStep step)
    {
        // Each lane is at a time of its own, and a table is read at one time.
        if (!HasForm(step.Parts) || _context.System.Tables.Count > 0)
        {
            return [];
        }

        LaneLayout layout = Layout([_context.Time, step.Names.H, .. _head.Select(d => d.Name), .. step.FirstSlopes, .. step.Parts.SelectMany(p => p.Passed.Concat(p.Kept))]);
        foreach (string known in (string[])[_context.Time, step.Names.H, step.Error])
        {
            _ = layout[known];
        }

        (IReadOnlyList<Line> calls, IReadOnlyList<KernelMethod> loops) = Loops(layout, step.Parts, [], $"double {step.Names.Rtol}, ReadOnlySpan<double> {step.Names.Atol}", $"{step.Names.Rtol}, {step.Names.Atol}");
        string lane = Local("lane");
        string y = _context.Vector;
        string parameters = $"{RuntimeNames.LaneBlock} {_lanes}, int {lane}";
        string Element(string name) => $"{_lanes}[{lane}, {NumberFormat.Literal(layout[name])}]";
        int[] states = [.. Enumerable.Range(0, _context.Count)];
        return
        [
            new KernelMethod(
                RuntimeNames.StartLane,
                KernelMethod.Inherited,
                $"public void {RuntimeNames.StartLane}({parameters}, double {_context.Time})",
                [
                    new Line($"{RuntimeNames.Start}({_context.Time});"),
                    new Line($"{RuntimeNames.WriteLane}({_lanes}, {lane}, 0);"),
                    new Line($"{_lanes}.{RuntimeNames.WriteElements}({lane}, {RuntimeNames.StateArray});"),
                    .. states.Select(i => new Line($"{Element(step.FirstSlopes[i])} = _{step.FirstArray}[{i}];")),
                ]),
            new KernelMethod(
                RuntimeNames.TryStepLanes,
                KernelMethod.Inherited,
                $"public void {RuntimeNames.TryStepLanes}(double {step.Names.Rtol}, ReadOnlySpan<double> {step.Names.Atol}, {RuntimeNames.LaneBlock} {_lanes})",
                calls),
            .. loops,
            new KernelMethod(
                RuntimeNames.InterpolateLane,
                KernelMethod.Inherited,
                $"public void {RuntimeNames.InterpolateLane}({parameters}, double {step.Names.Theta}, Span<double> {y})",
                step.Interpolate(Element)),
            new KernelMethod(
                RuntimeNames.AcceptLane,
                KernelMethod.Inherited,
                $"public void {RuntimeNames.AcceptLane}({parameters})",
                [
                    new Line($"double[] {y} = {RuntimeNames.StateArray};"),
                    .. states.Select(i => new Line($"{Element(_context.Names[_context.System.States[i].Path])} = {y}[{i}] = {Element(step.Next[i])};")),
                    .. states.Select(i => new Line($"{Element(step.FirstSlopes[i])} = {Element(step.LastSlopes[i])};")),
                ]),
            WriteLane(layout, [], []),
            Elements(layout),
        ];
    }

    private bool HasForm(IReadOnlyList<LanePart> parts) => parts.All(p => LaneLoop.HasForm(p.Body, _context.Options.Strict) && Size(p) <= MostNodesInLoop);

    // Methods that go over all lanes, and the calls of them that make a step.
    private (IReadOnlyList<Line> Calls, IReadOnlyList<KernelMethod> Methods) Loops(
        LaneLayout layout, IReadOnlyList<LanePart> all, IReadOnlyList<Declaration> fractions, string parameters, string arguments)
    {
        IReadOnlyList<LanePart> parts = IsShort(all) ? [Fuse(all)] : all;
        string[] names = [.. parts.Select((_, i) => Local(parts.Count == 1 ? "StepLanes" : $"Step{i + 1}Lanes"))];
        return (
            [.. names.Select(name => new Line($"{name}({arguments}, {_lanes});"))],
            [.. parts.SelectMany((part, i) => new LaneLoop(_context, layout, names[i], fractions, part.Body, [.. part.Passed, .. part.Kept]).Build(part.Title, parameters, arguments))]);
    }

    private static KernelProperty Elements(LaneLayout layout) => new(null, $"public int {RuntimeNames.LaneElements}", NumberFormat.Literal(layout.Count), null);

    private static int Size(LanePart part) => LaneLoop.Values(part.Body).Sum(KernelContext.Size);

    private static bool IsShort(IReadOnlyList<LanePart> parts) => parts.Sum(Size) <= MostNodesInOneLoop
        && !parts.SelectMany(p => LaneLoop.Values(p.Body)).Any(value => value.Contains(e => e is Power || (e is Call call && !IsCheap(call.Function))));

    private static bool IsCheap(Function function) => function is Function.Sqrt or Function.Abs or Function.Min or Function.Max or Function.Floor or Function.Ceil;

    private static LanePart Fuse(IReadOnlyList<LanePart> parts)
    {
        List<KernelStatement> body = [];
        foreach (LanePart part in parts)
        {
            body.AddRange(body.Count == 0 ? [] : [new Gap(), new Note(part.Title)]);
            body.AddRange(part.Body);
        }

        return new LanePart("one step of all lanes", body, [], [.. parts.SelectMany(p => p.Kept)]);
    }

    private LaneLayout Layout(IEnumerable<string> others) => new(
        _context.System.States.Select(s => _context.Names[s.Path]),
        others,
        _head.Where(d => d.Value.Type == IR.ValueType.Boolean).Select(d => d.Name));

    // Once the loops are built, the layout knows what they read.
    private KernelMethod WriteLane(LaneLayout layout, IReadOnlyList<KernelStatement> more, IReadOnlyList<Declaration> factored)
    {
        string lane = Local("lane");
        return new KernelMethod(
            RuntimeNames.WriteLane,
            KernelMethod.Inherited,
            $"public void {RuntimeNames.WriteLane}({RuntimeNames.LaneBlock} {_lanes}, int {lane}, double {Local("dt")})",
            [
                .. _context.Head(_context.Roots),
                .. more,
                .. _head.Concat(factored).Where(v => layout.IsUsed(v.Name)).OrderBy(v => layout[v.Name]).Select(v => new Line(
                    $"{_lanes}[{lane}, {NumberFormat.Literal(layout[v.Name])}] = {v.Name}{(layout.IsCondition(v.Name) ? " ? 1 : 0" : "")};")),
            ]);
    }

    private string Local(string name) => _context.Names.Local(name);
}
