using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Compiler.IR;

/// <summary>What can be said of delays only when the whole system is known.</summary>
internal static class DelaySettlement
{
    /// <summary>Checks the delays of a system; the states that follow others start from a fixed point when others do.</summary>
    /// <param name="system">The system, its noise split off.</param>
    /// <param name="report">Told what is wrong: the row, the place and the path.</param>
    public static DynamicalSystem Apply(DynamicalSystem system, Action<DiagnosticDescriptor, SourceReference?, string> report)
    {
        HashSet<string> known = new(
            system.States.Select(s => s.Path).Concat(system.Intermediates.Select(i => i.Path)).Concat(system.Inputs.Select(i => i.Path)), StringComparer.Ordinal);
        foreach (Reference signal in system.DelayedSignals.Where(s => !known.Contains(s.Name)))
        {
            // Named terms that hold noise are gone.
            bool Reads(Expr expr) => expr.Contains(e => e is Delayed past && past.Signal == signal);
            SourceReference? place = system.Equations.FirstOrDefault(e => Reads(e.Rhs))?.Source ?? system.Intermediates.FirstOrDefault(i => Reads(i.Definition))?.Source;
            report(DiagnosticTable.DelayedNoise, place, signal.Name);
        }

        foreach (HistoryFunction history in system.Populations.Count > 0 ? [.. system.Histories] : Array.Empty<HistoryFunction>())
        {
            report(DiagnosticTable.NotSupported, system.States.First(s => s.Path == history.State).Source, $"Beside populations, the history of '{history.State}'");
        }

        foreach (StateVariable steady in system.Populations.Count > 0 ? system.States.Where(s => s.Steady) : [])
        {
            report(DiagnosticTable.NotSupported, steady.Source, $"Beside populations, the steady initial value of '{steady.Path}'");
        }

        ReportUnusedHistories(system, report);
        return system.States.Any(s => s.Steady) && system.States.Any(s => s.StartsAs is not null)
            ? system with { States = system.States.Select(s => s.StartsAs is null ? s : s with { Steady = true }).ToEquatableArray() }
            : system;
    }

    // An operator in use several times may need its history in one place only.
    private static void ReportUnusedHistories(DynamicalSystem system, Action<DiagnosticDescriptor, SourceReference?, string> report)
    {
        if (system.Histories.Count == 0)
        {
            return;
        }

        Dictionary<string, StateVariable> states = system.States.ToDictionary(s => s.Path, StringComparer.Ordinal);
        HashSet<SourceReference> used = [.. KnownPast.Read(system).Select(path => states[path].Source)];
        foreach (IGrouping<SourceReference, StateVariable> unused in system.Histories.Select(h => states[h.State]).GroupBy(s => s.Source).Where(g => !used.Contains(g.Key)))
        {
            report(DiagnosticTable.UnusedHistory, unused.Key, unused.First().Path);
        }
    }
}
