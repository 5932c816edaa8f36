using ModelLang.Simulation.Plotting.Raster;
using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Draws figures as PNG images for quick looks: anti-aliased, with a font of its own, the same pixels everywhere.</summary>
public static class PngRenderer
{
    /// <summary>Pixels per point that give 300 dots per inch.</summary>
    public const double PrintScale = 300.0 / 72;

    private const double WeightOfFont = 0.084;
    private const double WeightOfBoldFont = 0.125;
    private const long MostPixels = 1L << 28;

    /// <summary>The PNG file of a figure, 8 bits per channel, on white.</summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="scale">Pixels per point, 0.5 to 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is outside its range, or the image would exceed 2^28 pixels.</exception>
    public static byte[] Render(Figure figure, double scale = PrintScale)
    {
        int width = (int)Math.Ceiling(figure.Width * scale);
        int height = (int)Math.Ceiling(figure.Height * scale);
        if (!(scale is >= 0.5 and <= 20) || (long)width * height > MostPixels)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "must be 0.5 to 20 pixels per point and keep the image below 2^28 pixels");
        }

        var canvas = new Canvas(width, height);
        Draw(canvas, figure.Nodes, scale);
        return PngEncoder.Encode(canvas.Pixels, width, height, pixelsPerMetre: scale * 72 / 0.0254);
    }

    private static void Draw(Canvas canvas, IReadOnlyList<SceneNode> nodes, double scale)
    {
        foreach (SceneNode node in nodes)
        {
            switch (node)
            {
                case RuleNode rule:
                    DrawRule(canvas, rule, scale);
                    break;
                case PolylineNode(IReadOnlyList<Point> points, double width, Rgb color):
                    for (int i = 1; i < points.Count; i++)
                    {
                        canvas.Stroke(Scale(points[i - 1]), Scale(points[i]), width * scale);
                    }

                    canvas.Paint(color);
                    break;
                case DiscNode(Point centre, double radius, Rgb color):
                    canvas.Stroke(Scale(centre), Scale(centre), 2 * radius * scale);
                    canvas.Paint(color);
                    break;
                case RectangleNode(Box box, Rgb color):
                    canvas.Fill(box.Left * scale, box.Top * scale, box.Right * scale, box.Bottom * scale);
                    canvas.Paint(color);
                    break;
                case ImageNode(Box box, PixelImage image):
                    canvas.Draw(image, box.Left * scale, box.Top * scale, box.Right * scale, box.Bottom * scale);
                    break;
                case TextNode text:
                    DrawText(canvas, text, scale);
                    break;
                case ClipNode(Box box, IReadOnlyList<SceneNode> children):
                    PixelBox outer = canvas.Clip;
                    canvas.Clip = outer.Intersect(PixelBox.Around(box.Left * scale, box.Top * scale, box.Right * scale, box.Bottom * scale));
                    Draw(canvas, children, scale);
                    canvas.Clip = outer;
                    break;
                default:
                    throw new NotSupportedException(node.GetType().Name);
            }
        }

        Point Scale(Point p) => new(p.X * scale, p.Y * scale);
    }

    /// <summary>Upright rules cover whole pixels: axes and ticks stay crisp.</summary>
    private static void DrawRule(Canvas canvas, RuleNode rule, double scale)
    {
        double width = Math.Max(1, Math.Round(rule.Width * scale));
        (double left, double right) = Span(rule.From.X, rule.To.X);
        (double top, double bottom) = Span(rule.From.Y, rule.To.Y);
        canvas.Fill(left, top, right, bottom);
        canvas.Paint(rule.Color);

        (double Start, double End) Span(double a, double b)
        {
            double start = Math.Round(Math.Min(a, b) * scale - width / 2);
            return (start, Math.Max(start + width, Math.Round(Math.Max(a, b) * scale - width / 2) + width));
        }
    }

    private static void DrawText(Canvas canvas, TextNode node, double scale)
    {
        TextStyle style = node.Style;
        double weight = style.Bold ? WeightOfBoldFont : WeightOfFont;
        double along = style.Anchor switch
        {
            TextAnchor.Middle => -node.Text.Width(style.Size) / 2,
            TextAnchor.End => -node.Text.Width(style.Size),
            _ => 0,
        };
        foreach (TextRun run in node.Text.Runs)
        {
            double size = style.Size * (run.Superscript ? RichText.SuperscriptSize : 1);
            double rise = run.Superscript ? style.Size * RichText.SuperscriptRise : 0;
            foreach (char c in run.Text)
            {
                foreach (Point[] stroke in StrokeFont.Glyph(c))
                {
                    for (int i = 0; i < stroke.Length; i++)
                    {
                        Point from = Place(stroke[Math.Max(0, i - 1)]);
                        canvas.Stroke(from, Place(stroke[i]), weight * size * scale * (stroke.Length == 1 ? 1.3 : 1));
                    }
                }

                along += size * FontMetrics.Advance(c);

                Point Place(Point em)
                {
                    (double x, double up) = (along + em.X * size, rise + em.Y * size);
                    return style.Vertical
                        ? new Point((node.Position.X - up) * scale, (node.Position.Y - x) * scale)
                        : new Point((node.Position.X + x) * scale, (node.Position.Y - up) * scale);
                }
            }
        }

        canvas.Paint(Rgb.Black);
    }
}
