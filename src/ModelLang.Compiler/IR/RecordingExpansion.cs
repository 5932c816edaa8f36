namespace ModelLang.Compiler.IR;

/// <summary>Turns recordings of complex quantities into recordings of their parts.</summary>
/// <example>A recording of <c>p.z</c> becomes <c>p.z.re</c> and <c>p.z.im</c>, labels alike.</example>
internal static class RecordingExpansion
{
    /// <summary>The plan in terms of a lowered system.</summary>
    public static ExperimentPlan Apply(ExperimentPlan plan, DynamicalSystem lowered)
    {
        HashSet<string> paths = [.. lowered.States.Select(s => s.Path), .. lowered.Intermediates.Select(i => i.Path), .. lowered.Invariants.Select(i => i.Path), .. lowered.Inputs.Select(i => i.Path)];
        return plan with { Recordings = plan.Recordings.SelectMany(Expand).ToEquatableArray() };

        IEnumerable<RecordedColumn> Expand(RecordedColumn column) => paths.Contains(column.Path)
            ? [column]
            : [column with { Label = column.Label + ".re", Path = column.Path + ".re" }, column with { Label = column.Label + ".im", Path = column.Path + ".im" }];
    }
}
