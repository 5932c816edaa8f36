using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels.Networks;

/// <summary>A value that is read for each unit.</summary>
/// <param name="Name">Local that holds it.</param>
/// <param name="Array">Local of the array it is read from.</param>
/// <param name="Offset">Position of the first unit in it; empty for 0.</param>
internal sealed record UnitLoad(string Name, string Array, string Offset);

/// <summary>A value that is stored for each unit.</summary>
/// <param name="Array">Local of the array.</param>
/// <param name="Offset">Position of the first unit in it; empty for 0.</param>
/// <param name="Value">The value; references are C# text.</param>
/// <param name="Comment">A line above what it needs, or null.</param>
internal sealed record UnitStore(string Array, string Offset, Expr Value, string? Comment = null) : KernelStatement;

/// <summary>A local that is the same for all units: <c>double tau = _tau;</c>.</summary>
internal sealed record UnitUniform(string Name, string Value, IR.ValueType Type);

/// <summary>
/// A loop over the units of a population as methods of its own: one unit at a time, and as many at once as the vectors of the machine hold.
/// All forms give the same bits.
/// </summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Index">Names of the first unit, the one after the last, and the one at hand.</param>
/// <param name="Arrays">Fields with the arrays that are read and written, and the locals for them.</param>
/// <param name="Positions">Locals with positions in the arrays.</param>
/// <param name="Uniforms">What is the same for all units.</param>
/// <param name="Loads">What is read for each unit.</param>
/// <param name="Body">What is computed: declarations and stores in order.</param>
internal sealed record UnitLoop(
    string Name,
    (string From, string To, string At) Index,
    IReadOnlyList<(string Local, string Field)> Arrays,
    IReadOnlyList<(string Local, string Value)> Positions,
    IReadOnlyList<UnitUniform> Uniforms,
    IReadOnlyList<UnitLoad> Loads,
    IReadOnlyList<KernelStatement> Body)
{
    private static readonly (string Vector, int Lanes)[] s_widths = [("Vector512", 8), ("Vector256", 4), ("Vector128", 2)];

    /// <summary>The methods.</summary>
    /// <param name="strict">Whether functions are the platform's own.</param>
    /// <param name="summary">What the loop computes.</param>
    public IEnumerable<KernelMethod> Build(bool strict, string summary)
    {
        bool lanes = Body.OfType<Declaration>().Select(d => d.Value).Concat(Body.OfType<UnitStore>().Select(s => s.Value)).All(e => ExprFormatter.HasLanes(e, strict));
        yield return new KernelMethod(Name, null, $"// {CSharpText.Comment(summary)}\nprivate void {Name}(int {Index.From}, int {Index.To})",
        [
            .. Locals(),
            .. Uniforms.Select(u => new Declaration(u.Name, new Reference(u.Value, VariableKind.Intermediate, u.Type))),
            new Line($"int {Index.At} = {Index.From};"),
            .. lanes ? s_widths.Select(ByLanes) : [],
            new Block($"for (; {Index.At} < {Index.To}; {Index.At}++)",
            [
                .. Loads.Select(l => new Declaration(l.Name, KernelContext.Text(At(l.Array, l.Offset)))),
                .. Body.SelectMany(item => Statements(item, d => d, s => new Assignment(At(s.Array, s.Offset), s.Value))),
            ]),
        ], Optimized: true);
        foreach ((string vector, int count) in lanes ? s_widths : [])
        {
            yield return InLanes(strict, vector, count);
        }
    }

    // What is left over at one width is mostly enough for the next.
    private Block ByLanes((string Vector, int Lanes) width) => new(
        $"if ({width.Vector}.IsHardwareAccelerated && {Index.To} - {Index.At} >= {width.Lanes})",
        [new Line($"{Index.At} = {Name}By{width.Lanes}({Index.At}, {Index.To});")]);

    private KernelMethod InLanes(bool strict, string vector, int count)
    {
        ExprFormatter formatter = new(strict, vector);
        string type = vector + "<double>";
        return new KernelMethod($"{Name}By{count}", null, $"private int {Name}By{count}(int {Index.From}, int {Index.To})",
        [
            .. Locals(),
            .. Uniforms.Select(u => new Line(u.Type == IR.ValueType.Boolean
                ? $"{type} {u.Name} = {u.Value} ? {type}.AllBitsSet : {type}.Zero;"
                : $"{type} {u.Name} = {vector}.Create({u.Value});")),
            new Line($"int {Index.At} = {Index.From};"),
            new Block($"for (; {Index.At} <= {Index.To} - {count}; {Index.At} += {count})",
            [
                .. Loads.Select(l => new Line($"{type} {l.Name} = {vector}.LoadUnsafe(ref {At(l.Array, l.Offset)});")),
                .. Body.SelectMany(item => Statements(item,
                    d => new Line($"{type} {d.Name} = {formatter.Format(d.Value)};"),
                    s => new Line($"{vector}.StoreUnsafe({formatter.Format(s.Value)}, ref {At(s.Array, s.Offset)});"))),
            ]),
            new Line($"return {Index.At};"),
        ], Optimized: true);
    }

    private IEnumerable<Line> Locals() =>
    [
        .. Arrays.Select(a => new Line($"double[] {a.Local} = {a.Field};")),
        .. Positions.Select(p => new Line($"int {p.Local} = {p.Value};")),
    ];

    private static IEnumerable<KernelStatement> Statements(
        KernelStatement item, Func<Declaration, KernelStatement> declaration, Func<UnitStore, KernelStatement> store) => item switch
    {
        Declaration d => [declaration(d)],
        UnitStore { Comment: { } comment } s => [new Note(comment), store(s)],
        UnitStore s => [store(s)],
        _ => throw Unexpected.Kind(item),
    };

    private string At(string array, string offset) => offset.Length == 0 ? $"{array}[{Index.At}]" : $"{array}[{offset} + {Index.At}]";
}
