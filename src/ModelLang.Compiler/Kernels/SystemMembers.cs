using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>What every class has besides its method: right-hand side, Jacobian, observables, initial values.</summary>
internal sealed class SystemMembers(KernelContext context)
{
    /// <summary>Name of the method that computes the invariants of a class in arrays.</summary>
    public const string Prepare = "Prepare";

    /// <summary>Name of the method for the derivative of the right-hand side by time.</summary>
    public const string TimeDerivative = "TimeDerivative";

    private readonly ChunkedMethod _chunks = new(context);

    private readonly FollowerMembers _followers = new(context);

    private readonly List<KernelField> _jacobianFields = [];

    /// <summary>The statement that makes the next call compute the invariants anew; none in a class in locals.</summary>
    public IEnumerable<KernelStatement> Invalidate => HasPrepare ? [new Line($"{Prepared} = false;")] : [];

    /// <summary>Whether the right-hand side has a derivative by time that a stiff method needs; known once built.</summary>
    public bool HasTimeDerivative { get; private set; }

    private bool HasPrepare => context.ReadsFields && context.System.Invariants.Count > 0;

    private string T => context.Time;

    private string Y => context.Vector;

    /// <summary>The members.</summary>
    public IReadOnlyList<KernelMember> Build()
    {
        List<KernelMember> methods = [Reset(), .. _followers.Build(), .. Derivative(), .. Diffusion(), .. Jacobian(), .. Observe(), .. CheckConditions()];
        if (HasPrepare)
        {
            methods.Add(PrepareMethod());
        }

        return [.. InvariantFields(), .. _chunks.Fields.Concat(_followers.Fields).Concat(_jacobianFields).Distinct(), .. methods];
    }

    private IEnumerable<KernelMember> Derivative()
    {
        string dydt = context.Names.Local("dydt");
        string parameters = $"double {T}, ReadOnlySpan<double> {Y}, Span<double> {dydt}";
        return _chunks.Build(
            RuntimeNames.Derivative,
            $"public override void {RuntimeNames.Derivative}({parameters})",
            KernelMethod.Inherited,
            parameters,
            $"{T}, {Y}, {dydt}",
            [],
            [.. context.System.Equations.Select(e => new StoredValue($"{dydt}[{context.IndexOf(e.State)}]", e.Rhs, context.Comment(e)))]);
    }

    // In locals a step computes the coefficients itself.
    private IEnumerable<KernelMember> Diffusion()
    {
        if (context.UsesLocals || context.System.Diffusion.Count == 0)
        {
            return [];
        }

        string g = context.Names.Local("g");
        string parameters = $"double {T}, ReadOnlySpan<double> {Y}, Span<double> {g}";
        return _chunks.Build(
            StochasticMembers.Diffusion,
            $"private void {StochasticMembers.Diffusion}({parameters})",
            null,
            parameters,
            $"{T}, {Y}, {g}",
            [],
            [.. context.DiffusionRoots.Select((root, i) => new StoredValue($"{g}[{i}]", root))]);
    }

    private IEnumerable<KernelMember> Jacobian()
    {
        Jacobian jacobian = JacobianBuilder.Build(context.System, context.Options.Strict);
        KernelContext derived = context.With(jacobian.Invariants, jacobian.Intermediates);
        ChunkedMethod chunks = new(derived);
        string matrix = context.Names.Local("jacobian");
        string parameters = $"double {T}, ReadOnlySpan<double> {Y}, Span<double> {matrix}";
        List<KernelMember> methods =
        [
            .. chunks.Build(
                RuntimeNames.Jacobian,
                $"public override void {RuntimeNames.Jacobian}({parameters})",
                KernelMethod.Inherited,
                parameters,
                $"{T}, {Y}, {matrix}",
                [new Line($"{matrix}.Slice(0, {context.Count * context.Count}).Clear();")],
                [.. jacobian.Entries.Select(e => new StoredValue($"{matrix}[{(e.Row * context.Count) + e.Column}]", e.Value, EntryComment(e)))]),
        ];
        if (context.Method.Kind == MethodKind.Stiff && jacobian.TimeDerivatives.Count > 0)
        {
            string dfdt = context.Names.Local("dfdt");
            string timeParameters = $"double {T}, ReadOnlySpan<double> {Y}, Span<double> {dfdt}";
            methods.AddRange(chunks.Build(
                TimeDerivative,
                $"private void {TimeDerivative}({timeParameters})",
                null,
                timeParameters,
                $"{T}, {Y}, {dfdt}",
                [new Line($"{dfdt}.Clear();")],
                [.. jacobian.TimeDerivatives.Select(e => new StoredValue($"{dfdt}[{e.Row}]", e.Value))]));
            HasTimeDerivative = true;
        }

        _jacobianFields.AddRange(chunks.Fields);
        return methods;
    }

    private string EntryComment(JacobianEntry entry) =>
        $"d({context.System.States[entry.Row].Path}')/d({context.System.States[entry.Column].Path})";

    private IEnumerable<KernelMember> Observe()
    {
        string values = context.Names.Local("values");
        string parameters = $"double {T}, ReadOnlySpan<double> {Y}, Span<double> {values}";
        IEnumerable<(Expr Value, Quantity Quantity)> observed = context.System.States
            .Select(s => ((Expr)new Reference(s.Path, VariableKind.State), s.Quantity))
            .Concat(context.Observables.Select(o => ((Expr)new Reference(o.Path, VariableKind.Intermediate), o.Quantity)));
        return _chunks.Build(
            RuntimeNames.Observe,
            $"public override void {RuntimeNames.Observe}({parameters})",
            KernelMethod.Inherited,
            parameters,
            $"{T}, {Y}, {values}",
            [],
            [.. observed.Select((o, i) => new StoredValue($"{values}[{i}]", Scaling.ToShown(o.Value, o.Quantity)))]);
    }

    private IEnumerable<KernelMember> CheckConditions()
    {
        StateVariable[] conditioned = [.. context.System.States.Where(s => s.Condition is not null)];
        if (conditioned.Length == 0)
        {
            return [];
        }

        string holds = context.Names.Local("holds");
        string parameters = $"double {T}, ReadOnlySpan<double> {Y}, Span<bool> {holds}";
        return _chunks.Build(
            RuntimeNames.CheckConditions,
            $"public override void {RuntimeNames.CheckConditions}({parameters})",
            KernelMethod.Inherited,
            parameters,
            $"{T}, {Y}, {holds}",
            [],
            [.. conditioned.Select((s, i) => new StoredValue($"{holds}[{i}]", s.Condition!.Holds, s.Condition.Text))]);
    }

    private KernelMethod Reset()
    {
        Expr[] initial = [.. context.System.States.Select(s => s.Initial)];
        List<KernelStatement> body = [new Line($"{RuntimeNames.Time} = 0;")];
        if (context.System.Noises.Count > 0)
        {
            body.Add(new Line($"{RuntimeNames.NoiseStep} = 0;"));
        }

        if (context.Signals.Count > 0)
        {
            body.Add(new Line($"{RuntimeNames.ForgetPast}();"));
        }

        body.AddRange(context.Head(initial));
        body.Add(new Line($"double[] {Y} = {RuntimeNames.StateArray};"));
        Frame frame = Frame.InLocals(context, "0.0");
        body.AddRange(initial.Select((value, i) => new Assignment($"{Y}[{i}]", frame.Rename(value))));
        if (context.System.Switches.Count > 0)
        {
            body.Add(new Line($"{RuntimeNames.EnterSegment}({RuntimeNames.DiscontinuityTimes}.{RuntimeNames.Middle}(0, {RuntimeNames.NextDiscontinuity}(0)));"));
        }

        body.AddRange(_followers.Statements(Y));
        int[] steady = [.. context.System.States.Select((s, i) => (s, i)).Where(p => p.s.Steady).Select(p => p.i)];
        if (steady.Length > 0)
        {
            body.Add(new Line($"{RuntimeNames.SteadyState}.{RuntimeNames.Solve}(this, [{string.Join(", ", steady)}]);"));
        }

        return new KernelMethod(RuntimeNames.Reset, KernelMethod.Inherited, $"public override void {RuntimeNames.Reset}()", body);
    }

    private IEnumerable<KernelField> InvariantFields() => !HasPrepare
        ? []
        : [
            .. context.System.Invariants.Select(i => new KernelField($"private {(i.Type == IR.ValueType.Boolean ? "bool" : "double")} {context.Names.Field(i.Path)};")),
            new KernelField($"private bool {Prepared};"),
        ];

    private string Prepared => "_" + context.Names.Local("prepared");

    // The flag falls whenever a parameter, an input or the segment changes.
    private KernelMethod PrepareMethod()
    {
        Frame frame = new(context, KernelContext.Text(T), r => context.Names.Field(r.Name), table => context.Names[table]);
        return new KernelMethod(Prepare, null, $"private void {Prepare}()",
        [
            new Block($"if ({Prepared})", [new Line("return;")]),
            new Gap(),
            .. context.System.Invariants.Select(i => new Assignment(context.Names.Field(i.Path), frame.Rename(i.Definition))),
            new Line($"{Prepared} = true;"),
        ]);
    }
}
