using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>The step of a linearly implicit method: one Jacobian and one factorisation, one linear system per stage.</summary>
internal sealed class RosenbrockMembers(KernelContext context, bool hasTimeDerivative)
{
    private readonly RosenbrockTableau _tableau = context.Method.Rosenbrock!;
    private readonly Combination _combination = new(context.Options.Strict);
    private readonly StepNames _names = new(context);

    private int Last => _tableau.Stages - 1;

    private string Slope => context.Names.Local("slope");

    private string Argument => context.Names.Local("argument");

    private string Matrix => context.Names.Local("matrix");

    private string J => context.Names.Local("J");

    private string Pivots => context.Names.Local("pivots");

    private string TimeSlope => context.Names.Local("dfdt");

    private string Current => "_" + context.Names.Local("isCurrent");

    private string OverGammaH => context.Names.Local("diagonal");

    /// <summary>The members of the class that belong to the method.</summary>
    public IEnumerable<KernelMember> Build() =>
    [
        .. Constants(),
        .. _names.Fields(readOnlyStages: true, Enumerable.Range(0, _tableau.Stages).Select(Stage)),
        .. _names.ArrayField(Slope),
        .. _names.ArrayField(Argument),
        .. hasTimeDerivative ? _names.ArrayField(TimeSlope) : [],
        new KernelField($"private readonly double[] _{J} = new double[{context.Count * context.Count}];"),
        new KernelField($"private readonly double[] _{Matrix} = new double[{context.Count * context.Count}];"),
        new KernelField($"private readonly int[] _{Pivots} = new int[{context.Count}];"),
        new KernelField($"private bool {Current};"),
        new KernelProperty(null, $"public int {RuntimeNames.ErrorOrder}", $"{context.Method.ErrorOrder}", null),
        new KernelMethod(
            RuntimeNames.Start,
            KernelMethod.Inherited,
            $"public void {RuntimeNames.Start}(double {context.Time})",
            [new Line($"{Current} = false;")]),
        _names.TryStep(Step()),
        Interpolate(),
        _names.Accept([new Line($"{Current} = false;")]),
    ];

    private IEnumerable<KernelField> Constants()
    {
        for (int i = 0; i < _tableau.Stages; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!_tableau.A[i][j].IsZero && _tableau.A[i][j].Value != 1)
                {
                    yield return _names.Constant(A(i, j), _tableau.A[i][j]);
                }

                yield return _names.Constant(C(i, j), _tableau.C[i][j]);
            }
        }
    }

    private IReadOnlyList<KernelStatement> Step()
    {
        string t = context.Time;
        string y = context.Vector;
        string i = context.Names.Local("i");
        List<KernelStatement> body =
        [
            new Line($"double[] {y} = {RuntimeNames.StateArray};"),
            new Line($"double[] {J} = _{J};"),
            new Line($"double[] {Matrix} = _{Matrix};"),
            new Line($"double[] {Slope} = _{Slope};"),
            new Line($"double[] {Argument} = _{Argument};"),
            new Line($"double[] {_names.Next} = _{_names.Next};"),
            .. Enumerable.Range(0, _tableau.Stages).Select(j => new Line($"double[] {Stage(j)} = _{Stage(j)};")),
            .. hasTimeDerivative ? [new Line($"double[] {TimeSlope} = _{TimeSlope};")] : Array.Empty<Line>(),
            new Gap(),
            new Note("a step tried again starts from the same place"),
            new Block($"if (!{Current})",
            [
                new Line($"{RuntimeNames.Jacobian}({t}, {y}, {J});"),
                .. hasTimeDerivative ? [new Line($"{SystemMembers.TimeDerivative}({t}, {y}, {TimeSlope});")] : Array.Empty<Line>(),
                new Line($"{Current} = true;"),
            ]),
            new Gap(),
            new Note("matrix = I/(gamma*h) - J"),
            new Declaration(OverGammaH, new Quotient(Algebra.One, new Product(StepNames.Value(_tableau.Diagonal), KernelContext.Text(_names.H)))),
            new Block($"for (int {i} = 0; {i} < {Matrix}.Length; {i}++)", [new Assignment($"{Matrix}[{i}]", KernelContext.Text($"-{J}[{i}]"))]),
            new Gap(),
            _names.ForEach([new Line($"{Matrix}[{i} * {context.Count + 1}] += {OverGammaH};")]),
            new Gap(),
            new Block($"if (!{RuntimeNames.LinearSolver}.{RuntimeNames.Factor}({Matrix}, _{Pivots}))", [new Line("return double.NaN;")]),
        ];
        for (int stage = 0; stage < _tableau.Stages; stage++)
        {
            string at = stage == 0 ? y : Argument;
            body.Add(new Gap());
            body.Add(new Note(_names.StageComment(stage, _tableau.Alpha[stage])));
            if (stage > 0)
            {
                body.Add(_names.ForEach([new Assignment(_names.Item(Argument), _combination.Accumulate(KernelContext.Text(_names.Item(y)), Terms(_tableau.A[stage], j => A(stage, j))))]));
                body.Add(new Gap());
            }

            body.Add(new Line($"{RuntimeNames.Derivative}({_names.Format(_names.StageTime(_tableau.Alpha[stage]))}, {at}, {Slope});"));
            body.Add(_names.ForEach([new Assignment(_names.Item(Stage(stage)), StageRhs(stage))]));
            body.Add(new Gap());
            body.Add(new Line($"{RuntimeNames.LinearSolver}.{RuntimeNames.Solve}({Matrix}, _{Pivots}, {Stage(stage)});"));
        }

        body.Add(new Gap());
        body.Add(new Note($"the last stage corrects the embedded solution and estimates its error"));
        body.Add(_names.ForEach([new Assignment(_names.Item(_names.Next), Algebra.Add(KernelContext.Text(_names.Item(Argument)), KernelContext.Text(_names.Item(Stage(Last)))))]));
        body.Add(new Gap());
        return [.. body, .. _names.StepTaken(), .. _names.ErrorNorm(KernelContext.Text(_names.Item(Stage(Last))))];
    }

    private Expr StageRhs(int stage)
    {
        Expr rhs = KernelContext.Text(_names.Item(Slope));
        Coefficient gamma = _tableau.Gamma[stage];
        if (hasTimeDerivative && !gamma.IsZero)
        {
            rhs = _combination.MultiplyAdd(
                Algebra.Multiply(StepNames.Value(gamma), KernelContext.Text(_names.H)), KernelContext.Text(_names.Item(TimeSlope)), rhs);
        }

        (Expr, Expr)[] terms = Terms(_tableau.C[stage], j => C(stage, j));
        return terms.Length == 0 ? rhs : Algebra.Add(rhs, new Quotient(_combination.Sum(terms), KernelContext.Text(_names.H)));
    }

    private (Expr, Expr)[] Terms(Coefficient[] weights, Func<int, string> name) =>
        [.. weights.Select((w, j) => (w, j)).Where(p => !p.w.IsZero)
            .Select(p => (p.w.Value == 1 ? Algebra.One : KernelContext.Text(name(p.j)), KernelContext.Text(_names.Item(Stage(p.j)))))];

    private KernelMethod Interpolate()
    {
        Expr theta = KernelContext.Text(_names.Theta);
        Expr rest = KernelContext.Text(context.Names.Local("rest"));
        string bend = context.Names.Local("bend");
        string skew = context.Names.Local("skew");
        Expr Weighted(Coefficient[] weights) => _combination.Sum([.. weights.Select((w, j) => (w, j)).Where(p => !p.w.IsZero)
            .Select(p => (StepNames.Value(p.w), KernelContext.Text(_names.Item("_" + Stage(p.j)))))]);
        return _names.Interpolate(
        [
            new Declaration(context.Names.Local("rest"), Algebra.Subtract(Algebra.One, theta)),
            new Line($"double[] {_names.Start} = {RuntimeNames.StateArray};"),
            _names.ForEach(
            [
                new Declaration(bend, Weighted(_tableau.Dense[0])),
                new Declaration(skew, Weighted(_tableau.Dense[1])),
                new Assignment(_names.Item(context.Vector), Algebra.Add(
                    new Product(rest, KernelContext.Text(_names.Item(_names.Start))),
                    new Product(theta, Algebra.Add(
                        KernelContext.Text(_names.Item("_" + _names.Next)),
                        new Product(rest, Algebra.Add(KernelContext.Text(bend), new Product(theta, KernelContext.Text(skew)))))))),
            ]),
        ]);
    }

    private string Stage(int stage) => context.Names.Local($"u{stage + 1}");

    private string A(int i, int j) => context.Names.Local($"a{i + 1}{j + 1}");

    private string C(int i, int j) => context.Names.Local($"c{i + 1}{j + 1}");
}
