using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Lanes;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>The step of an explicit method with an error estimate whose last stage is the first one of the next step.</summary>
internal sealed class AdaptiveMembers(KernelContext context)
{
    private readonly ButcherTableau _tableau = context.Method.Tableau!;
    private readonly Combination _combination = new(context.Options.Strict);
    private readonly StepNames _names = new(context);

    /// <summary>The members of the class that belong to the method.</summary>
    public IEnumerable<KernelMember> Build() =>
    [
        .. Constants(),
        .. _names.Fields(readOnlyStages: false, Enumerable.Range(0, _tableau.Stages).Select(Array)),
        .. context.UsesLocals ? [] : _names.ArrayField(Argument),
        new KernelProperty(null, $"public int {RuntimeNames.ErrorOrder}", $"{context.Method.ErrorOrder}", null),
        new KernelMethod(
            RuntimeNames.Start,
            KernelMethod.Inherited,
            $"public void {RuntimeNames.Start}(double {context.Time})",
            [new Line($"{context.Rates}({context.Time}, {RuntimeNames.StateArray}, _{Array(0)});")]),
        _names.TryStep(context.UsesLocals ? InLocals() : InArrays()),
        Interpolate(),
        _names.Accept([new Line($"(_{Array(0)}, _{Array(Last)}) = (_{Array(Last)}, _{Array(0)});")]),
    ];

    private int Last => _tableau.Stages - 1;

    private string Argument => context.Names.Local("argument");

    private IEnumerable<KernelField> Constants()
    {
        for (int i = 0; i < _tableau.Stages; i++)
        {
            for (int j = 0; j < _tableau.A[i].Length; j++)
            {
                if (!_tableau.A[i][j].IsZero)
                {
                    yield return _names.Constant(A(i, j), _tableau.A[i][j]);
                }
            }
        }

        for (int i = 0; i < _tableau.Stages; i++)
        {
            if (!_tableau.Error[i].IsZero)
            {
                yield return _names.Constant(E(i), _tableau.Error[i]);
            }
        }
    }

    /// <summary>A step for one lane: the stages, then the error.</summary>
    public AdaptiveLaneStep Lanes()
    {
        string end = "_" + _tableau.Stages;
        string[] next = [.. Each(s => context.Names.Local("", s.Path, end))];
        List<LanePart> parts = [];
        for (int i = 1; i < _tableau.Stages; i++)
        {
            string[] slopes = [.. Each(s => Slope(i, s.Path))];
            bool isKept = i == Last || DenseStages.Contains(i);
            parts.Add(new LanePart(StageTitle(i), [.. StageStates(i), .. StageSlopes(i, pack: false)], isKept ? [] : slopes, [.. isKept ? slopes : [], .. i == Last ? next : []]));
        }

        string error = context.Names.Local("error");
        parts.Add(new LanePart(
            StepNames.ErrorTitle,
            [.. ScaledErrors(), new Declaration(error, ErrorNorm())],
            [],
            [error]));
        return new AdaptiveLaneStep(parts, _names, error, next, [.. Each(s => Slope(0, s.Path))], [.. Each(s => Slope(Last, s.Path))], Array(0), InterpolateLane);
    }

    private IEnumerable<KernelStatement> StageStates(int stage) => Each(s => new Declaration(
        context.Names.Local("", s.Path, "_" + (stage + 1)), StageArgument(stage, context.Names[s.Path], j => Slope(j, s.Path))));

    private IReadOnlyList<KernelStatement> StageSlopes(int stage, bool pack) => RightHandSide.Stage(
        context, _names.StageTime(_tableau.C[stage]), s => context.Names.Local("", s, "_" + (stage + 1)), s => Slope(stage, s), "_" + (stage + 1), stage == 1, pack: pack);

    private string StageTitle(int stage) => _names.StageComment(stage, _tableau.C[stage]) + (stage == Last ? ", where the step ends" : "");

    private IEnumerable<Declaration> ScaledErrors() => Each(s => new Declaration(Error(s.Path), _names.ScaledError(
        ErrorSum(j => Slope(j, s.Path)), NumberFormat.Literal(context.IndexOf(s.Path)), context.Names[s.Path], context.Names.Local("", s.Path, "_" + _tableau.Stages))));

    private Expr ErrorNorm()
    {
        Expr[] squares = [.. Each(s => (Expr)new Product(KernelContext.Text(Error(s.Path)), KernelContext.Text(Error(s.Path))))];
        Expr sum = Algebra.Add(squares);
        return Algebra.Apply(Function.Sqrt, context.Count == 1 ? sum : new Quotient(sum, Algebra.Number(context.Count)));
    }

    private IReadOnlyList<KernelStatement> InLocals()
    {
        List<KernelStatement> body =
        [
            .. context.Head(context.Roots),
            new Line($"double[] {context.Vector} = {RuntimeNames.StateArray};"),
            .. Enumerable.Range(0, _tableau.Stages).Select(j => new Line($"double[] {Array(j)} = _{Array(j)};")),
            .. Each(s => new Declaration(context.Names[s.Path], At(context.Vector, s))),
            .. Each(s => new Declaration(Slope(0, s.Path), At(Array(0), s))),
        ];
        for (int stage = 1; stage < _tableau.Stages; stage++)
        {
            body.Add(new Gap());
            body.Add(new Note(StageTitle(stage)));
            body.AddRange(StageStates(stage));
            body.AddRange(StageSlopes(stage, pack: true));
        }

        body.Add(new Gap());
        for (int stage = 1; stage < _tableau.Stages; stage++)
        {
            int i = stage;
            body.AddRange(Each(s => new Assignment($"{Array(i)}[{context.IndexOf(s.Path)}]", KernelContext.Text(Slope(i, s.Path)))));
        }

        string end = "_" + _tableau.Stages;
        body.AddRange(Each(s => new Assignment($"_{_names.Next}[{context.IndexOf(s.Path)}]", KernelContext.Text(context.Names.Local("", s.Path, end)))));
        body.AddRange(_names.StepTaken());
        body.Add(new Gap());
        body.Add(new Note(StepNames.ErrorTitle));
        body.AddRange(ScaledErrors());
        body.Add(new Line("return " + _names.Format(ErrorNorm()) + ";"));
        return body;
    }

    private IReadOnlyList<KernelStatement> InArrays()
    {
        List<KernelStatement> body =
        [
            new Line($"double[] {context.Vector} = {RuntimeNames.StateArray};"),
            new Line($"double[] {Argument} = _{Argument};"),
            new Line($"double[] {_names.Next} = _{_names.Next};"),
            .. Enumerable.Range(0, _tableau.Stages).Select(j => new Line($"double[] {Array(j)} = _{Array(j)};")),
        ];
        for (int stage = 1; stage < _tableau.Stages; stage++)
        {
            string at = stage == Last ? _names.Next : Argument;
            body.Add(new Gap());
            body.Add(new Note(StageTitle(stage)));
            body.Add(context.Options.Strict
                ? _names.ForEach([new Assignment(_names.Item(at), StageArgument(stage, _names.Item(context.Vector), j => _names.Item(Array(j))))])
                : new Line($"{RuntimeNames.LinearCombination}.AddScaled({at}, {context.Vector}, {_names.H}, {Weights(_tableau.A[stage], j => A(stage, j))});"));
            body.Add(new Line($"{context.Rates}({_names.Format(_names.StageTime(_tableau.C[stage]))}, {at}, {Array(stage)});"));
        }

        return
        [
            .. body, new Gap(), .. _names.StepTaken(),
            .. context.Options.Strict ? _names.ErrorNorm(ErrorSum(j => _names.Item(Array(j)))) : _names.ErrorNorm(Weights(_tableau.Error, E)),
        ];
    }

    // [a31, a32], [k1, k2]
    private string Weights(Coefficient[] coefficients, Func<int, string> name)
    {
        int[] used = [.. Enumerable.Range(0, coefficients.Length).Where(j => !coefficients[j].IsZero)];
        return $"[{string.Join(", ", used.Select(name))}], [{string.Join(", ", used.Select(Array))}]";
    }

    private KernelMethod Interpolate() => _names.Interpolate(
    [
        .. DenseWeights(),
        new Line($"double[] {_names.Start} = {RuntimeNames.StateArray};"),
        _names.ForEach([new Assignment(_names.Item(context.Vector), Dense("_" + _names.H, _names.Item(_names.Start), j => _names.Item("_" + Array(j))))]),
    ]);

    // The same for one lane, whose numbers are found by the locals they stand for.
    private IReadOnlyList<KernelStatement> InterpolateLane(Func<string, string> element) =>
    [
        .. DenseWeights(),
        .. Each(s => new Assignment($"{context.Vector}[{context.IndexOf(s.Path)}]", Dense(element(_names.H), element(context.Names[s.Path]), j => element(Slope(j, s.Path))))),
    ];

    private int[] DenseStages => [.. Enumerable.Range(0, _tableau.Stages).Where(j => _tableau.Dense[j].Any(c => !c.IsZero))];

    private IEnumerable<Declaration> DenseWeights() => DenseStages.Select(j => new Declaration(Weight(j), Polynomial(_tableau.Dense[j])));

    private Expr Dense(string h, string start, Func<int, string> slope) => _combination.MultiplyAdd(
        KernelContext.Text(h), _combination.Sum([.. DenseStages.Select(j => (KernelContext.Text(Weight(j)), KernelContext.Text(slope(j))))]), KernelContext.Text(start));

    // theta*(p1 + theta*(p2 + theta*...))
    private Expr Polynomial(Coefficient[] coefficients)
    {
        Expr theta = KernelContext.Text(_names.Theta);
        Expr value = Algebra.Zero;
        foreach (Coefficient c in coefficients.Reverse())
        {
            value = Algebra.Multiply(theta, Algebra.Add(StepNames.Value(c), value));
        }

        return value;
    }

    private Expr StageArgument(int stage, string start, Func<int, string> slope)
    {
        (Expr, Expr)[] terms = [.. _tableau.A[stage].Select((a, j) => (a, j)).Where(p => !p.a.IsZero)
            .Select(p => (KernelContext.Text(A(stage, p.j)), KernelContext.Text(slope(p.j))))];
        return _combination.MultiplyAdd(KernelContext.Text(_names.H), _combination.Sum(terms), KernelContext.Text(start));
    }

    private Expr ErrorSum(Func<int, string> slope) => Algebra.Multiply(KernelContext.Text(_names.H), _combination.Sum(
        [.. _tableau.Error.Select((e, j) => (e, j)).Where(p => !p.e.IsZero).Select(p => (KernelContext.Text(E(p.j)), KernelContext.Text(slope(p.j))))]));

    private IEnumerable<T> Each<T>(Func<StateVariable, T> make) => context.System.States.Select(make);

    private Expr At(string array, StateVariable state) => KernelContext.Text($"{array}[{context.IndexOf(state.Path)}]");

    private string A(int i, int j) => context.Names.Local($"a{i + 1}{j + 1}");

    private string E(int i) => context.Names.Local($"e{i + 1}");

    private string Weight(int i) => context.Names.Local($"b{i + 1}");

    private string Array(int stage) => context.Names.Local($"k{stage + 1}");

    private string Slope(int stage, string state) => context.Names.Local($"k{stage + 1}_", state, "");

    private string Error(string state) => context.Names.Local("error_", state, "");
}
