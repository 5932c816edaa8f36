using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;

namespace ModelLang.Compiler.Analysis;

/// <summary>A jump in time whose moment is not known beforehand, so that an adaptive step may run across it.</summary>
/// <param name="Variable">Path of the state or intermediate in whose equation or definition it stands.</param>
/// <param name="Jump">The comparison or function that jumps.</param>
/// <param name="Source">Where the model says so, or null.</param>
internal sealed record UnscheduledJump(string Variable, Expr Jump, SourceReference? Source);

/// <summary>Finds what <see cref="LiftTimeConditions"/> cannot solve for <c>t</c>, such as <c>sin(t) > 0</c>.</summary>
internal static class UnscheduledJumps
{
    /// <summary>All such places in a system, lowered or not.</summary>
    public static IReadOnlyList<UnscheduledJump> Of(DynamicalSystem system)
    {
        DynamicalSystem lifted = LiftTimeConditions.Apply(system);
        HashSet<string> timed = new(StringComparer.Ordinal);
        List<UnscheduledJump> found = [];
        foreach (Intermediate intermediate in lifted.Intermediates)
        {
            found.AddRange(JumpsIn(intermediate.Definition).Select(jump => new UnscheduledJump(intermediate.Path, jump, intermediate.Source)));
            if (DependsOnTime(intermediate.Definition))
            {
                timed.Add(intermediate.Path);
            }
        }

        found.AddRange(lifted.Equations.SelectMany(e => JumpsIn(e.Rhs).Select(jump => new UnscheduledJump(e.State, jump, e.Source))));
        return found;

        bool DependsOnTime(Expr expr) => expr.Contains(node => node is Time or TableValue || (node is Reference r && timed.Contains(r.Name)));

        IEnumerable<Expr> JumpsIn(Expr expr) => expr.SelfAndDescendants().Where(node => CanJump(node) && DependsOnTime(node));
    }

    private static bool CanJump(Expr node) => node is Comparison
        or Call { Function: Function.Sign or Function.Heaviside or Function.Floor or Function.Ceil or Function.Round or Function.Mod };
}
