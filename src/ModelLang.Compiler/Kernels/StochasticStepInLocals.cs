using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Lanes;

namespace ModelLang.Compiler.Kernels;

/// <summary>A step of a method for stochastic equations with all its stages in locals.</summary>
internal sealed class StochasticStepInLocals(KernelContext context, StochasticMembers method)
{
    /// <summary>The body of the method that takes steps.</summary>
    public IReadOnlyList<KernelStatement> Build()
    {
        string vector = context.Vector;
        return
        [
            .. context.Head(context.Roots),
            .. method.Before(),
            new Line($"double[] {vector} = {RuntimeNames.StateArray};"),
            .. context.System.States.Select((s, i) => new Declaration(context.Names[s.Path], KernelContext.Text($"{vector}[{i}]"))),
            new Gap(),
            method.Over([.. Increments(), .. Stage(1, KernelContext.Text(context.Time)), new Gap(), .. SecondStage(), .. Update()]),
            new Gap(),
            .. context.System.States.Select((s, i) => new Assignment($"{vector}[{i}]", KernelContext.Text(context.Names[s.Path]))),
            .. method.After(),
        ];
    }

    /// <summary>A step for one lane: the stages are its parts.</summary>
    public LaneStep Lanes()
    {
        IReadOnlyList<string> states = [.. context.System.States.Select(s => context.Names[s.Path])];
        IReadOnlyList<KernelStatement> first = Stage(1, KernelContext.Text(context.Time), pack: false);
        IEnumerable<string> coefficients = context.DiffusionRoots.OfType<Reference>().Select(r => r.Name).Where(name => !context.IsInvariant(name)).Distinct();
        string[] kept = [.. context.System.States.Select(s => Slope(1, s.Path)), .. coefficients.Select(path => Local(path, 1))];
        IReadOnlyList<LanePart> parts = method.IsHeun
            ? [new LanePart("stage 1, t", first, kept, []), new LanePart(SecondTitle, [.. SecondStates(), .. SecondSlopes(pack: false), new Gap(), .. Update()], [], states)]
            : [new LanePart("one step of all lanes", [.. first, new Gap(), .. Update()], [], states)];
        return new LaneStep([.. method.Fractions()], [], parts)
        {
            Increments = [.. method.Noises.Select(n => Increment(n.Path))],
            Begin = [.. Increments()],
        };
    }

    private IEnumerable<KernelStatement> Increments()
    {
        if (method.Noises.Count == 0)
        {
            yield break;
        }

        yield return new Note("increments of the Wiener processes");
        for (int i = 0; i < method.Noises.Count; i += 2)
        {
            string second = i + 1 < method.Noises.Count ? "double " + Increment(method.Noises[i + 1].Path) : "_";
            yield return new Line($"(double {Increment(method.Noises[i].Path)}, {second}) = {method.Pair($"{i / 2}")};");
        }

        yield return new Gap();
    }

    private IReadOnlyList<KernelStatement> Stage(int number, Expr time, bool pack = true) => RightHandSide.Stage(
        context,
        time,
        s => Local(s, number),
        s => Slope(number, s),
        number == 1 ? "" : "_" + number,
        comments: number == 1,
        more: context.DiffusionRoots.OfType<Reference>().Select(r => r.Name),
        pack: pack);

    private const string SecondTitle = "stage 2, an Euler-Maruyama step away";

    private IEnumerable<KernelStatement> SecondStage() => !method.IsHeun ? [] : [new Note(SecondTitle), .. SecondStates(), .. SecondSlopes(pack: true), new Gap()];

    private IEnumerable<KernelStatement> SecondStates() => context.System.States.Select(state => new Declaration(Local(state.Path, 2), Accumulate(
        state.Path, [(KernelContext.Text(method.Loop.Dt), KernelContext.Text(Slope(1, state.Path))), .. Terms(state.Path, d => Coefficient(d.Coefficient, 1))])));

    // In arrays the drift comes first and each noise is rounded before it is added.
    private Expr Accumulate(string state, IEnumerable<(Expr Weight, Expr Value)> terms)
    {
        Expr start = KernelContext.Text(context.Names[state]);
        if (context.UsesLocals)
        {
            return method.Combination.Accumulate(start, terms);
        }

        Expr drift = method.Combination.Accumulate(start, terms.Take(1));
        return terms.Skip(1).Aggregate(drift, (sum, term) => Algebra.Add(sum, new Product(term.Weight, term.Value)));
    }

    private IReadOnlyList<KernelStatement> SecondSlopes(bool pack) =>
        Stage(2, Algebra.Add(KernelContext.Text(context.Time), KernelContext.Text(method.Loop.Dt)), pack);

    private IEnumerable<KernelStatement> Update()
    {
        yield return new Note("the step: " + method.Formula);
        foreach (StateVariable state in context.System.States)
        {
            string name = context.Names[state.Path];
            yield return new Assignment(name, Accumulate(state.Path, method.IsHeun ? HeunTerms(state.Path) : ItoTerms(state.Path)));
        }
    }

    private IEnumerable<(Expr Weight, Expr Value)> ItoTerms(string state)
    {
        Expr dt = KernelContext.Text(method.Loop.Dt);
        IEnumerable<(Expr, Expr)> milstein = context.System.Diffusion.Where(d => d.State == state && d.Milstein is not null).Select(d =>
        {
            Expr dW = KernelContext.Text(Increment(d.Noise));
            return (Coefficient(d.Milstein!, 1), Algebra.Subtract(new Product(dW, dW), dt));
        });
        return [(dt, KernelContext.Text(Slope(1, state))), .. Terms(state, d => Coefficient(d.Coefficient, 1)), .. milstein];
    }

    private IEnumerable<(Expr Weight, Expr Value)> HeunTerms(string state)
    {
        Expr slopes = Algebra.Add(KernelContext.Text(Slope(1, state)), KernelContext.Text(Slope(2, state)));
        return [(KernelContext.Text(method.Half), slopes), .. Terms(state, Mean)];
    }

    private IEnumerable<(Expr Weight, Expr Value)> Terms(string state, Func<DiffusionTerm, Expr> coefficient) => context.System.Diffusion
        .Where(d => d.State == state).Select(d => (coefficient(d), KernelContext.Text(Increment(d.Noise))));

    // A coefficient that does not change in a step needs no mean.
    private Expr Mean(DiffusionTerm term)
    {
        Expr first = Coefficient(term.Coefficient, 1);
        Expr second = Coefficient(term.Coefficient, 2);
        return first.Equals(second) ? first : Algebra.Multiply(new Number(0.5, "0.5"), Algebra.Add(first, second));
    }

    private Expr Coefficient(string path, int stage) =>
        KernelContext.Text(context.IsInvariant(path) ? context.Names[path] : Local(path, stage));

    private string Local(string path, int stage) => context.Names.Local("", path, stage == 1 ? "" : "_" + stage);

    private string Slope(int stage, string state) => context.Names.Local($"k{stage}_", state, "");

    private string Increment(string noise) => context.Names.Local("dW_" + Identifiers.Spell(noise.Substring(noise.LastIndexOf('.') + 1)), "dW|" + noise);
}
