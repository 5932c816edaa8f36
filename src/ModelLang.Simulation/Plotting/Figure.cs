using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>A finished drawing, which a renderer turns into a file.</summary>
public sealed class Figure
{
    internal Figure(string title, double width, double height, IReadOnlyList<SceneNode> nodes)
    {
        Title = title;
        Width = width;
        Height = height;
        Nodes = nodes;
    }

    /// <summary>What the figure shows; may be empty.</summary>
    public string Title { get; }

    /// <summary>Width [pt, 1/72 inch].</summary>
    public double Width { get; }

    /// <summary>Height [pt, 1/72 inch].</summary>
    public double Height { get; }

    internal IReadOnlyList<SceneNode> Nodes { get; }
}
