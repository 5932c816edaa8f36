using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <summary>Finds the names that an expression uses without resolving them.</summary>
internal static class SyntaxNames
{
    /// <summary>All names in an expression.</summary>
    public static IEnumerable<NameExpressionSyntax> In(ExpressionSyntax root)
    {
        Stack<ExpressionSyntax> pending = new();
        pending.Push(root);
        while (pending.Count > 0)
        {
            ExpressionSyntax expression = pending.Pop();
            if (expression is NameExpressionSyntax name)
            {
                yield return name;
            }

            foreach (ExpressionSyntax child in Children(expression))
            {
                pending.Push(child);
            }
        }
    }

    private static IEnumerable<ExpressionSyntax> Children(ExpressionSyntax expression) => expression switch
    {
        CallSyntax call => call.Arguments.Select(a => a.Value),
        IndexSyntax index => index.Last is null ? [index.First] : [index.First, index.Last],
        ListSyntax list => list.Items,
        SumSyntax sum => sum.Terms.Select(t => t.Operand),
        ProductSyntax product => product.Factors.Select(f => f.Operand),
        SignSyntax sign => [sign.Operand],
        PowerSyntax power => [power.Base, power.Exponent],
        ComparisonSyntax comparison => [comparison.Left, comparison.Right],
        NotSyntax not => [not.Operand],
        LogicalSyntax logical => logical.Operands,
        ConditionalSyntax conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        _ => [],
    };
}
