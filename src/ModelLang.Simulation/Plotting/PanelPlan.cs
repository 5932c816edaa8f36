using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Plotting;

/// <summary>Distributes the variables of a trajectory over panels.</summary>
/// <remarks>
/// Variables of one unit share a panel, at most six to a panel, unless one of them would look flat beside the others.
/// The parts of a complex number stay together. A population of more units than that has a panel of its own.
/// Panels come in the order in which their first variable was recorded.
/// </remarks>
internal static class PanelPlan
{
    /// <summary>How much of the height of a panel each line has to span.</summary>
    private const double LeastShare = 1.0 / 25;

    public static IReadOnlyList<Panel> Create(Trajectory trajectory)
    {
        var groups = new List<Group>();
        foreach (Bundle bundle in Bundles(trajectory))
        {
            Group? group = bundle.IsFamily ? null : groups.Find(g => g.Accepts(bundle));
            if (group is null)
            {
                groups.Add(group = new Group());
            }

            group.Bundles.Add(bundle);
        }

        return [.. groups.SelectMany(Panels)];
    }

    private static IEnumerable<Bundle> Bundles(Trajectory trajectory)
    {
        ILookup<string, RecordedVariable> families = trajectory.Variables.ToLookup(v => VariableName.WithoutIndex(v.Name));
        ILookup<string, RecordedVariable> wholes = trajectory.Variables.ToLookup(v => VariableName.WithoutPart(v.Name));
        var done = new HashSet<RecordedVariable>();
        foreach (RecordedVariable variable in trajectory.Variables)
        {
            if (done.Contains(variable))
            {
                continue;
            }

            RecordedVariable[] family = [.. families[VariableName.WithoutIndex(variable.Name)].Where(v => v.Unit == variable.Unit)];
            bool isFamily = family.Length > Palette.Categories;
            RecordedVariable[] members = isFamily
                ? family
                : [.. wholes[VariableName.WithoutPart(variable.Name)].Where(v => v.Unit == variable.Unit)];
            done.UnionWith(members);
            yield return new Bundle(members, isFamily);
        }
    }

    /// <summary>Cuts a group into panels of about the same number of lines.</summary>
    private static IEnumerable<Panel> Panels(Group group)
    {
        if (group.Bundles[0].IsFamily)
        {
            return [Panel.OfFamily(group.Bundles[0].Variables, group.Range)];
        }

        int lines = group.Bundles.Sum(b => b.Variables.Count);
        int panels = (lines + Palette.Categories - 1) / Palette.Categories;
        int size = Math.Max(2, (lines + panels - 1) / panels);
        var cuts = new List<List<Bundle>> { new() };
        foreach (Bundle bundle in group.Bundles)
        {
            if (cuts[^1].Sum(b => b.Variables.Count) + bundle.Variables.Count > size && cuts[^1].Count > 0)
            {
                cuts.Add([]);
            }

            cuts[^1].Add(bundle);
        }

        return cuts.Select(cut => Panel.OfLines(
            [.. cut.SelectMany(b => b.Variables)],
            cut.Aggregate(DataRange.Empty, (range, b) => range.Union(b.Range))));
    }

    /// <summary>Variables that are not to be parted.</summary>
    private sealed class Bundle(IReadOnlyList<RecordedVariable> variables, bool isFamily)
    {
        public IReadOnlyList<RecordedVariable> Variables => variables;

        public bool IsFamily => isFamily;

        public DataRange Range { get; } =
            variables.Aggregate(DataRange.Empty, (range, v) => range.Union(DataRange.Of(v.Values)));
    }

    private sealed class Group
    {
        public List<Bundle> Bundles { get; } = [];

        public DataRange Range => Bundles.Aggregate(DataRange.Empty, (range, b) => range.Union(b.Range));

        public bool Accepts(Bundle bundle)
        {
            if (Bundles[0].IsFamily || Bundles[0].Variables[0].Unit != bundle.Variables[0].Unit)
            {
                return false;
            }

            double whole = Range.Union(bundle.Range).Span;
            return Bundles.Append(bundle).All(b => b.Range.IsEmpty || b.Range.IsConstant || b.Range.Span >= LeastShare * whole);
        }
    }
}
