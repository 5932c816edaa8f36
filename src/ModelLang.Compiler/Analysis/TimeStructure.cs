using ModelLang.Compiler.IR;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Analysis;

/// <summary>Finds out how expressions depend on <c>t</c>, and when those jump that are constant in between.</summary>
/// <remarks>Intermediates are told in evaluation order by <see cref="Define"/>.</remarks>
internal sealed class TimeStructure(DynamicalSystem system)
{
    // Values that depend on time are put where they are used; a model that needs longer ones keeps them as they are.
    private const int LargestInlined = 200;

    private readonly Dictionary<string, Interpolation> _tables = system.Tables.ToDictionary(t => t.Name, t => t.Interpolation);
    private readonly HashSet<string> _perUnit = [.. system.Parameters.Where(p => p.Population is not null).Select(p => p.Path)];
    private readonly Dictionary<string, Expr> _inlined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dependence> _intermediates = new(StringComparer.Ordinal);
    private readonly Dictionary<Expr, Dependence> _known = new(ReferenceComparer<Expr>.Instance);

    /// <summary>What a value depends on besides parameters.</summary>
    [Flags]
    public enum Dependence
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>The time <c>t</c>, or a table over it.</summary>
        Time = 1,

        /// <summary>States, inputs, or something too long to follow.</summary>
        Other = 2,
    }

    /// <summary>Takes note of an intermediate; its definition uses only earlier ones.</summary>
    public void Define(Intermediate intermediate)
    {
        Dependence dependence = DependenceOf(intermediate.Definition);
        if ((dependence & Dependence.Other) == 0)
        {
            Expr inlined = Inline(intermediate.Definition);
            if (inlined.SelfAndDescendants().Take(LargestInlined + 1).Count() <= LargestInlined)
            {
                _inlined[intermediate.Path] = inlined;
            }
            else
            {
                dependence |= Dependence.Other;
            }
        }

        _intermediates[intermediate.Path] = dependence;
    }

    /// <summary>What an expression depends on.</summary>
    public Dependence DependenceOf(Expr expr)
    {
        if (!_known.TryGetValue(expr, out Dependence dependence))
        {
            dependence = expr switch
            {
                Time or TableValue or TableSlope => Dependence.Time,
                Reference { Kind: VariableKind.Parameter } reference => _perUnit.Contains(reference.Name) ? Dependence.Other : Dependence.None,
                Reduction or ConnectionSum or ArrivalSum or EndValue or Delayed or DelayedSlope => Dependence.Other,
                Reference { Kind: VariableKind.Intermediate } reference =>
                    _intermediates.TryGetValue(reference.Name, out Dependence known) ? known : Dependence.Other,
                Reference { Kind: VariableKind.Switch } => Dependence.None,
                Reference => Dependence.Other,
                _ => expr.Children().Aggregate(Dependence.None, (all, child) => all | DependenceOf(child)),
            };
            _known.Add(expr, dependence);
        }

        return dependence;
    }

    /// <summary>An expression that depends on time and parameters only, with the intermediates in it replaced by their definitions.</summary>
    public Expr Inline(Expr expr) => ExprRewriter.Substitute(expr, reference => _inlined.TryGetValue(reference.Name, out Expr value) ? value : null);

    /// <summary>When an inlined expression jumps, if it is constant in between; otherwise null.</summary>
    public EquatableArray<DiscontinuitySchedule>? Jumps(Expr inlined) => inlined switch
    {
        Time => null,
        TableValue table when _tables[table.Table] == Interpolation.Linear => null,
        TableValue table => EquatableArray.Of<DiscontinuitySchedule>(new TableRows(table.Table)),
        TableSlope table => EquatableArray.Of<DiscontinuitySchedule>(new TableRows(table.Table)),
        Comparison comparison => Union(inlined) ?? Crossings(Subtract(comparison.Left, comparison.Right)),
        Call { Function: Function.Sign or Function.Heaviside } call => Union(inlined) ?? Crossings(call.Arguments[0]),
        Call { Function: Function.Floor or Function.Ceil } call => Union(inlined) ?? Steps(call.Arguments[0], Zero),
        Call { Function: Function.Round } call => Union(inlined) ?? Steps(call.Arguments[0], Number(0.5)),
        _ => Union(inlined),
    };

    /// <summary>Whether an inlined expression is affine in <c>t</c> and not constant.</summary>
    public bool IsAffineInTime(Expr inlined) => AffineOf(inlined) is { Variable: Time };

    private EquatableArray<DiscontinuitySchedule>? Union(Expr inlined)
    {
        List<DiscontinuitySchedule> all = [];
        foreach (Expr child in inlined.Children())
        {
            if (Jumps(child) is not { } jumps)
            {
                return null;
            }

            all.AddRange(jumps);
        }

        return all.Distinct().ToEquatableArray();
    }

    // When an expression passes zero; with mod(x, p) in it also where that jumps.
    private EquatableArray<DiscontinuitySchedule>? Crossings(Expr inlined) => AffineOf(inlined) switch
    {
        null => null,
        { Variable: null } => EquatableArray<DiscontinuitySchedule>.Empty,
        { Variable: Call mod } affine => Passages(mod, Over(Minus(affine.Offset), affine.Slope)),
        { } affine => EquatableArray.Of<DiscontinuitySchedule>(new RecurringTimes(Over(Minus(affine.Offset), affine.Slope))),
    };

    // When mod(x, p) takes a value or jumps.
    private EquatableArray<DiscontinuitySchedule>? Passages(Call mod, Expr value)
    {
        Affine x = AffineOf(mod.Arguments[0])!;
        Expr period = Over(mod.Arguments[1], x.Slope);
        DiscontinuitySchedule jump = new RecurringTimes(Over(Minus(x.Offset), x.Slope), period);
        DiscontinuitySchedule passage = new RecurringTimes(Over(Add(value, Minus(x.Offset)), x.Slope), period);
        return new[] { jump, passage }.Distinct().ToEquatableArray();
    }

    // When an expression passes a whole number plus a shift.
    private EquatableArray<DiscontinuitySchedule>? Steps(Expr inlined, Expr shift) => AffineOf(inlined) is { Variable: Time } affine
        ? EquatableArray.Of<DiscontinuitySchedule>(new RecurringTimes(
            Over(Add(shift, Minus(affine.Offset)), affine.Slope), Over(One, affine.Slope)))
        : null;

    // Slope*Variable + Offset, where the variable is t, mod(affine in t, constant), or null for a constant.
    private Affine? AffineOf(Expr inlined) => inlined switch
    {
        _ when DependenceOf(inlined) == Dependence.None => new Affine(null, Zero, inlined),
        Time => new Affine(inlined, One, Zero),
        Call { Function: Function.Mod } mod when IsAffineInTime(mod.Arguments[0]) && DependenceOf(mod.Arguments[1]) == Dependence.None =>
            new Affine(inlined, One, Zero),
        Sum sum => sum.Terms.Skip(1).Aggregate(AffineOf(sum.Terms[0]), (total, term) => Plus(total, AffineOf(term))),
        Negate negate => AffineOf(negate.Operand) is { } a ? new Affine(a.Variable, Negate(a.Slope), Negate(a.Offset)) : null,
        Product { Left: var left, Right: var right } when DependenceOf(left) == Dependence.None => Times(left, AffineOf(right)),
        Product { Left: var left, Right: var right } when DependenceOf(right) == Dependence.None => Times(right, AffineOf(left)),
        Quotient { Left: var left, Right: var right } when DependenceOf(right) == Dependence.None =>
            AffineOf(left) is { } a ? new Affine(a.Variable, Over(a.Slope, right), Over(a.Offset, right)) : null,
        _ => null,
    };

    private static Affine? Plus(Affine? a, Affine? b) => a is not null && b is not null && (a.Variable is null || b.Variable is null || a.Variable.Equals(b.Variable))
        ? new Affine(a.Variable ?? b.Variable, Add(a.Slope, b.Slope), Add(a.Offset, b.Offset))
        : null;

    private static Affine? Times(Expr factor, Affine? a) => a is null
        ? null
        : new Affine(a.Variable, Multiply(factor, a.Slope), Multiply(factor, a.Offset));

    private static Expr Minus(Expr expr) => expr is Sum sum ? Add([.. sum.Terms.Select(Negate)]) : Negate(expr);

    // Signs come to the front, and (1/p) below becomes p above: schedules are read by people too.
    private static Expr Over(Expr a, Expr b) => (a, b) switch
    {
        (_, Negate negate) => Negate(Over(a, negate.Operand)),
        (Negate negate, _) => Negate(Over(negate.Operand, b)),
        (Quotient { Left: var numerator, Right: var left }, Quotient { Left: var denominator, Right: var right }) when left.Equals(right) =>
            Over(numerator, denominator),
        (_, Quotient { Left: Number { Value: 1 } } reciprocal) => Multiply(a, reciprocal.Right),
        _ => Divide(a, b),
    };

    private sealed record Affine(Expr? Variable, Expr Slope, Expr Offset);
}
