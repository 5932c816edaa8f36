namespace ModelLang.Compiler.Kernels.Lanes;

/// <summary>A step of a method with an error estimate as straight-line code for one lane.</summary>
/// <param name="Parts">The code, in parts that can be loops of their own.</param>
/// <param name="Names">Locals that all methods with step control have.</param>
/// <param name="Error">Local of its error.</param>
/// <param name="Next">Locals of the states where it ends.</param>
/// <param name="FirstSlopes">Locals of the slopes where it starts.</param>
/// <param name="LastSlopes">Locals of the slopes where it ends.</param>
/// <param name="FirstArray">The array of the slopes where a step of a single simulator starts.</param>
/// <param name="Interpolate">Statements that compute the solution inside the step; is given the text of the element that a local stands for.</param>
internal sealed record AdaptiveLaneStep(
    IReadOnlyList<LanePart> Parts,
    StepNames Names,
    string Error,
    IReadOnlyList<string> Next,
    IReadOnlyList<string> FirstSlopes,
    IReadOnlyList<string> LastSlopes,
    string FirstArray,
    Func<Func<string, string>, IReadOnlyList<KernelStatement>> Interpolate);
