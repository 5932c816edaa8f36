namespace ModelLang.Compiler.IR;

/// <summary>Reads expressions.</summary>
internal static class ExprTraversal
{
    /// <summary>The operands, left to right.</summary>
    public static IReadOnlyList<Expr> Children(this Expr expr)
    {
        List<Expr> children = [];
        ExprRewriter.MapChildren(expr, child =>
        {
            children.Add(child);
            return child;
        });
        return children;
    }

    /// <summary>The expression and everything in it, parents first, left to right; needs no recursion.</summary>
    public static IEnumerable<Expr> SelfAndDescendants(this Expr expr)
    {
        Stack<Expr> pending = new([expr]);
        while (pending.Count > 0)
        {
            Expr next = pending.Pop();
            yield return next;
            foreach (Expr child in next.Children().Reverse())
            {
                pending.Push(child);
            }
        }
    }

    /// <summary>Names of the variables an expression uses, each once, in order of first use.</summary>
    public static IEnumerable<string> Names(this Expr expr) =>
        expr.SelfAndDescendants().OfType<Reference>().Select(r => r.Name).Distinct();

    /// <summary>Whether anything in the expression satisfies <paramref name="predicate"/>.</summary>
    public static bool Contains(this Expr expr, Func<Expr, bool> predicate) => expr.SelfAndDescendants().Any(predicate);

    /// <summary>Whether computing it costs nothing: a number, a variable, or the negative of one.</summary>
    public static bool IsAtom(this Expr expr) => expr switch
    {
        Number or Pi or ImaginaryUnit or Truth or Time or Reference => true,
        Negate negate => negate.Operand is not Negate && negate.Operand.IsAtom(),
        _ => false,
    };

    /// <summary>The value of a number or a negated number, or null.</summary>
    public static double? NumberValue(this Expr expr) => expr switch
    {
        Number number => number.Value,
        Negate { Operand: Number number } => -number.Value,
        _ => null,
    };
}
