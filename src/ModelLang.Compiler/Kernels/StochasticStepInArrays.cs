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

    // Increments come in pairs.
    private IEnumerable<(string Name, string Length)> Arrays =>
    [
        (_k1, context.CountText),
        .. method.IsHeun ? [(_k2, context.CountText), (_argument, context.CountText)] : Array.Empty<(string, string)>(),
        .. HasDiffusion ? [(_g, Coefficients), (_dW, Increments)] : Array.Empty<(string, string)>(),
        .. HasDiffusion && method.IsHeun ? [(_g2, Coefficients)] : Array.Empty<(string, string)>(),
    ];

    private string Coefficients => context.IsNetwork
        ? string.Join(" + ", Indexed().Select(x => x.Term).SelectMany(t => t.References.Select(_ => context.Network.Size(context.Axes[t.State]))))
        : Text(context.DiffusionRoots.Count);

    private string Increments => context.IsNetwork
        ? string.Join(" + ", method.Noises.Select(n => $"(({context.Network.Size(n.Population)} + 1) / 2 * 2)"))
        : Text((method.Noises.Count + 1) / 2 * 2);

    /// <summary>The arrays and the method that takes steps.</summary>
    public IEnumerable<KernelMember> Build() =>
    [
        .. Arrays.SelectMany(a => context.ArrayField("_" + a.Name, a.Length)),
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
            .. context.IsNetwork ? AddNoiseOfUnits(y, method.IsHeun) : AddNoise(y, c => method.IsHeun ? $"0.5 * ({_g}[{c}] + {_g2}[{c}])" : $"{_g}[{c}]"),
            .. context.IsNetwork ? AddMilsteinOfUnits(y, dt) : AddMilstein(y, dt),
        ];
    }

    private IEnumerable<KernelStatement> SecondStage(string y, string t, string dt) =>
    [
        new Gap(),
        new Note("stage 2, an Euler-Maruyama step away"),
        ForEach(_argument, y, dt, $"{_k1}[{_i}]"),
        .. context.IsNetwork ? AddNoiseOfUnits(_argument, mean: false) : AddNoise(_argument, c => $"{_g}[{c}]"),
        .. Evaluate($"{t} + {dt}", _argument, _k2, _g2),
    ];

    private IEnumerable<KernelStatement> Evaluate(string t, string y, string slopes, string coefficients)
    {
        yield return new Line($"{context.Rates}({t}, {y}, {slopes});");
        if (HasDiffusion)
        {
            yield return new Line($"{StochasticMembers.Diffusion}({t}, {y}, {coefficients});");
        }
    }

    // The coefficients and increments of one term, as spans over the units of its state.
    private string Units(string array, string at, string state) => $"{array}.AsSpan({at}, {context.Network.Size(context.Axes[state])})";

    private IEnumerable<(DiffusionTerm Term, string Y, string At, string dW)> UnitTerms(string vector) => context.System.Diffusion.Select(term => (
        term,
        Units(vector, context.Network.At(term.State), term.State),
        context.Network.CoefficientAt(term.Coefficient),
        Units(_dW, context.Network.NoiseAt(term.Noise), term.State)));

    private IEnumerable<KernelStatement> AddNoiseOfUnits(string vector, bool mean) => UnitTerms(vector).Select(t => new Line(mean
        ? $"{RuntimeNames.LinearCombination}.AddMeanProduct({t.Y}, {Units(_g, t.At, t.Term.State)}, {Units(_g2, t.At, t.Term.State)}, {t.dW});"
        : $"{RuntimeNames.LinearCombination}.AddProduct({t.Y}, {Units(_g, t.At, t.Term.State)}, {t.dW});"));

    private IEnumerable<KernelStatement> AddMilsteinOfUnits(string vector, string dt) => UnitTerms(vector).Where(t => t.Term.Milstein is not null).Select(t => new Line(
        $"{RuntimeNames.LinearCombination}.AddMilstein({t.Y}, {Units(_g, context.Network.CoefficientAt(t.Term.Milstein!), t.Term.State)}, {t.dW}, {dt});"));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

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
