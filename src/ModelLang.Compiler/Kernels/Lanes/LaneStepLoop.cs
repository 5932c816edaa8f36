namespace ModelLang.Compiler.Kernels.Lanes;

/// <summary>The loop over the steps of one call.</summary>
/// <param name="Head">The head of the loop.</param>
/// <param name="New">Locals that are new in each step: the time, increments of Wiener processes.</param>
/// <param name="Before">Statements before the loop.</param>
/// <param name="Begin">Statements that begin a step.</param>
/// <param name="End">Statements that end a step.</param>
/// <param name="After">Statements after the loop.</param>
internal sealed record LaneStepLoop(
    string Head,
    IReadOnlyList<string> New,
    IReadOnlyList<KernelStatement> Before,
    IReadOnlyList<KernelStatement> Begin,
    IReadOnlyList<KernelStatement> End,
    IReadOnlyList<KernelStatement> After);
