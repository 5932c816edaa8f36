using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>Whether the right-hand side names the time.</summary>
internal static class TimeUse
{
    /// <summary>Whether any equation, or what it needs, depends on <c>t</c> directly.</summary>
    public static bool In(KernelContext context)
    {
        IReadOnlyList<Expr> roots = context.Roots;
        return roots.Concat(context.Needed(roots).Select(i => i.Definition)).Any(IsTimed);
    }

    /// <summary>Whether an expression itself names the time, reads a table or the past.</summary>
    public static bool IsTimed(Expr expr) => expr.Contains(e => e is Time or TableValue or TableSlope or Delayed or DelayedSlope);
}
