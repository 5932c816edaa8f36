using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Drops temporaries and switches that nothing uses.</summary>
/// <example><c>t1 = a*b</c>, <c>x' = c</c> becomes <c>x' = c</c>.</example>
/// <remarks>What the model names stays, since it can be observed. Keeps every value bit for bit.</remarks>
internal static class RemoveUnused
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        Liveness live = Liveness.Of(system, Roots(system));
        HashSet<string> needed = [.. live.Invariants.Concat(live.Intermediates).Select(i => i.Path)];
        DynamicalSystem result = system with { Invariants = Kept(system.Invariants), Intermediates = Kept(system.Intermediates) };
        HashSet<string> names = [.. Roots(result)
            .Concat(result.Invariants.Concat(result.Intermediates).Select(i => i.Definition))
            .SelectMany(expr => expr.Names())];
        return result with { Switches = system.Switches.Where(s => names.Contains(s.Name)).ToEquatableArray() };

        EquatableArray<Intermediate> Kept(EquatableArray<Intermediate> all) =>
            all.Where(i => i.Role != IntermediateRole.Temporary || needed.Contains(i.Path)).ToEquatableArray();
    }

    private static IEnumerable<Expr> Roots(DynamicalSystem system) =>
        system.Invariants.Concat(system.Intermediates)
            .Where(i => i.Role != IntermediateRole.Temporary)
            .Select(i => i.Definition)
            .Concat(system.Equations.Select(e => e.Rhs))
            .Concat(system.States.Where(s => s.Condition is not null).Select(s => s.Condition!.Holds));
}
