using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Lowering;

/// <summary>Turns what jumps at known times into switches, so that integrators can step onto the jumps.</summary>
/// <example>
/// <c>3 if t >= 20 and t &lt; 80 else 0</c> becomes <c>switch1</c>, which changes at 20 and 80;
/// <c>mod(t - t0, P) &lt; w</c> becomes a switch that changes at <c>t0</c> and at <c>t0 + w</c> every <c>P</c>.
/// </example>
/// <remarks>
/// Finds comparisons, <c>heaviside sign floor ceil round</c> of expressions affine in <c>t</c> with coefficients made of parameters,
/// whatever is made of these and parameters only, and tables read with the last row. <c>abs min max clip mod</c> of affine expressions keep their
/// value, written with switches. Corners of linear tables go to <see cref="DynamicalSystem.Kinks"/>. What jumps otherwise stays as it is;
/// <see cref="UnscheduledJumps"/> lists it. Keeps every value bit for bit, but for the sign of zero, the rounding of <c>mod</c>, and what <c>min</c> and
/// <c>max</c> make of NaN.
/// </remarks>
internal static class LiftTimeConditions
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        Lifter lifter = new(system);
        List<Intermediate> intermediates = [];
        foreach (Intermediate intermediate in system.Intermediates)
        {
            intermediates.Add(intermediate with { Definition = lifter.Lift(intermediate.Definition) });
            lifter.Define(intermediate);
        }

        EquatableArray<Equation> equations = system.Equations.Select(e => e with { Rhs = lifter.Lift(e.Rhs) }).ToEquatableArray();
        return system with
        {
            Intermediates = intermediates.ToEquatableArray(),
            Equations = equations,
            Switches = lifter.Switches,
            Kinks = lifter.Kinks,
        };
    }

    private sealed class Lifter(DynamicalSystem system)
    {
        // Each argument is compared with all others; a minimum or maximum of more keeps its corners.
        private const int MostCompared = 16;

        private readonly TimeStructure _structure = new(system);
        private readonly Dictionary<Expr, Reference> _references = [];
        private readonly List<TimeSwitch> _switches = [.. system.Switches];
        private readonly List<DiscontinuitySchedule> _kinks = [.. system.Kinks];

        public EquatableArray<TimeSwitch> Switches => _switches.ToEquatableArray();

        public EquatableArray<DiscontinuitySchedule> Kinks => _kinks.ToEquatableArray();

        public void Define(Intermediate intermediate) => _structure.Define(intermediate);

        public Expr Lift(Expr expr)
        {
            TimeStructure.Dependence dependence = _structure.DependenceOf(expr);
            if ((dependence & TimeStructure.Dependence.Time) == 0)
            {
                return expr;
            }

            if (dependence == TimeStructure.Dependence.Time && expr.Type != ValueType.Complex)
            {
                Expr inlined = _structure.Inline(expr);
                if (_structure.Jumps(inlined) is { Count: > 0 } jumps)
                {
                    return Switch(inlined, jumps);
                }

                if (expr is Call call && call.Arguments.All(IsAffineOrConstant) && Expand(call) is { } expanded)
                {
                    return Lift(expanded);
                }
            }

            if (expr is TableValue table)
            {
                AddKink(new TableRows(table.Table));
            }

            return ExprRewriter.MapChildren(expr, Lift);
        }

        private bool IsAffineOrConstant(Expr expr) =>
            _structure.DependenceOf(expr) == TimeStructure.Dependence.None || _structure.IsAffineInTime(_structure.Inline(expr));

        private Reference Switch(Expr value, EquatableArray<DiscontinuitySchedule> jumps)
        {
            if (!_references.TryGetValue(value, out Reference reference))
            {
                TimeSwitch added = new($"switch{_switches.Count + 1}", FoldConstants.Fold(value, strict: true), jumps.Select(Fold).Distinct().ToEquatableArray());
                reference = new Reference(added.Name, VariableKind.Switch, value.Type);
                _switches.Add(added);
                _references.Add(value, reference);
            }

            return reference;
        }

        private void AddKink(DiscontinuitySchedule kink)
        {
            if (!_kinks.Contains(kink))
            {
                _kinks.Add(kink);
            }
        }

        private static DiscontinuitySchedule Fold(DiscontinuitySchedule schedule) => schedule is RecurringTimes times
            ? new RecurringTimes(FoldConstants.Fold(times.First, strict: false), times.Period is null ? null : FoldConstants.Fold(times.Period, strict: false))
            : schedule;

        // The same value with comparisons and floor only, for arguments affine in t.
        private Expr? Expand(Call call) => call switch
        {
            { Function: Function.Abs, Arguments: var a } => new Conditional(
                new Comparison(ComparisonOperator.GreaterOrEqual, a[0], Zero), a[0], Negate(a[0])),
            { Function: Function.Min or Function.Max, Arguments.Count: > MostCompared } => null,
            { Function: Function.Min, Arguments: var a } => Extreme(ComparisonOperator.LessOrEqual, [.. a]),
            { Function: Function.Max, Arguments: var a } => Extreme(ComparisonOperator.GreaterOrEqual, [.. a]),
            { Function: Function.Clip, Arguments: var a } => new Conditional(
                new Comparison(ComparisonOperator.Less, a[0], a[1]),
                a[1],
                new Conditional(new Comparison(ComparisonOperator.Greater, a[0], a[2]), a[2], a[0])),
            { Function: Function.Mod, Arguments: var a } when _structure.DependenceOf(a[1]) == TimeStructure.Dependence.None =>
                Subtract(a[0], Multiply(a[1], Algebra.Apply(Function.Floor, Divide(a[0], a[1])))),
            _ => null,
        };

        private static Expr Extreme(ComparisonOperator comparison, List<Expr> arguments)
        {
            if (arguments.Count == 1)
            {
                return arguments[0];
            }

            Expr first = arguments[0];
            List<Expr> others = arguments.GetRange(1, arguments.Count - 1);
            Expr[] isExtreme = [.. others.Select(other => new Comparison(comparison, first, other))];
            return new Conditional(
                isExtreme.Length == 1 ? isExtreme[0] : new Logical(false, new EquatableArray<Expr>(isExtreme)),
                first,
                Extreme(comparison, others));
        }
    }
}
