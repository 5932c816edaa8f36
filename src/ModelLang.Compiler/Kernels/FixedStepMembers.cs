using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Lanes;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>The loop over steps of a fixed-step method.</summary>
internal sealed class FixedStepMembers(KernelContext context)
{
    private readonly ButcherTableau _tableau = context.Method.Tableau!;
    private readonly Combination _combination = new(context.Options.Strict);
    private readonly StepLoop _loop = new(context);

    /// <summary>The members of the class that belong to the method.</summary>
    public IEnumerable<KernelMember> Build() => context.UsesLocals ? [_loop.Advance(InLocals())] : [.. Stages(), _loop.Advance(InArrays())];

    /// <summary>A step for one lane, a part for each stage.</summary>
    public LaneStep Lanes()
    {
        int last = _tableau.Stages - 1;
        return new LaneStep([.. StepFractions()], [.. FactoredFractions().OfType<Declaration>()], [.. Enumerable.Range(0, _tableau.Stages).Select(Part)]);

        LanePart Part(int stage) => stage == last
            ? new LanePart(StageTitle(stage), [.. Stage(stage, pack: false), new Gap(), .. Update()], [], [.. context.System.States.Select(s => context.Names[s.Path])])
            : new LanePart(StageTitle(stage), [.. Stage(stage, pack: false)], [.. context.System.States.Select(s => Slope(stage, s.Path))], []);
    }

    private IReadOnlyList<KernelStatement> InLocals()
    {
        string vector = context.Vector;
        return
        [
            .. context.Head(context.Roots),
            .. StepFractions(),
            .. FactoredFractions(),
            new Line($"double[] {vector} = {RuntimeNames.StateArray};"),
            .. context.System.States.Select((s, i) => new Declaration(context.Names[s.Path], KernelContext.Text($"{vector}[{i}]"))),
            new Gap(),
            _loop.Over([.. UnrolledStages(), new Gap(), .. Update()]),
            new Gap(),
            .. context.System.States.Select((s, i) => new Assignment($"{vector}[{i}]", KernelContext.Text(context.Names[s.Path]))),
            _loop.TimeAfter(),
        ];
    }

    private IEnumerable<KernelStatement> UnrolledStages() => Enumerable.Range(0, _tableau.Stages).SelectMany(stage => stage == 0
        ? Stage(stage)
        : [new Gap(), new Note(StageTitle(stage)), .. Stage(stage)]);

    private string StageTitle(int stage) => $"stage {stage + 1}, {StageTime(stage)}";

    // Declares the states of a stage and their slopes there.
    private IEnumerable<KernelStatement> Stage(int stage, bool pack = true)
    {
        string suffix = stage == 0 ? "" : "_" + (stage + 1);
        IEnumerable<KernelStatement> states = stage == 0 ? [] : context.System.States.Select(state => new Declaration(
            context.Names.Local("", state.Path, suffix), Weighted(_tableau.A[stage], context.Names[state.Path], j => Slope(j, state.Path), Factor(state))));
        return
        [
            .. states,
            .. RightHandSide.Stage(
                context, Time(stage), s => context.Names.Local("", s, suffix), s => Slope(stage, s), suffix, stage == 0, Rest, pack: pack),
        ];
    }

    private IEnumerable<KernelStatement> Update()
    {
        yield return new Note("the step: " + StepFormula());
        foreach (StateVariable state in context.System.States)
        {
            string name = context.Names[state.Path];
            yield return new Assignment(name, Weighted(_tableau.B, name, j => Slope(j, state.Path), Factor(state)));
        }
    }

    private IReadOnlyList<KernelStatement> InArrays()
    {
        string vector = context.Vector;
        string i = context.Names.Local("i");
        List<KernelStatement> step = [];
        for (int stage = 0; stage < _tableau.Stages; stage++)
        {
            string at = vector;
            if (stage > 0)
            {
                at = StageArray;
                step.Add(new Gap());
                step.Add(new Note($"stage {stage + 1}, {StageTime(stage)}"));
                step.Add(Combined(at, _tableau.A[stage], i));
            }

            step.Add(new Line($"{context.Rates}({Format(Time(stage))}, {at}, {SlopeArray(stage)});"));
        }

        return
        [
            .. StepFractions(),
            new Line($"double[] {vector} = {RuntimeNames.StateArray};"),
            .. _tableau.Stages > 1 ? [new Line($"double[] {StageArray} = _{StageArray};")] : Array.Empty<Line>(),
            .. Enumerable.Range(0, _tableau.Stages).Select(j => new Line($"double[] {SlopeArray(j)} = _{SlopeArray(j)};")),
            new Gap(),
            _loop.Over(
            [
                .. step,
                new Gap(),
                new Note("the step: " + StepFormula()),
                Combined(vector, _tableau.B, i),
            ]),
            new Gap(),
            _loop.TimeAfter(),
        ];
    }

    // target = y + dt*(weighted slopes)
    private KernelStatement Combined(string target, Coefficient[] weights, string i)
    {
        if (context.Options.Strict)
        {
            return new Block(
                $"for (int {i} = 0; {i} < {context.Vector}.Length; {i}++)",
                [new Assignment($"{target}[{i}]", Weighted(weights, $"{context.Vector}[{i}]", j => $"{SlopeArray(j)}[{i}]", null))]);
        }

        int[] used = [.. Enumerable.Range(0, weights.Length).Where(j => !weights[j].IsZero)];
        return new Line(
            $"{RuntimeNames.LinearCombination}.Add({target}, {context.Vector}, [{string.Join(", ", used.Select(j => Fraction(weights[j])))}], [{string.Join(", ", used.Select(SlopeArray))}]);");
    }

    private IEnumerable<KernelField> Stages()
    {
        IEnumerable<string> arrays = Enumerable.Range(0, _tableau.Stages).Select(SlopeArray);
        return (_tableau.Stages > 1 ? arrays.Prepend(StageArray) : arrays).SelectMany(name => context.ArrayField("_" + name, context.CountText));
    }

    // dt/2, dt/6: each fraction of the step that occurs in the method, once.
    private IEnumerable<Declaration> StepFractions()
    {
        foreach (Coefficient fraction in Fractions.Where(c => c.Value != 1))
        {
            yield return new Declaration(Fraction(fraction), Algebra.Divide(
                Algebra.Multiply(Algebra.Number(fraction.Numerator), KernelContext.Text(_loop.Dt)), Algebra.Number(fraction.Denominator)));
        }
    }

    // Each of them times a factor that the right-hand side of some states has.
    private IEnumerable<KernelStatement> FactoredFractions()
    {
        string[] factors = [.. context.System.States.Select(Factor).OfType<string>().Distinct()];
        if (factors.Length > 0)
        {
            yield return new Gap();
            yield return new Note("a constant factor of a right-hand side goes into the step");
        }

        foreach (string factor in factors)
        {
            foreach (Coefficient fraction in Fractions)
            {
                yield return new Declaration(Fraction(fraction, factor), new Product(KernelContext.Text(Fraction(fraction)), KernelContext.Text(context.Names[factor])));
            }
        }
    }

    private IEnumerable<Coefficient> Fractions => _tableau.A.SelectMany(row => row).Concat(_tableau.B).Where(c => !c.IsZero).Distinct();

    private string Fraction(Coefficient c, string? factor) =>
        factor is null ? Fraction(c) : context.Names.Local(Fraction(c).TrimStart('@') + "_", factor, "");

    private string Fraction(Coefficient c) => (c.Numerator, c.Denominator) switch
    {
        (_, _) when c.Value == 1 => _loop.Dt,
        (1, 2) => context.Names.Local("half_dt"),
        (1, 3) => context.Names.Local("third_dt"),
        (1, 6) => context.Names.Local("sixth_dt"),
        _ => context.Names.Local($"dt_{c.Numerator}_{c.Denominator}"),
    };

    private Expr Time(int stage)
    {
        Coefficient c = _tableau.C[stage];
        Expr t = KernelContext.Text(context.Time);
        return c.IsZero ? t : Algebra.Add(t, KernelContext.Text(Fraction(c)));
    }

    private string StageTime(int stage) => _tableau.C[stage].IsZero ? "t" : _tableau.C[stage].Value == 1 ? "t + dt" : $"t + {Ratio(_tableau.C[stage])}*dt";

    private string StepFormula()
    {
        string[] terms = [.. _tableau.B.Select((b, j) => (b, j)).Where(p => !p.b.IsZero)
            .Select(p => p.b.Value == 1 ? $"k{p.j + 1}" : p.b.Numerator == 1 ? $"k{p.j + 1}/{p.b.Denominator}" : $"{Ratio(p.b)}*k{p.j + 1}")];
        return terms.Length == 1 ? $"y + dt*{terms[0]}" : $"y + dt*({string.Join(" + ", terms)})";
    }

    private static string Ratio(Coefficient c) => c.Denominator == 1 ? $"{c.Numerator}" : $"{c.Numerator}/{c.Denominator}";

    private Expr Weighted(Coefficient[] weights, string name, Func<int, string> slope, string? factor) => _combination.Accumulate(
        KernelContext.Text(name),
        weights.Select((w, j) => (w, j)).Where(p => !p.w.IsZero).Select(p => (KernelContext.Text(Fraction(p.w, factor)), KernelContext.Text(slope(p.j)))));

    private Expr Rest(Expr rhs) => context.UsesLocals ? FoldFactorsIntoStep.Split(context, rhs).Remainder : rhs;

    // The name of the factor of the right-hand side of a state that the step carries.
    private string? Factor(StateVariable state) => !context.UsesLocals ? null
        : FoldFactorsIntoStep.Split(context, context.System.Equations[context.IndexOf(state.Path)].Rhs).Factor?.Name;

    private string Slope(int stage, string state) => context.Names.Local($"k{stage + 1}_", state, "");

    private string SlopeArray(int stage) => context.Names.Local($"k{stage + 1}");

    private string StageArray => context.Names.Local("argument");

    private string Format(Expr expr) => new ExprFormatter(context.Options.Strict).Format(expr);
}
