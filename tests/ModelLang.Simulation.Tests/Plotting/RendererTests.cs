using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Plotting.Raster;
using ModelLang.Simulation.Plotting.Scene;
using ModelLang.Simulation.Results;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Plotting;

public sealed class RendererTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private static readonly Trajectory s_small = Trajectory.FromColumns(
        "ms",
        [0, 10, 20, 30, 40],
        ("r", "Hz", [10, 30, 20, 25, 22]),
        ("z.re", "", [-0.6, 0, double.NaN, 0.5, 0.7]),
        ("z.im", "", [-0.8, 0.2, 0.1, 0, 0]),
        ("g", "nS*mV^-1", [0, 1e-6, 2e-6, 2e-6, 2e-6]));

    [Fact]
    public void Svg_of_a_small_plot() =>
        Snapshot.Match(SvgRenderer.Render(TrajectoryPlot.Create(s_small, new PlotOptions { Title = "Small" })), "svg");

    [Fact]
    public void Svg_names_quantities_units_and_lines()
    {
        string[] texts = [.. Texts(TrajectoryPlot.Create(s_small))];
        Assert.Contains("t [ms]", texts);
        Assert.Contains("r [Hz]", texts);
        Assert.Contains("z", texts);
        Assert.Contains("z.re", texts);
        Assert.Contains("z.im", texts);
        Assert.Contains("g [10\u22126nS\u00b7mV\u22121]", texts); // the blank is a shift
        Assert.DoesNotContain("r", texts); // a single line needs no legend
    }

    [Fact]
    public void Svg_text_is_escaped_whatever_a_name_holds()
    {
        const string Name = "</text><script>alert('&\"')</script>\u0001\ud800";
        Figure figure = TrajectoryPlot.Create(
            Trajectory.FromColumns("<s>", [0, 1], (Name, "&", [0, 1])), new PlotOptions { Title = "<b>\0", Width = 200, PanelHeight = 100 });
        XDocument document = XDocument.Parse(SvgRenderer.Render(figure));
        Assert.Empty(document.Descendants(s_svg + "script"));
        Assert.Contains(document.Descendants(s_svg + "text"), t => t.Value == "</text><script>alert('&\"')</script>\ufffd\ufffd [&]");
        Assert.Contains(document.Descendants(s_svg + "text"), t => t.Value == "t [<s>]");
        Assert.Equal("<b>\ufffd", document.Descendants(s_svg + "title").Single().Value);
    }

    [Fact]
    public void The_same_trajectory_gives_the_same_bytes()
    {
        Assert.Equal(SvgRenderer.Render(TrajectoryPlot.Create(s_small)), SvgRenderer.Render(TrajectoryPlot.Create(s_small)));
        Assert.Equal(PngRenderer.Render(TrajectoryPlot.Create(s_small)), PngRenderer.Render(TrajectoryPlot.Create(s_small)));
    }

    [Fact]
    public void Texts_stay_inside_the_figure()
    {
        string path = string.Join('.', Enumerable.Repeat("cortex", 30));
        Figure figure = TrajectoryPlot.Create(
            Trajectory.FromColumns("ms", [0, 123456], (path + ".V", "mV", [-1e-7, 1e7]), (path + ".r", "mV", [0, 1e7])),
            new PlotOptions { Title = string.Join(' ', Enumerable.Repeat("word", 60)), Width = 40 });
        foreach (TextNode text in figure.Nodes.OfType<TextNode>())
        {
            double width = text.Text.Width(text.Style.Size);
            double start = text.Style.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => width / 2, _ => width };
            double low = text.Style.Vertical ? figure.Height - text.Position.Y - start : text.Position.X - start;
            Assert.InRange(low, 0, double.MaxValue);
            Assert.InRange(low + width, 0, text.Style.Vertical ? figure.Height : figure.Width);
        }
    }

    [Fact]
    public void Millions_of_samples_give_a_small_file()
    {
        var random = new Random(2);
        double[] times = [.. Enumerable.Range(0, 2_000_000).Select(i => 1e-3 * i)];
        Figure figure = TrajectoryPlot.Create(Trajectory.FromColumns("s", times, ("x", "", [.. times.Select(_ => random.NextDouble())])));
        Assert.InRange(SvgRenderer.Render(figure).Length, 1000, 100_000);
    }

    [Fact]
    public void Variables_that_are_left_out_are_counted()
    {
        var trajectory = new Trajectory("t", "ms", [("a", "A"), ("b", "B"), ("c", "C"), ("d", "C")]);
        Assert.Contains("Not shown: 3 more variables in 2 panels.", Texts(TrajectoryPlot.Create(trajectory, new PlotOptions { MaxPanels = 1 })));
        Assert.Contains("Nothing was recorded.", Texts(TrajectoryPlot.Create(new Trajectory("t", "ms", []))));
    }

    [Fact]
    public void One_sample_is_a_dot_and_none_is_said_to_be_none()
    {
        Assert.Single(Elements(TrajectoryPlot.Create(Trajectory.FromColumns("ms", [5], ("r", "Hz", [3]))), "circle"));
        Assert.Contains("no finite values", Texts(TrajectoryPlot.Create(new Trajectory("t", "ms", [("r", "Hz")]))));
    }

    [Fact]
    public void Colours_of_six_lines_differ()
    {
        Figure figure = TrajectoryPlot.Create(Trajectory.FromColumns("ms", [0, 1], [.. Enumerable.Range(0, 6).Select(i => ($"x{i}", "", new[] { 0.0, 1 }))]));
        Assert.Equal(6, Elements(figure, "polyline").Select(e => e.Attribute("stroke")!.Value).Distinct().Count());
    }

    [Theory]
    [InlineData(39.0, null)]
    [InlineData(double.NaN, null)]
    [InlineData(85.0, 5.0)]
    public void Sizes_out_of_range_are_refused(double width, double? panelHeight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TrajectoryPlot.Create(s_small, new PlotOptions { Width = width, PanelHeight = panelHeight }));

    [Fact]
    public void Png_is_a_valid_file_of_the_size_of_the_figure()
    {
        Figure figure = TrajectoryPlot.Create(s_small);
        (int width, int height, byte[] rgb) = DecodePng(PngRenderer.Render(figure, scale: 2));
        Assert.Equal((int)Math.Ceiling(2 * figure.Width), width);
        Assert.Equal((int)Math.Ceiling(2 * figure.Height), height);
        Assert.Equal([255, 255, 255], rgb[..3]);
        Assert.Contains((0x00, 0x72, 0xB2), rgb.Chunk(3).Select(p => ((int)p[0], (int)p[1], (int)p[2])));
        Assert.Contains((0, 0, 0), rgb.Chunk(3).Select(p => ((int)p[0], (int)p[1], (int)p[2])));
    }

    [Fact]
    public void Png_covers_what_the_scene_says()
    {
        var red = new Rgb(200, 0, 0);
        SceneNode[] nodes =
        [
            new RectangleNode(new Box(1, 1, 2, 1.5), red),
            new ClipNode(new Box(0, 4, 4, 2), [new PolylineNode([new Point(0, 5), new Point(10, 5)], 2, Rgb.Black)]),
            new DiscNode(new Point(8, 8), 1.5, red),
        ];
        (int width, _, byte[] rgb) = DecodePng(PngRenderer.Render(new Figure("", 10, 10, nodes), scale: 1));
        Assert.Equal((200, 0, 0), Pixel(1, 1));
        Assert.Equal((228, 128, 128), Pixel(2, 2)); // half covered
        Assert.Equal((255, 255, 255), Pixel(3, 1));
        Assert.Equal((0, 0, 0), Pixel(3, 4));
        Assert.Equal((255, 255, 255), Pixel(4, 4)); // clipped
        Assert.Equal((255, 255, 255), Pixel(2, 6));
        Assert.Equal((200, 0, 0), Pixel(8, 8));
        Assert.Equal((255, 255, 255), Pixel(9, 5));

        (int R, int G, int B) Pixel(int x, int y) => (rgb[3 * (y * width + x)], rgb[3 * (y * width + x) + 1], rgb[3 * (y * width + x) + 2]);
    }

    [Fact]
    public void The_font_has_every_ascii_character_within_its_advance()
    {
        Point[][] missing = StrokeFont.Glyph('\u4e00');
        for (char c = '!'; c <= '~'; c++)
        {
            Point[][] glyph = StrokeFont.Glyph(c);
            Assert.NotSame(missing, glyph);
            Assert.All(glyph.SelectMany(s => s), p =>
            {
                Assert.InRange(p.X, 0, FontMetrics.Advance(c));
                Assert.InRange(p.Y, -0.2, 0.75);
            });
        }
    }

    [Theory]
    [InlineData("plot.pdf", "'.pdf' is not a format of plots; end the name with .svg or .png")]
    [InlineData("plot", "the name has no extension; end it with .svg or .png")]
    public void An_unsupported_extension_is_refused(string path, string cause)
    {
        Assert.Equal($"cannot write '{path}': {cause}", Assert.Throws<ResultFileException>(() => PlotFile.Check(path)).Message);
        Assert.Throws<ResultFileException>(() => PlotFile.Write(path, TrajectoryPlot.Create(s_small)));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_plot_file_holds_what_its_extension_says()
    {
        string directory = Directory.CreateTempSubdirectory("plot-file-").FullName;
        Figure figure = TrajectoryPlot.Create(s_small);
        PlotFile.Write(Path.Combine(directory, "a.svg"), figure);
        PlotFile.Write(Path.Combine(directory, "a.PNG"), figure);
        Assert.Equal(SvgRenderer.Render(figure), File.ReadAllText(Path.Combine(directory, "a.svg")));
        Assert.Equal(PngRenderer.Render(figure), File.ReadAllBytes(Path.Combine(directory, "a.PNG")));
        Assert.Equal(2, Directory.GetFiles(directory).Length);
        Directory.Delete(directory, recursive: true);
    }

    private static IEnumerable<XElement> Elements(Figure figure, string name) =>
        XDocument.Parse(SvgRenderer.Render(figure)).Descendants(s_svg + name);

    private static IEnumerable<string> Texts(Figure figure) => Elements(figure, "text").Select(t => t.Value);

    /// <summary>Reads signature, chunks, checksums and filtered rows by the book.</summary>
    private static (int Width, int Height, byte[] Rgb) DecodePng(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var chunks = new Dictionary<string, byte[]>();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            Assert.Equal(Crc(png.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add(Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "pHYs", "IDAT", "IEND"], chunks.Keys);
        int width = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]);
        int height = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4));
        Assert.Equal([8, 2, 0, 0, 0], chunks["IHDR"][8..]);

        var data = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress))
        {
            zlib.CopyTo(data);
        }

        byte[] filtered = data.ToArray();
        int stride = 3 * width;
        Assert.Equal(height * (1 + stride), filtered.Length);
        byte[] rgb = new byte[height * stride];
        for (int y = 0; y < height; y++)
        {
            byte filter = filtered[y * (1 + stride)];
            Assert.InRange(filter, 0, 2);
            Assert.NotEqual(1, filter);
            for (int i = 0; i < stride; i++)
            {
                int above = filter == 2 && y > 0 ? rgb[(y - 1) * stride + i] : 0;
                rgb[y * stride + i] = (byte)(filtered[y * (1 + stride) + 1 + i] + above);
            }
        }

        return (width, height, rgb);
    }

    /// <summary>CRC-32 bit by bit, independent of the table in the encoder.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
