using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Lanes;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>The loop over steps of a method for stochastic equations: what it has in locals and in arrays.</summary>
internal sealed class StochasticMembers(KernelContext context)
{
    /// <summary>Name of the method that computes the coefficients of the noises of a class in arrays.</summary>
    public const string Diffusion = "Diffusion";

    private readonly StochasticScheme _scheme = context.Method.Scheme!.Value;
    private readonly string _step = context.Names.Local("step");
    private readonly string _wiener = context.Names.Local("wiener");

    /// <summary>The loop over the steps.</summary>
    public StepLoop Loop { get; } = new(context);

    /// <summary>Weighted sums.</summary>
    public Combination Combination { get; } = new(context.Options.Strict);

    /// <summary>Whether a step has a second stage.</summary>
    public bool IsHeun => _scheme == StochasticScheme.Heun;

    /// <summary>Name of half the step.</summary>
    public string Half => context.Names.Local("half_dt");

    /// <summary>The noises; an increment of each is drawn in every step.</summary>
    public IReadOnlyList<NoiseSource> Noises => [.. context.System.Noises];

    /// <summary>What the step computes, in the words of numerical analysis.</summary>
    public string Formula => _scheme switch
    {
        StochasticScheme.EulerMaruyama => "y + f*dt + g*dW",
        StochasticScheme.Milstein => "y + f*dt + g*dW + g*g'/2*(dW^2 - dt)",
        StochasticScheme.Heun => "y + (k1 + k2)/2*dt + (g1 + g2)/2*dW",
        _ => throw Unexpected.Kind(_scheme),
    };

    /// <summary>The members of the class that belong to the method.</summary>
    public IEnumerable<KernelMember> Build() => context.UsesLocals
        ? [Loop.Advance(new StochasticStepInLocals(context, this).Build())]
        : new StochasticStepInArrays(context, this).Build();

    /// <summary>A step for one lane.</summary>
    public LaneStep Lanes() => new StochasticStepInLocals(context, this).Lanes() with
    {
        Before = [.. Wiener()],
        End = [.. CountIncrements()],
        After = [.. KeepCount()],
    };

    /// <summary>Parts of the step.</summary>
    public IEnumerable<Declaration> Fractions() => IsHeun ? [new Declaration(Half, Algebra.Divide(KernelContext.Text(Loop.Dt), Algebra.Two))] : [];

    /// <summary>Statements before the loop.</summary>
    public IEnumerable<KernelStatement> Before() => [.. Fractions(), .. Wiener()];

    private IEnumerable<KernelStatement> Wiener()
    {
        if (Noises.Count > 0)
        {
            yield return new Line($"{RuntimeNames.WienerIncrements} {_wiener} = {RuntimeNames.Wiener}({Loop.Dt});");
            yield return new Line($"ulong {_step} = {RuntimeNames.NoiseStep};");
        }
    }

    /// <summary>The loop over a step, which counts the increments drawn.</summary>
    public Block Over(IEnumerable<KernelStatement> step) => Loop.Over([.. step, .. CountIncrements()]);

    /// <summary>Statements after the loop.</summary>
    public IEnumerable<KernelStatement> After() => [.. KeepCount(), Loop.TimeAfter()];

    private IEnumerable<KernelStatement> CountIncrements() => Noises.Count > 0 ? [new Line($"{_step}++;")] : [];

    private IEnumerable<KernelStatement> KeepCount() => Noises.Count > 0 ? [new Line($"{RuntimeNames.NoiseStep} = {_step};")] : [];

    /// <summary>Two independent increments, which come at once.</summary>
    public string Pair(string pair) => $"{_wiener}.{RuntimeNames.WienerPair}({pair}, {_step})";
}
