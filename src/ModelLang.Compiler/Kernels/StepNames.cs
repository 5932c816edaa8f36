using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>What methods with step control share: names, fields and the parts of a step that do not depend on the method.</summary>
internal sealed class StepNames(KernelContext context)
{
    private readonly ExprFormatter _formatter = new(context.Options.Strict);

    public string H { get; } = context.Names.Local("h");

    public string Theta { get; } = context.Names.Local("theta");

    public string Next { get; } = context.Names.Local("next");

    public string Start { get; } = context.Names.Local("y0");

    /// <summary>What the error of a step is, for a comment.</summary>
    public const string ErrorTitle = "root mean square of the estimated error in units of the tolerance";

    public string Rtol { get; } = context.Names.Local("rtol");

    public string Atol { get; } = context.Names.Local("atol");

    private string I { get; } = context.Names.Local("i");

    private string End { get; } = context.Names.Local("end");

    /// <summary>The arrays of a step.</summary>
    public IEnumerable<KernelField> Fields(bool readOnlyStages, IEnumerable<string> stages) =>
    [
        .. stages.SelectMany(name => context.ArrayField("_" + name, context.CountText, readOnlyStages)),
        .. ArrayField(Next),
        new KernelField($"private double _{H};"),
        new KernelField($"private double _{End};"),
    ];

    /// <summary>A private array, one element per state.</summary>
    public IEnumerable<KernelField> ArrayField(string name) => context.ArrayField("_" + name, context.CountText);

    /// <summary>A coefficient by name.</summary>
    public KernelField Constant(string name, Coefficient value) => new($"private const double {name} = {Format(Value(value))};");

    /// <summary>A coefficient as an expression that C# folds.</summary>
    public static Expr Value(Coefficient c) => c switch
    {
        { IsZero: true } => Algebra.Zero,
        { Denominator: 1 } => Algebra.Number(c.Numerator),
        _ => new Quotient(Algebra.Number(c.Numerator), Algebra.Number(c.Denominator)),
    };

    public string Item(string array) => $"{array}[{I}]";

    public string Format(Expr expr) => _formatter.Format(expr);

    public KernelStatement ForEach(IReadOnlyList<KernelStatement> body) =>
        new Block($"for (int {I} = 0; {I} < {context.CountText}; {I}++)", body);

    public Expr StageTime(Coefficient c)
    {
        Expr t = KernelContext.Text(context.Time);
        Expr h = KernelContext.Text(H);
        return c.IsZero ? t : Algebra.Add(t, c.Value == 1 ? h : Algebra.Multiply(Value(c), h));
    }

    public string StageComment(int stage, Coefficient c) =>
        $"stage {stage + 1}, t{(c.IsZero ? "" : c.Value == 1 ? " + h" : c.Denominator == 1 ? $" + {NumberFormat.Literal(c.Value)}*h" : $" + {c.Numerator}/{c.Denominator}*h")}";

    /// <summary>Remembers the step for <c>Interpolate</c> and <c>Accept</c>.</summary>
    public IEnumerable<KernelStatement> StepTaken() => [new Line($"_{H} = {H};"), new Line($"_{End} = {context.Time} + {H};")];

    public KernelMethod TryStep(IReadOnlyList<KernelStatement> body) => new(
        RuntimeNames.TryStep,
        KernelMethod.Inherited,
        $"public double {RuntimeNames.TryStep}(double {context.Time}, double {H}, double {Rtol}, ReadOnlySpan<double> {Atol})",
        body,
        Optimized: true);

    public KernelMethod Interpolate(IReadOnlyList<KernelStatement> body) => new(
        RuntimeNames.Interpolate,
        KernelMethod.Inherited,
        $"public void {RuntimeNames.Interpolate}(double {Theta}, Span<double> {context.Vector})",
        body);

    public KernelMethod Accept(IReadOnlyList<KernelStatement> more) => new(
        RuntimeNames.Accept,
        KernelMethod.Inherited,
        $"public void {RuntimeNames.Accept}()",
        [
            new Line($"_{Next}.AsSpan().CopyTo({RuntimeNames.StateArray});"),
            .. more,
            new Line($"{RuntimeNames.Time} = _{End};"),
        ]);

    /// <summary>An error in units of the tolerance.</summary>
    public Expr ScaledError(Expr error, string index, string before, string after) => new Quotient(error, new Sum(new EquatableArray<Expr>(
    [
        KernelContext.Text($"{Atol}[{index}]"),
        new Product(KernelContext.Text(Rtol), Algebra.Apply(Function.Max, Absolute(before), Absolute(after))),
    ])));

    private static Expr Absolute(string name) => Algebra.Apply(Function.Abs, KernelContext.Text(name));

    /// <summary>The root mean square over the states of a combination of slopes.</summary>
    public IEnumerable<KernelStatement> ErrorNorm(string weightsAndSlopes)
    {
        yield return new Gap();
        yield return new Note(ErrorTitle);
        yield return new Line($"return {RuntimeNames.LinearCombination}.ScaledError({H}, {weightsAndSlopes}, {context.Vector}, {Next}, {Rtol}, {Atol});");
    }

    /// <summary>The root mean square over the states, as a loop.</summary>
    public IEnumerable<KernelStatement> ErrorNorm(Expr error)
    {
        string sum = context.Names.Local("sum");
        string scaled = context.Names.Local("error");
        yield return new Gap();
        yield return new Note(ErrorTitle);
        yield return new Line($"double {sum} = 0;");
        yield return ForEach(
        [
            new Declaration(scaled, ScaledError(error, I, Item(context.Vector), Item(Next))),
            new Line($"{sum} += {scaled} * {scaled};"),
        ]);
        yield return new Gap();
        yield return new Line($"return Math.Sqrt({sum} / {context.CountText});");
    }
}
