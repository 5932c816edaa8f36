using ModelLang.Simulation.Plotting.Scene;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Plotting;

/// <summary>A line of a panel.</summary>
internal sealed record PanelLine(RecordedVariable Variable, Rgb Color);

/// <summary>An entry of a legend: a sample of a line, or none, and its meaning.</summary>
internal sealed record LegendEntry(Rgb? Color, string Text);

/// <summary>What one pair of axes shows.</summary>
/// <param name="Quantity">What is shown, for a label.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Range">The values it takes.</param>
internal abstract record Panel(string Quantity, string Unit, DataRange Range)
{
    /// <summary>How many variables it shows.</summary>
    public abstract int Count { get; }
}

/// <summary>Many units of a population over time, their values as colours.</summary>
/// <param name="Block">The recorded units.</param>
/// <param name="Range">The values they take.</param>
internal sealed record ImagePanel(ColumnBlock Block, DataRange Range) : Panel(Block.Quantity.Name, Block.Quantity.Unit, Range)
{
    public override int Count => Block.Units;
}

/// <summary>Lines over time.</summary>
/// <param name="Lines">The lines, first ones lowest.</param>
/// <param name="Legend">Their names; drawn when there are several or when <paramref name="Quantity"/> does not fit.</param>
/// <param name="Quantity">What the lines have in common.</param>
/// <param name="Unit">Their unit.</param>
/// <param name="Range">The values they take.</param>
/// <param name="LineWidth">Width of a line [pt].</param>
internal sealed record LinePanel(
    IReadOnlyList<PanelLine> Lines, IReadOnlyList<LegendEntry> Legend, string Quantity, string Unit, DataRange Range, double LineWidth)
    : Panel(Quantity, Unit, Range)
{
    private const int MostOfFamily = 100;

    public override int Count => Lines.Count;

    /// <summary>A panel of a few lines, told apart by colour.</summary>
    public static LinePanel Of(IReadOnlyList<RecordedVariable> variables, DataRange range)
    {
        PanelLine[] lines = [.. variables.Select((v, i) => new PanelLine(v, Palette.Category(i)))];
        return new LinePanel(
            lines,
            [.. lines.Select(l => new LegendEntry(l.Color, l.Variable.Name))],
            VariableName.Common([.. variables.Select(v => v.Name)]),
            variables[0].Unit,
            range,
            LineWidth: 0.9);
    }

    /// <summary>A panel of many units of one population: thin lines, coloured in their order.</summary>
    public static LinePanel OfFamily(IReadOnlyList<RecordedVariable> variables, DataRange range)
    {
        int shown = Math.Min(variables.Count, MostOfFamily);
        PanelLine[] lines = new PanelLine[shown];
        for (int i = 0; i < shown; i++)
        {
            int unit = (int)((long)i * (variables.Count - 1) / (shown - 1));
            lines[i] = new PanelLine(variables[unit], Palette.Sequence((double)i / (shown - 1)));
        }

        List<LegendEntry> legend = [.. new[] { lines[0], lines[^1] }.Select(l => new LegendEntry(l.Color, l.Variable.Name))];
        if (shown < variables.Count)
        {
            legend.Add(new LegendEntry(null, $"({shown} of {variables.Count})"));
        }

        return new LinePanel(lines, legend, VariableName.WithoutIndex(variables[0].Name), variables[0].Unit, range, LineWidth: 0.4);
    }
}
