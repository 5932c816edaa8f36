using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>A step of a method for stochastic equations in arrays.</summary>
internal sealed class StochasticStepInArrays(KernelContext context, StochasticMembers method)
{
    private readonly string _i = context.Names.Local("i");
    private readonly string _k1 = context.Names.Local("k1");
    private readonly string _k2 = context.Names.Local("k2");
    private readonly string _g = context.Names.Local("g");
    private readonly string _g2 = context.Names.Local("g2");
    private readonly string _dW = context.Names.Local("dW");
    private readonly string _argument = context.Names.Local("argument");

    private bool HasDiffusion => context.System.Diffusion.Count > 0;

    private int Coefficients => context.DiffusionRoots.Count;

    // Increments come in pairs.
    private IEnumerable<(string Name, int Length)> Arrays =>
    [
        (_k1, context.Count),
        .. method.IsHeun ? [(_k2, context.Count), (_argument, context.Count)] : Array.Empty<(string, int)>(),
        .. HasDiffusion ? [(_g, Coefficients), (_dW, (method.Noises.Count + 1) / 2 * 2)] : Array.Empty<(string, int)>(),
        .. HasDiffusion && method.IsHeun ? [(_g2, Coefficients)] : Array.Empty<(string, int)>(),
    ];

    /// <summary>The arrays and the method that takes steps.</summary>
    public IEnumerable<KernelMember> Build() =>
    [
        .. Arrays.Select(a => new KernelField($"private readonly double[] _{a.Name} = new double[{a.Length}];")),
        method.Loop.Advance(
        [
            .. method.Before(),
            new Line($"double[] {context.Vector} = {RuntimeNames.StateArray};"),
            .. Arrays.Select(a => new Line($"double[] {a.Name} = _{a.Name};")),
            new Gap(),
            method.Over(Step()),
            new Gap(),
            .. method.After(),
        ]),
    ];

    private IEnumerable<KernelStatement> Step()
    {
        string y = context.Vector;
        string t = context.Time;
        string dt = method.Loop.Dt;
        IEnumerable<KernelStatement> increments = HasDiffusion
            ? [new Block($"for (int {_i} = 0; {_i} < {_dW}.Length; {_i} += 2)", [new Line($"({_dW}[{_i}], {_dW}[{_i} + 1]) = {method.Pair($"(uint){_i} / 2")};")]), new Gap()]
            : [];
        return
        [
            .. increments,
            .. Evaluate(t, y, _k1, _g),
            .. method.IsHeun ? SecondStage(y, t, dt) : [],
            new Gap(),
            new Note("the step: " + method.Formula),
            ForEach(y, y, method.IsHeun ? method.Half : dt, method.IsHeun ? $"({_k1}[{_i}] + {_k2}[{_i}])" : $"{_k1}[{_i}]"),
            .. AddNoise(y, c => method.IsHeun ? $"0.5 * ({_g}[{c}] + {_g2}[{c}])" : $"{_g}[{c}]"),
            .. AddMilstein(y, dt),
        ];
    }

    private IEnumerable<KernelStatement> SecondStage(string y, string t, string dt) =>
    [
        new Gap(),
        new Note("stage 2, an Euler-Maruyama step away"),
        ForEach(_argument, y, dt, $"{_k1}[{_i}]"),
        .. AddNoise(_argument, c => $"{_g}[{c}]"),
        .. Evaluate($"{t} + {dt}", _argument, _k2, _g2),
    ];

    private IEnumerable<KernelStatement> Evaluate(string t, string y, string slopes, string coefficients)
    {
        yield return new Line($"{RuntimeNames.Derivative}({t}, {y}, {slopes});");
        if (HasDiffusion)
        {
            yield return new Line($"{StochasticMembers.Diffusion}({t}, {y}, {coefficients});");
        }
    }

    private Block ForEach(string target, string start, string weight, string slope) => new(
        $"for (int {_i} = 0; {_i} < {context.Vector}.Length; {_i}++)",
        [new Assignment($"{target}[{_i}]", method.Combination.MultiplyAdd(KernelContext.Text(weight), KernelContext.Text(slope), KernelContext.Text($"{start}[{_i}]")))]);

    // One statement a term: what drives what is seen in the text.
    private IEnumerable<KernelStatement> AddNoise(string vector, Func<int, string> coefficient) => Indexed().Select(term => new Line(
        $"{vector}[{context.IndexOf(term.Term.State)}] += {coefficient(term.Coefficient)} * {Increment(term.Term.Noise)};"));

    private IEnumerable<KernelStatement> AddMilstein(string vector, string dt) => Indexed().Where(term => term.Term.Milstein is not null).Select(term => new Line(
        $"{vector}[{context.IndexOf(term.Term.State)}] += {_g}[{term.Coefficient + 1}] * ({Increment(term.Term.Noise)} * {Increment(term.Term.Noise)} - {dt});"));

    // The factor of Milstein's term follows the coefficient it is made of.
    private IEnumerable<(DiffusionTerm Term, int Coefficient)> Indexed()
    {
        int index = 0;
        foreach (DiffusionTerm term in context.System.Diffusion)
        {
            yield return (term, index);
            index += term.Milstein is null ? 1 : 2;
        }
    }

    private string Increment(string noise) => $"{_dW}[{method.Noises.Select((n, i) => (n.Path, i)).First(p => p.Path == noise).i}]";
}
