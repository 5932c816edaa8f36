using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Analysis;

/// <summary>The intermediates that something needs, in evaluation order.</summary>
/// <param name="Invariants">Those computed once before a run of steps.</param>
/// <param name="Intermediates">Those computed with the states.</param>
internal sealed record Liveness(EquatableArray<Intermediate> Invariants, EquatableArray<Intermediate> Intermediates)
{
    /// <summary>What the derivatives of a system need; the other intermediates are there to be observed.</summary>
    public static Liveness OfDerivatives(DynamicalSystem system) => Of(
        system, system.Equations.Select(e => e.Rhs).Concat(system.Diffusion.SelectMany(d => d.References)));

    /// <summary>What some expressions over a system need.</summary>
    public static Liveness Of(DynamicalSystem system, IEnumerable<Expr> roots)
    {
        HashSet<string> needed = [.. roots.SelectMany(root => root.Names())];
        Intermediate[] intermediates = Needed(system.Intermediates, needed);
        return new Liveness(new EquatableArray<Intermediate>(Needed(system.Invariants, needed)), new EquatableArray<Intermediate>(intermediates));
    }

    private static Intermediate[] Needed(EquatableArray<Intermediate> all, HashSet<string> needed)
    {
        List<Intermediate> kept = [];
        foreach (Intermediate intermediate in all.Reverse())
        {
            if (needed.Contains(intermediate.Path))
            {
                kept.Add(intermediate);
                needed.UnionWith(intermediate.Definition.Names());
            }
        }

        kept.Reverse();
        return [.. kept];
    }
}
