using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Plotting;

/// <summary>Distributes the variables of a trajectory over panels.</summary>
/// <remarks>
/// Variables of one unit share a panel, at most six to a panel, unless one of them would look flat beside the others.
/// The parts of a complex number stay together. A population of more units than that has a panel of its own: of thin
/// lines, or an image when there are more than twelve.
/// Panels come in the order in which their first variable was recorded.
/// </remarks>
internal static class PanelPlan
{
    /// <summary>How much of the height of a panel each line has to span.</summary>
    private const double LeastShare = 1.0 / 25;

    private const int MostLines = 12;

    public static IReadOnlyList<Panel> Create(Trajectory trajectory)
    {
        var groups = new List<Group>();
        foreach (Bundle bundle in Bundles(trajectory))
        {
            Group? group = bundle.StandsAlone ? null : groups.Find(g => g.Accepts(bundle));
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
        RecordedVariable[] variables = [.. trajectory.Blocks.Where(b => !IsImage(b)).SelectMany(Columns)];
        ILookup<string, RecordedVariable> families = variables.ToLookup(v => VariableName.WithoutIndex(v.Name));
        ILookup<string, RecordedVariable> wholes = variables.ToLookup(v => VariableName.WithoutPart(v.Name));
        var done = new HashSet<RecordedVariable>();
        foreach (ColumnBlock block in trajectory.Blocks)
        {
            if (IsImage(block))
            {
                yield return new Bundle(block);
                continue;
            }

            foreach (RecordedVariable variable in Columns(block))
            {
                if (!done.Contains(variable))
                {
                    yield return BundleOf(variable);
                }
            }
        }

        Bundle BundleOf(RecordedVariable variable)
        {
            RecordedVariable[] family = [.. families[VariableName.WithoutIndex(variable.Name)].Where(v => v.Unit == variable.Unit)];
            bool isFamily = family.Length > Palette.Categories;
            RecordedVariable[] members = isFamily
                ? family
                : [.. wholes[VariableName.WithoutPart(variable.Name)].Where(v => v.Unit == variable.Unit)];
            done.UnionWith(members);
            return new Bundle(members, isFamily);
        }
    }

    private static bool IsImage(ColumnBlock block) => block.Quantity.IsPopulation && block.Units > MostLines;

    private static IEnumerable<RecordedVariable> Columns(ColumnBlock block) => Enumerable.Range(0, block.Units).Select(block.Column);

    /// <summary>Cuts a group into panels of about the same number of lines.</summary>
    private static IEnumerable<Panel> Panels(Group group)
    {
        Bundle first = group.Bundles[0];
        if (first.StandsAlone)
        {
            return [first.Image is { } block ? new ImagePanel(block, first.Range) : LinePanel.OfFamily(first.Variables, first.Range)];
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

        return cuts.Select(cut => LinePanel.Of(
            [.. cut.SelectMany(b => b.Variables)],
            cut.Aggregate(DataRange.Empty, (range, b) => range.Union(b.Range))));
    }

    /// <summary>Variables that are not to be parted.</summary>
    private sealed class Bundle
    {
        public Bundle(IReadOnlyList<RecordedVariable> variables, bool isFamily)
        {
            Variables = variables;
            StandsAlone = isFamily;
            Range = variables.Aggregate(DataRange.Empty, (range, v) => range.Union(DataRange.Of(v.Values)));
        }

        public Bundle(ColumnBlock image)
        {
            Image = image;
            StandsAlone = true;
            Range = DataRange.Of(image.Values);
        }

        public IReadOnlyList<RecordedVariable> Variables { get; } = [];

        public ColumnBlock? Image { get; }

        public bool StandsAlone { get; }

        public DataRange Range { get; }
    }

    private sealed class Group
    {
        public List<Bundle> Bundles { get; } = [];

        public DataRange Range => Bundles.Aggregate(DataRange.Empty, (range, b) => range.Union(b.Range));

        public bool Accepts(Bundle bundle)
        {
            if (Bundles[0].StandsAlone || Bundles[0].Variables[0].Unit != bundle.Variables[0].Unit)
            {
                return false;
            }

            double whole = Range.Union(bundle.Range).Span;
            return Bundles.Append(bundle).All(b => b.Range.IsEmpty || b.Range.IsConstant || b.Range.Span >= LeastShare * whole);
        }
    }
}
