using System.Globalization;
using System.Text;
using ModelLang.Simulation.Plotting.Raster;
using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>Writes figures as SVG 1.1 for publications: real text, sizes in millimetres, the same bytes for the same figure.</summary>
public static class SvgRenderer
{
    // Enough that a reader who smooths images, though told not to, does so at the edges of cells only.
    private const int LeastPixels = 256;
    private const double PixelsPerMetre = 300 / 0.0254;

    /// <summary>The SVG document of a figure, lines ending in LF.</summary>
    public static string Render(Figure figure)
    {
        var svg = new StringBuilder();
        string width = Number(figure.Width), height = Number(figure.Height);
        string size = $"width=\"{Millimetres(figure.Width)}mm\" height=\"{Millimetres(figure.Height)}mm\" viewBox=\"0 0 {width} {height}\"";
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} font-family=\"Helvetica, Arial, sans-serif\">\n");
        if (figure.Title.Length > 0)
        {
            svg.Append($"<title>{Escape(figure.Title)}</title>\n");
        }

        svg.Append($"<rect width=\"{width}\" height=\"{height}\" fill=\"{Rgb.White.Hex}\"/>\n");
        int clips = 0;
        Append(svg, figure.Nodes, ref clips);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(StringBuilder svg, IReadOnlyList<SceneNode> nodes, ref int clips)
    {
        foreach (SceneNode node in nodes)
        {
            switch (node)
            {
                case RuleNode(Point from, Point to, double width, Rgb color):
                    string line = $"x1=\"{Number(from.X)}\" y1=\"{Number(from.Y)}\" x2=\"{Number(to.X)}\" y2=\"{Number(to.Y)}\"";
                    svg.Append($"<line {line} {Stroke(width, color)} stroke-linecap=\"square\"/>\n");
                    break;
                case PolylineNode(IReadOnlyList<Point> points, double width, Rgb color):
                    svg.Append("<polyline points=\"");
                    svg.AppendJoin(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));
                    svg.Append($"\" fill=\"none\" {Stroke(width, color)} stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n");
                    break;
                case DiscNode(Point centre, double radius, Rgb color):
                    svg.Append($"<circle cx=\"{Number(centre.X)}\" cy=\"{Number(centre.Y)}\" r=\"{Number(radius)}\" fill=\"{color.Hex}\"/>\n");
                    break;
                case RectangleNode(Box box, Rgb color):
                    svg.Append($"<rect {Place(box)} fill=\"{color.Hex}\"/>\n");
                    break;
                case ImageNode(Box box, PixelImage image):
                    svg.Append($"<image xmlns:xlink=\"http://www.w3.org/1999/xlink\" {Place(box)} preserveAspectRatio=\"none\" ");
                    svg.Append($"image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,{Base64(image)}\"/>\n");
                    break;
                case TextNode text:
                    Append(svg, text);
                    break;
                case ClipNode(Box box, IReadOnlyList<SceneNode> children):
                    string id = $"clip{++clips}";
                    svg.Append($"<clipPath id=\"{id}\"><rect {Place(box)}/></clipPath>\n<g clip-path=\"url(#{id})\">\n");
                    Append(svg, children, ref clips);
                    svg.Append("</g>\n");
                    break;
                default:
                    throw new NotSupportedException(node.GetType().Name);
            }
        }
    }

    private static void Append(StringBuilder svg, TextNode node)
    {
        (string x, string y, TextStyle style) = (Number(node.Position.X), Number(node.Position.Y), node.Style);
        svg.Append($"<text x=\"{x}\" y=\"{y}\" font-size=\"{Number(style.Size)}\"");
        svg.Append(style.Anchor switch
        {
            TextAnchor.Middle => " text-anchor=\"middle\"",
            TextAnchor.End => " text-anchor=\"end\"",
            _ => "",
        });
        svg.Append(style.Bold ? " font-weight=\"bold\"" : "");
        svg.Append(style.Vertical ? $" transform=\"rotate(-90 {x} {y})\"" : "");
        svg.Append('>');

        string rise = Number(RichText.SuperscriptRise * style.Size);
        bool wasRaised = false;
        foreach (TextRun run in node.Text.Runs)
        {
            // Some readers drop a blank at the start of a tspan, so it is a shift there.
            bool isShifted = wasRaised && run.Text.StartsWith(' ');
            string shift = isShifted ? $" dx=\"{Number(FontMetrics.Advance(' ') * style.Size)}\"" : "";
            string text = Escape(isShifted ? run.Text[1..] : run.Text);
            svg.Append((run.Superscript, wasRaised) switch
            {
                (true, _) => $"<tspan dy=\"-{rise}\" font-size=\"{Number(RichText.SuperscriptSize * style.Size)}\">{text}</tspan>",
                (false, true) => $"<tspan{shift} dy=\"{rise}\">{text}</tspan>",
                (false, false) => text,
            });
            wasRaised = run.Superscript;
        }

        svg.Append("</text>\n");
    }

    private static string Base64(PixelImage image)
    {
        PixelImage large = image.Enlarged(LeastPixels);
        return Convert.ToBase64String(PngEncoder.Encode(large.Pixels, large.Width, large.Height, PixelsPerMetre));
    }

    private static string Stroke(double width, Rgb color) => $"stroke=\"{color.Hex}\" stroke-width=\"{Number(width)}\"";

    private static string Place(Box box) =>
        $"x=\"{Number(box.Left)}\" y=\"{Number(box.Top)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\"";

    private static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Millimetres(double points) => Number(points * 25.4 / 72);

    /// <summary>Text that is safe as content of an element, whatever it holds; XML has no place for control characters.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
