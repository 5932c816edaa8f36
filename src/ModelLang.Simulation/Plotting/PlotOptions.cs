namespace ModelLang.Simulation.Plotting;

/// <summary>What a reader may want to choose about a plot.</summary>
public sealed record PlotOptions
{
    /// <summary>Width of a figure in one column of a journal [mm].</summary>
    public const double SingleColumn = 85;

    /// <summary>Width of a figure in one and a half columns [mm].</summary>
    public const double OneAndAHalfColumns = 120;

    /// <summary>Width of a figure over two columns [mm].</summary>
    public const double DoubleColumn = 178;

    /// <summary>Text above the figure; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Width of the figure [mm], 40 to 1000.</summary>
    public double Width { get; init; } = SingleColumn;

    /// <summary>Height of the axes of one panel [mm], 10 to 1000; without it they get lower when there are more of them.</summary>
    public double? PanelHeight { get; init; }

    /// <summary>The most panels to draw, at least 1. A line below the figure tells what was left out.</summary>
    public int MaxPanels { get; init; } = 12;
}
