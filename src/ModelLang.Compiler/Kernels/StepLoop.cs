using ModelLang.Compiler.Emit;

namespace ModelLang.Compiler.Kernels;

/// <summary>What methods with a fixed step share: the loop over the steps of one call, and its names.</summary>
internal sealed class StepLoop(KernelContext context)
{
    private readonly string _start = context.Names.Local("start");
    private readonly string _dt = context.Names.Local("dt");
    private readonly string _first = context.Names.Local("first");
    private readonly string _steps = context.Names.Local("steps");
    private readonly string _n = context.Names.Local("n");

    /// <summary>Name of the step.</summary>
    public string Dt => _dt;

    /// <summary>The method that the runtime library calls.</summary>
    public KernelMethod Advance(IReadOnlyList<KernelStatement> body) => new(
        RuntimeNames.Advance,
        KernelMethod.Inherited,
        $"public void {RuntimeNames.Advance}(double {_start}, double {_dt}, long {_first}, long {_steps})",
        body,
        Optimized: true);

    /// <summary>The loop, with the time of each step where it is used.</summary>
    public Block Over(IReadOnlyList<KernelStatement> step) =>
        new($"for (long {_n} = {_first}; {_n} < {_first} + {_steps}; {_n}++)", [.. Time(), .. step]);

    /// <summary>The statement after the loop.</summary>
    public KernelStatement TimeAfter() => new Line($"{RuntimeNames.Time} = {_start} + ({_first} + {_steps}) * {_dt};");

    // In arrays the right-hand side takes the time whether it uses it or not.
    private IEnumerable<KernelStatement> Time() => context.UsesLocals && !TimeUse.In(context)
        ? []
        : [new Line($"double {context.Time} = {_start} + {_n} * {_dt};"), new Gap()];
}
