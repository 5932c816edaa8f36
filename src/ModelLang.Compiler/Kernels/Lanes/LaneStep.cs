namespace ModelLang.Compiler.Kernels.Lanes;

/// <summary>A step of a method as straight-line code for one lane.</summary>
/// <param name="Fractions">Parts of the step that it may use, such as <c>half_dt</c>.</param>
/// <param name="Factored">Those times a factor of a right-hand side, which differ between lanes.</param>
/// <param name="Parts">The code, in parts that can be loops of their own.</param>
internal sealed record LaneStep(IReadOnlyList<Declaration> Fractions, IReadOnlyList<Declaration> Factored, IReadOnlyList<LanePart> Parts)
{
    /// <summary>Locals that are the same in all lanes and new in each step: increments of Wiener processes.</summary>
    public IReadOnlyList<string> Increments { get; init; } = [];

    /// <summary>Statements before the loop over steps.</summary>
    public IReadOnlyList<KernelStatement> Before { get; init; } = [];

    /// <summary>Statements that begin a step.</summary>
    public IReadOnlyList<KernelStatement> Begin { get; init; } = [];

    /// <summary>Statements that end a step.</summary>
    public IReadOnlyList<KernelStatement> End { get; init; } = [];

    /// <summary>Statements after the loop over steps.</summary>
    public IReadOnlyList<KernelStatement> After { get; init; } = [];
}

/// <summary>A part of a step, such as a stage.</summary>
/// <param name="Title">What it is, for a comment.</param>
/// <param name="Body">What it computes.</param>
/// <param name="Passed">Locals that later parts of the step need.</param>
/// <param name="Kept">Locals that are needed after the step.</param>
internal sealed record LanePart(string Title, IReadOnlyList<KernelStatement> Body, IReadOnlyList<string> Passed, IReadOnlyList<string> Kept);
