using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>The loop over steps of a method for stochastic equations.</summary>
internal sealed class StochasticMembers(KernelContext context)
{
    /// <summary>Name of the method that computes the coefficients of the noises of a class in arrays.</summary>
    public const string Diffusion = "Diffusion";

    private readonly Combination _combination = new(context.Options.Strict);
    private readonly StochasticScheme _scheme = context.Method.Scheme!.Value;
    private readonly string _start = context.Names.Local("start");
    private readonly string _dt = context.Names.Local("dt");
    private readonly string _first = context.Names.Local("first");
    private readonly string _steps = context.Names.Local("steps");
    private readonly string _n = context.Names.Local("n");
    private readonly string _step = context.Names.Local("step");
    private readonly string _wiener = context.Names.Local("wiener");

    private bool IsHeun => _scheme == StochasticScheme.Heun;

    private bool HasNoise => context.System.Noises.Count > 0;

    private string Half => context.Names.Local("half_dt");

    /// <summary>The members of the class that belong to the method.</summary>
    public IEnumerable<KernelMember> Build() => context.UsesLocals ? [Advance(InLocals())] : [.. Arrays(), Advance(InArrays())];

    private KernelMethod Advance(IReadOnlyList<KernelStatement> body) => new(
        RuntimeNames.Advance,
        KernelMethod.Inherited,
        $"public void {RuntimeNames.Advance}(double {_start}, double {_dt}, long {_first}, long {_steps})",
        body,
        Optimized: true);

    private IReadOnlyList<KernelStatement> InLocals()
    {
        Expr[] roots = [.. context.System.Equations.Select(e => e.Rhs), .. context.DiffusionRoots];
        string vector = context.Vector;
        return
        [
            .. context.Head(roots),
            .. HalfStep(),
            .. Noise(),
            new Line($"double[] {vector} = {RuntimeNames.StateArray};"),
            .. context.System.States.Select((s, i) => new Declaration(context.Names[s.Path], KernelContext.Text($"{vector}[{i}]"))),
            new Gap(),
            new Block(Loop(), [.. StepTime(), .. Increments(), .. StagesInLocals(), .. NextNoise()]),
            new Gap(),
            .. context.System.States.Select((s, i) => new Assignment($"{vector}[{i}]", KernelContext.Text(context.Names[s.Path]))),
            .. After(),
        ];
    }

    private IEnumerable<KernelStatement> StagesInLocals()
    {
        IEnumerable<string> coefficients = context.DiffusionRoots.OfType<Reference>().Select(r => r.Name);
        Expr t = KernelContext.Text(context.Time);
        foreach (KernelStatement statement in RightHandSide.Stage(
            context, t, s => context.Names[s], s => Slope(1, s), "", comments: true, more: coefficients))
        {
            yield return statement;
        }

        yield return new Gap();
        if (IsHeun)
        {
            yield return new Note("stage 2, an Euler-Maruyama step away");
            foreach (StateVariable state in context.System.States)
            {
                yield return new Declaration(context.Names.Local("", state.Path, "_2"), _combination.Accumulate(
                    KernelContext.Text(context.Names[state.Path]),
                    [(KernelContext.Text(_dt), KernelContext.Text(Slope(1, state.Path))), .. Terms(state.Path, Coefficient)]));
            }

            foreach (KernelStatement statement in RightHandSide.Stage(
                context,
                Algebra.Add(t, KernelContext.Text(_dt)),
                s => context.Names.Local("", s, "_2"),
                s => Slope(2, s),
                "_2",
                comments: false,
                more: coefficients))
            {
                yield return statement;
            }

            yield return new Gap();
        }

        yield return new Note("the step: " + Formula());
        foreach (StateVariable state in context.System.States)
        {
            string name = context.Names[state.Path];
            yield return new Assignment(name, _combination.Accumulate(KernelContext.Text(name), Update(state.Path)));
        }
    }

    private IEnumerable<(Expr Weight, Expr Value)> Update(string state)
    {
        Expr dt = KernelContext.Text(_dt);
        if (!IsHeun)
        {
            IEnumerable<(Expr, Expr)> milstein = context.System.Diffusion.Where(d => d.State == state && d.Milstein is not null).Select(d =>
            {
                Expr dW = KernelContext.Text(Increment(d.Noise));
                return (KernelContext.Text(Local(d.Milstein!, "")), Algebra.Subtract(new Product(dW, dW), dt));
            });
            return [(dt, KernelContext.Text(Slope(1, state))), .. Terms(state, Coefficient), .. milstein];
        }

        Expr slopes = Algebra.Add(KernelContext.Text(Slope(1, state)), KernelContext.Text(Slope(2, state)));
        return [(KernelContext.Text(Half), slopes), .. Terms(state, Mean)];
    }

    private IEnumerable<(Expr Weight, Expr Value)> Terms(string state, Func<DiffusionTerm, Expr> coefficient) => context.System.Diffusion
        .Where(d => d.State == state).Select(d => (coefficient(d), KernelContext.Text(Increment(d.Noise))));

    private Expr Coefficient(DiffusionTerm term) => KernelContext.Text(Local(term.Coefficient, ""));

    // A coefficient that does not change in a step needs no mean.
    private Expr Mean(DiffusionTerm term)
    {
        string first = Local(term.Coefficient, "");
        string second = Local(term.Coefficient, "_2");
        return first == second
            ? KernelContext.Text(first)
            : Algebra.Multiply(new Number(0.5, "0.5"), Algebra.Add(KernelContext.Text(first), KernelContext.Text(second)));
    }

    private string Local(string path, string suffix) =>
        context.IsInvariant(path) ? context.Names[path] : context.Names.Local("", path, suffix);

    private IReadOnlyList<KernelStatement> InArrays()
    {
        string vector = context.Vector;
        string t = context.Time;
        string i = context.Names.Local("i");
        string k1 = context.Names.Local("k1");
        string k2 = context.Names.Local("k2");
        string g = context.Names.Local("g");
        string g2 = context.Names.Local("g2");
        string dW = context.Names.Local("dW");
        string argument = context.Names.Local("argument");
        string[] arrays = [k1, .. IsHeun ? [k2, argument] : Array.Empty<string>(), .. HasDiffusion ? [g, .. IsHeun ? [g2] : Array.Empty<string>(), dW] : Array.Empty<string>()];

        List<KernelStatement> step = [.. StepTime()];
        if (HasDiffusion)
        {
            step.Add(new Block(
                $"for (int {i} = 0; {i} < {dW}.Length; {i} += 2)",
                [new Line($"({dW}[{i}], {dW}[{i} + 1]) = {_wiener}.{RuntimeNames.WienerPair}((uint){i} / 2, {_step});")]));
            step.Add(new Gap());
        }

        step.Add(new Line($"{RuntimeNames.Derivative}({t}, {vector}, {k1});"));
        step.AddRange(DiffusionCall(t, vector, g));
        if (IsHeun)
        {
            step.Add(new Gap());
            step.Add(new Note("stage 2, an Euler-Maruyama step away"));
            step.Add(ForEach(new Assignment($"{argument}[{i}]", Text($"{vector}[{i}]", (_dt, $"{k1}[{i}]")))));
            step.AddRange(AddNoise(argument, c => $"{g}[{c}]"));
            step.Add(new Line($"{RuntimeNames.Derivative}({t} + {_dt}, {argument}, {k2});"));
            step.AddRange(DiffusionCall($"{t} + {_dt}", argument, g2));
        }

        step.Add(new Gap());
        step.Add(new Note("the step: " + Formula()));
        step.Add(ForEach(new Assignment($"{vector}[{i}]", IsHeun ? Text($"{vector}[{i}]", (Half, $"({k1}[{i}] + {k2}[{i}])")) : Text($"{vector}[{i}]", (_dt, $"{k1}[{i}]")))));
        step.AddRange(AddNoise(vector, c => IsHeun ? $"0.5 * ({g}[{c}] + {g2}[{c}])" : $"{g}[{c}]"));
        step.AddRange(AddMilstein(vector, g));
        return
        [
            .. HalfStep(),
            .. Noise(),
            new Line($"double[] {vector} = {RuntimeNames.StateArray};"),
            .. arrays.Select(name => new Line($"double[] {name} = _{name};")),
            new Gap(),
            new Block(Loop(), [.. step, .. NextNoise()]),
            new Gap(),
            .. After(),
        ];

        KernelStatement ForEach(KernelStatement body) => new Block($"for (int {i} = 0; {i} < {vector}.Length; {i}++)", [body]);

        Expr Text(string start, (string Weight, string Value) term) =>
            _combination.MultiplyAdd(KernelContext.Text(term.Weight), KernelContext.Text(term.Value), KernelContext.Text(start));
    }

    private bool HasDiffusion => context.System.Diffusion.Count > 0;

    private IEnumerable<KernelField> Arrays()
    {
        foreach (string name in IsHeun ? ["k1", "k2", "argument"] : new[] { "k1" })
        {
            yield return Field(name, context.Count);
        }

        if (HasDiffusion)
        {
            yield return Field("g", context.DiffusionRoots.Count);
            yield return Field("dW", (context.System.Noises.Count + 1) / 2 * 2);
            if (IsHeun)
            {
                yield return Field("g2", context.DiffusionRoots.Count);
            }
        }

        KernelField Field(string name, int length) => new($"private readonly double[] _{context.Names.Local(name)} = new double[{length}];");
    }

    private IEnumerable<KernelStatement> DiffusionCall(string t, string y, string g) => HasDiffusion ? [new Line($"{Diffusion}({t}, {y}, {g});")] : [];

    // One statement a term: what drives what is seen in the text.
    private IEnumerable<KernelStatement> AddNoise(string vector, Func<int, string> coefficient) => Indexed().Select(term => new Line(
        $"{vector}[{context.IndexOf(term.Term.State)}] += {coefficient(term.Coefficient)} * {Item(term.Term.Noise)};"));

    private IEnumerable<KernelStatement> AddMilstein(string vector, string g) => Indexed().Where(term => term.Term.Milstein is not null).Select(term => new Line(
        $"{vector}[{context.IndexOf(term.Term.State)}] += {g}[{term.Coefficient + 1}] * ({Item(term.Term.Noise)} * {Item(term.Term.Noise)} - {_dt});"));

    private IEnumerable<(DiffusionTerm Term, int Coefficient)> Indexed()
    {
        int index = 0;
        foreach (DiffusionTerm term in context.System.Diffusion)
        {
            yield return (term, index);
            index += term.Milstein is null ? 1 : 2;
        }
    }

    private string Item(string noise) => $"{context.Names.Local("dW")}[{NumberOf(noise)}]";

    private int NumberOf(string noise) => context.System.Noises.Select((n, i) => (n.Path, i)).First(p => p.Path == noise).i;

    private IEnumerable<KernelStatement> Noise() => !HasNoise ? [] :
    [
        new Line($"{RuntimeNames.WienerIncrements} {_wiener} = {RuntimeNames.Wiener}({_dt});"),
        new Line($"ulong {_step} = {RuntimeNames.NoiseStep};"),
    ];

    // Two independent numbers come at once.
    private IEnumerable<KernelStatement> Increments()
    {
        if (!HasNoise)
        {
            yield break;
        }

        yield return new Note("increments of the Wiener processes");
        IReadOnlyList<NoiseSource> noises = [.. context.System.Noises];
        for (int i = 0; i < noises.Count; i += 2)
        {
            string second = i + 1 < noises.Count ? "double " + Increment(noises[i + 1].Path) : "_";
            yield return new Line($"(double {Increment(noises[i].Path)}, {second}) = {_wiener}.{RuntimeNames.WienerPair}({i / 2}, {_step});");
        }

        yield return new Gap();
    }

    private IEnumerable<KernelStatement> NextNoise() => HasNoise ? [new Line($"{_step}++;")] : [];

    private IEnumerable<KernelStatement> HalfStep() => IsHeun
        ? [new Declaration(Half, Algebra.Divide(KernelContext.Text(_dt), Algebra.Two))]
        : [];

    private IEnumerable<KernelStatement> StepTime() =>
        !context.UsesLocals || TimeUse.In(context) ? [new Line($"double {context.Time} = {_start} + {_n} * {_dt};"), new Gap()] : [];

    private IEnumerable<KernelStatement> After() =>
    [
        .. HasNoise ? [new Line($"{RuntimeNames.NoiseStep} = {_step};")] : Array.Empty<KernelStatement>(),
        new Line($"{RuntimeNames.Time} = {_start} + ({_first} + {_steps}) * {_dt};"),
    ];

    private string Loop() => $"for (long {_n} = {_first}; {_n} < {_first} + {_steps}; {_n}++)";

    private string Formula() => _scheme switch
    {
        StochasticScheme.EulerMaruyama => "y + f*dt + g*dW",
        StochasticScheme.Milstein => "y + f*dt + g*dW + g*g'/2*(dW^2 - dt)",
        StochasticScheme.Heun => "y + (k1 + k2)/2*dt + (g1 + g2)/2*dW",
        _ => throw Unexpected.Kind(_scheme),
    };

    private string Slope(int stage, string state) => context.Names.Local($"k{stage}_", state, "");

    private string Increment(string noise) => context.Names.Local("dW_" + Identifiers.Spell(noise.Substring(noise.LastIndexOf('.') + 1)), "dW|" + noise);
}
