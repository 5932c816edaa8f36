using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Analysis;

/// <summary>Which quantities have a past that follows from the histories of states.</summary>
internal static class KnownPast
{
    /// <summary>Whether a quantity depends on states, all of which have a history, and on nothing delayed; otherwise its past is its initial value.</summary>
    public static bool Of(DynamicalSystem system, Reference quantity)
    {
        string[] states = [.. States(system, quantity, out bool isDelayed)];
        return !isDelayed && states.Length > 0 && states.All(state => system.Histories.Any(h => h.State == state));
    }

    /// <summary>The states whose histories are read through some delayed quantity.</summary>
    public static IEnumerable<string> Read(DynamicalSystem system) =>
        system.DelayedSignals.Where(signal => Of(system, signal)).SelectMany(signal => States(system, signal, out _)).Distinct();

    private static HashSet<string> States(DynamicalSystem system, Expr quantity, out bool isDelayed)
    {
        isDelayed = false;
        HashSet<string> states = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<Expr> pending = new([quantity]);
        while (pending.Count > 0)
        {
            foreach (Expr node in pending.Pop().SelfAndDescendants())
            {
                isDelayed |= node is Delayed;
                if (node is Reference { Kind: VariableKind.State } state)
                {
                    states.Add(state.Name);
                }
                else if (node is Reference reference && seen.Add(reference.Name)
                    && system.Invariants.Concat(system.Intermediates).FirstOrDefault(i => i.Path == reference.Name) is { } intermediate)
                {
                    pending.Push(intermediate.Definition);
                }
            }
        }

        return states;
    }
}
