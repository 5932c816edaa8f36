using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Gives a name to what is the same for all units, and to what passes from one population to another.</summary>
/// <example><c>X.u = 2*mean(X.r*X.w) + X.v</c> becomes <c>u1 = X.r*X.w</c>, <c>u2 = mean(u1)</c>, <c>u3 = 2*u2</c>, <c>X.u = u3 + X.v</c>.</example>
/// <remarks>
/// Afterwards a reduction or a sum over connections is a whole definition and its operands are variables, so that a kernel is a sequence of loops over units,
/// single values, reductions and sums over connections. Keeps every value bit for bit. Does nothing without populations and connections.
/// </remarks>
internal static class SeparatePopulations
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        if (system.Populations.Count + system.Connections.Count == 0)
        {
            return system;
        }

        UnitAxes axes = new(system);
        IntermediateList invariants = new(system, "c");
        Separate(system.Invariants, new Separator(axes, invariants), invariants);
        IntermediateList list = new(system with { Invariants = invariants.Items }, "u");
        Separator separator = new(axes, list);
        Separate(system.Intermediates, separator, list);
        Equation[] equations = [.. system.Equations.Select(e => e with { Rhs = separator.Named(e.Rhs, axes[e.State]) })];
        StateVariable[] states = [.. system.States.Select(s => s.Condition is { } c
            ? s with { Condition = c with { Holds = separator.Named(c.Holds, axes[s.Path]) } }
            : s)];
        return system with
        {
            Invariants = invariants.Items,
            Intermediates = list.Items,
            Equations = equations.ToEquatableArray(),
            States = states.ToEquatableArray(),
        };
    }

    /// <summary>Whether values of many units or connections go into an expression, or come out of a table of connections.</summary>
    public static bool IsAcrossUnits(Expr expr) => expr is Reduction or ConnectionSum or ArrivalSum or EndValue or Delayed;

    private static void Separate(EquatableArray<Intermediate> items, Separator separator, IntermediateList list)
    {
        foreach (Intermediate item in items)
        {
            list.Add(item with { Definition = separator.Definition(item.Definition) });
        }
    }

    private sealed class Separator(UnitAxes axes, IntermediateList list)
    {
        // What a delay is made of is no operand of a loop: it is the same in the whole run.
        public Expr Definition(Expr expr) => expr switch
        {
            Delayed past => axes.Of(past.Delay) is null ? past : past with { Delay = Operand(past.Delay) },
            _ when IsAcrossUnits(expr) => ExprRewriter.MapChildren(expr, Operand),
            _ => Parts(expr, axes.Of(expr)),
        };

        // The expression as a part of one for the units of a population.
        public Expr Named(Expr expr, string? population) =>
            IsAcrossUnits(expr) || (population is not null && axes.Of(expr) is null && !expr.IsAtom())
                ? Temporary(Definition(expr))
                : Parts(expr, population);

        private Expr Parts(Expr expr, string? population) => ExprRewriter.MapChildren(expr, child => Named(child, population));

        private Expr Operand(Expr expr) => expr is Reference ? expr : Temporary(Definition(expr));

        private Reference Temporary(Expr definition)
        {
            Reference reference = list.AddTemporary(definition);
            axes.Add(reference.Name, definition);
            return reference;
        }
    }
}
