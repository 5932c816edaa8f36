namespace ModelLang.Simulation.Plotting.Scene;

/// <summary>Something to draw; lengths in points (1/72 inch). Later nodes cover earlier ones.</summary>
/// <remarks>All kinds are in this file. A renderer is one <c>switch</c> over them.</remarks>
internal abstract record SceneNode;

/// <summary>A straight rule with square ends: axes, ticks, legend samples.</summary>
internal sealed record RuleNode(Point From, Point To, double Width, Rgb Color) : SceneNode;

/// <summary>A curve through points with round joins and ends; at least two points.</summary>
internal sealed record PolylineNode(IReadOnlyList<Point> Points, double Width, Rgb Color) : SceneNode;

/// <summary>A filled circle.</summary>
internal sealed record DiscNode(Point Centre, double Radius, Rgb Color) : SceneNode;

/// <summary>A filled rectangle.</summary>
internal sealed record RectangleNode(Box Box, Rgb Color) : SceneNode;

/// <summary>An image stretched over a rectangle, its pixels shown as they are.</summary>
internal sealed record ImageNode(Box Box, PixelImage Image) : SceneNode;

/// <summary>A line of text.</summary>
/// <param name="Position">The anchor on the base line.</param>
/// <param name="Text">What it says.</param>
/// <param name="Style">Size, weight, anchor and direction.</param>
internal sealed record TextNode(Point Position, RichText Text, TextStyle Style) : SceneNode;

/// <summary>Nodes of which only the part inside a rectangle is shown.</summary>
internal sealed record ClipNode(Box Box, IReadOnlyList<SceneNode> Children) : SceneNode;

/// <summary>Which point of a text lies at its position.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a text is set. Vertical text reads upwards.</summary>
internal sealed record TextStyle(double Size, TextAnchor Anchor = TextAnchor.Start, bool Bold = false, bool Vertical = false);
