using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Puts an intermediate that a right-hand side adds or multiplies, and nothing else uses, into the place of its use.</summary>
/// <example><c>drive = eta + J*r</c>, <c>v' = v^2 + drive</c> becomes <c>v' = v^2 + eta + J*r</c>, which can be regrouped as one sum.</example>
/// <remarks>
/// Only sums, products and quotients move, and only into sums, products and quotients; calls and branches keep their names.
/// What the model names stays for observation. Meant to be followed by regrouping; left out under <c>--strict</c>.
/// </remarks>
internal static class InlineSingleUse
{
    // A chain of thousands of intermediates must not become one expression.
    private const int LargestMoved = 40;

    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        EquatableArray<Intermediate> live = Liveness.OfDerivatives(system).Intermediates;
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        foreach (Expr expr in live.Select(i => i.Definition).Concat(system.Equations.Select(e => e.Rhs)))
        {
            foreach (Reference reference in expr.SelfAndDescendants().OfType<Reference>())
            {
                uses[reference.Name] = uses.TryGetValue(reference.Name, out int count) ? count + 1 : 1;
            }
        }

        // What is the same for all units is not computed for each.
        UnitAxes axes = new(system);
        Dictionary<string, string?> users = new(StringComparer.Ordinal);
        foreach ((Expr expr, string? population) in live.Select(i => (i.Definition, axes[i.Path])).Concat(system.Equations.Select(e => (e.Rhs, axes[e.State]))))
        {
            foreach (string name in expr.Names())
            {
                users[name] = population;
            }
        }

        Dictionary<string, Expr> movable = new(StringComparer.Ordinal);
        Dictionary<string, Expr> rewritten = new(StringComparer.Ordinal);
        foreach (Intermediate intermediate in live)
        {
            Expr definition = Inlined(intermediate.Definition, movable);
            rewritten.Add(intermediate.Path, definition);
            if (uses.TryGetValue(intermediate.Path, out int count) && count == 1 && users[intermediate.Path] == axes[intermediate.Path] && IsArithmetic(definition) && definition.SelfAndDescendants().Count() <= LargestMoved)
            {
                movable.Add(intermediate.Path, definition);
            }
        }

        return system with
        {
            Intermediates = system.Intermediates
                .Select(i => rewritten.TryGetValue(i.Path, out Expr definition) ? i with { Definition = definition } : i).ToEquatableArray(),
            Equations = system.Equations.Select(e => e with { Rhs = Inlined(e.Rhs, movable) }).ToEquatableArray(),
        };
    }

    private static bool IsArithmetic(Expr expr) => expr is Sum or Product or Quotient or Negate;

    private static Expr Inlined(Expr expr, Dictionary<string, Expr> movable) => ExprRewriter.BottomUp(expr, node => IsArithmetic(node)
        ? ExprRewriter.MapChildren(node, child => child is Reference reference && movable.TryGetValue(reference.Name, out Expr definition) ? definition : child)
        : node);
}
