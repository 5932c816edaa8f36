using System.Xml.Linq;
using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Plotting.Raster;
using ModelLang.Simulation.Plotting.Scene;
using ModelLang.Simulation.Results;
using Xunit;

namespace ModelLang.Simulation.Tests.Plotting;

public sealed class ImageTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(12, 0)]
    [InlineData(13, 1)]
    public void Many_units_are_an_image_and_few_are_lines(int units, int images)
    {
        IReadOnlyList<Panel> plan = PanelPlan.Create(Sine(units));

        Assert.Equal(["m", "X.r"], plan.Select(p => p.Quantity));
        Assert.Equal(images, plan.OfType<ImagePanel>().Count());
        Assert.Equal(units, plan[1].Count);
    }

    [Fact]
    public void Samples_and_units_lie_where_the_axes_say()
    {
        Cells cells = Cells.OverTime([0, 1, 2, 3], [1, 5, 2, 6, 3, 7, 4, 8], new DataRange(0, 4), 4, 10);

        Assert.Equal((4, 2), (cells.Columns, cells.Rows));
        Assert.Equal([5, 6, 7, 8, 1, 2, 3, 4], cells.Values);
    }

    [Fact]
    public void Parts_without_samples_show_the_nearest_one()
    {
        Cells cells = Cells.OverTime([0, 1], [1, 2], new DataRange(0, 1), 6, 1);

        Assert.Equal([1.0, 1, 1, 2, 2, 2], cells.Values);
    }

    [Fact]
    public void Cells_of_several_values_are_means_of_finite_ones()
    {
        double[] values = [1, 3, 5, double.NaN, 2, 4, double.PositiveInfinity, double.NaN];
        Cells cells = Cells.OverTime([0, 1], values, new DataRange(0, 1), 1, 2);

        Assert.Equal([5, 2.5], cells.Values);
        Assert.True(double.IsNaN(Cells.OverTime([0], [double.NaN], new DataRange(0, 1), 1, 1).Values[0]));
    }

    [Fact]
    public void Matrix_has_its_first_row_at_the_top()
    {
        Assert.Equal([1.0, 2, 3, 4], Cells.OfMatrix([1, 2, 3, 4], 2, 10).Values);
        Assert.Equal([2.5], Cells.OfMatrix([1, 2, 3, 4], 2, 1).Values);
    }

    [Fact]
    public void Lightness_grows_evenly_with_the_value()
    {
        double[] lightness = [.. Enumerable.Range(0, 21).Select(i => Lightness(ColorMap.Viridis.At(i / 20.0)))];
        double mean = (lightness[^1] - lightness[0]) / 20;

        Assert.All(lightness.Zip(lightness.Skip(1), (a, b) => b - a), step => Assert.InRange(step, 0.7 * mean, 1.3 * mean));
    }

    [Fact]
    public void Diverging_colours_are_white_in_the_middle_and_darker_to_both_sides()
    {
        Assert.Equal(new Rgb(247, 247, 247), ColorMap.BlueRed.At(0.5));
        double[] lightness = [.. Enumerable.Range(0, 51).Select(i => Lightness(ColorMap.BlueRed.At(0.5 + (i / 100.0))))];
        double[] mirrored = [.. Enumerable.Range(0, 51).Select(i => Lightness(ColorMap.BlueRed.At(0.5 - (i / 100.0))))];

        Assert.Equal(lightness.OrderDescending(), lightness);
        Assert.Equal(mirrored.OrderDescending(), mirrored);
        Assert.All(lightness.Zip(mirrored), pair => Assert.Equal(pair.First, pair.Second, 9.0));
    }

    [Fact]
    public void Values_are_painted_by_their_place_in_the_range()
    {
        PixelImage image = ColorMap.Viridis.Paint(new Cells(5, 1, [0, 2, 4, 9, double.NaN]), new DataRange(0, 4));

        Assert.Equal([new Rgb(68, 1, 84), ColorMap.Viridis.At(128 / 255.0), new(253, 231, 37), new(253, 231, 37), ColorMap.Missing], Enumerable.Range(0, 5).Select(x => image[x, 0]));
    }

    [Fact]
    public void Enlarged_image_repeats_its_pixels()
    {
        PixelImage image = new PixelImage(2, 1, [1, 1, 1, 2, 2, 2]).Enlarged(4);

        Assert.Equal((4, 4), (image.Width, image.Height));
        Assert.Equal([1, 1, 2, 2], Enumerable.Range(0, 4).Select(x => (int)image[x, 3].R));
    }

    [Fact]
    public void Svg_embeds_the_image_and_names_what_it_shows()
    {
        XDocument document = XDocument.Parse(SvgRenderer.Render(TrajectoryPlot.Create(Sine(40))));
        XElement[] images = [.. document.Descendants(s_svg + "image")];
        string[] texts = [.. document.Descendants(s_svg + "text").Select(t => t.Value)];

        Assert.Equal(2, images.Length);
        string data = images[0].Attribute(XName.Get("href", "http://www.w3.org/1999/xlink"))!.Value;
        Assert.StartsWith("data:image/png;base64,", data);
        Assert.Equal([0x89, (byte)'P'], Convert.FromBase64String(data[22..])[..2]);
        Assert.Contains("unit", texts);
        Assert.Contains("X.r [Hz]", texts);
        Assert.Contains("m", texts);
        Assert.DoesNotContain("not a number", texts);
    }

    [Fact]
    public void Gaps_and_means_are_said()
    {
        double[] values = [.. Enumerable.Range(0, 3 * 4000).Select(i => i == 7 ? double.NaN : i)];
        var trajectory = Trajectory.FromArrays("ms", [0, 1, 2], (RecordedQuantity.OfPopulation("X.r", "Hz", 0, 4000, true, null), values));
        string svg = SvgRenderer.Render(TrajectoryPlot.Create(trajectory));

        Assert.Contains("not a number", svg);
        Assert.Contains("(a row is the mean of 7.8 units)", svg);
    }

    [Fact]
    public void Png_covers_whole_pixels_with_the_image()
    {
        var canvas = new Canvas(4, 3);
        canvas.Draw(new PixelImage(2, 1, [10, 20, 30, 40, 50, 60]), 0.9, 1, 3.1, 2);

        Assert.Equal((255, 10, 40, 255), (canvas.Pixels[12], canvas.Pixels[15], canvas.Pixels[18], canvas.Pixels[21]));
        Assert.All(canvas.Pixels[..12], b => Assert.Equal(255, b));
    }

    [Fact]
    public void Image_without_samples_or_with_one_is_drawn()
    {
        RecordedQuantity units = RecordedQuantity.OfPopulation("X.r", "Hz", 0, 20, true, null);
        PngRenderer.Render(TrajectoryPlot.Create(Trajectory.FromArrays("ms", [5], (units, new double[20]))));
        string none = SvgRenderer.Render(TrajectoryPlot.Create(Trajectory.FromArrays("ms", [], (units, []))));

        Assert.Contains("no finite values", none);
    }

    [Fact]
    public void Correlations_have_labels_and_undefined_ones_are_named()
    {
        string[] labels = [.. Enumerable.Range(0, 20).Select(i => $"region {i:00}")];
        string svg = SvgRenderer.Render(CorrelationPlot.Create(Sine(20, labels).Population("X.r"), new PlotOptions { Title = "rest" }));

        Assert.All(labels, label => Assert.Equal(label == "region 00" ? 3 : 2, svg.Split(label).Length - 1));
        Assert.Contains("correlation of X.r", svg);
        Assert.Contains("Grey: 1 of 20 units (region 00) are constant or not a number", Joined(svg));
        Assert.Contains(">\u22121.0<", svg);
    }

    [Fact]
    public void Correlations_without_labels_have_indices()
    {
        var figure = CorrelationPlot.Create(Sine(300).Population("X.r"));
        string[] texts = [.. XDocument.Parse(SvgRenderer.Render(figure)).Descendants(s_svg + "text").Select(t => t.Value)];

        Assert.Equal(2, texts.Count(t => t == "unit"));
        Assert.Equal(2, texts.Count(t => t == "100"));
        Assert.All(figure.Nodes.OfType<TextNode>(), text => Assert.InRange(text.Position.X, 0, figure.Width));
    }

    [Fact]
    public void Correlations_of_too_many_units_are_refused()
    {
        var trajectory = Trajectory.FromArrays("", [], (RecordedQuantity.OfPopulation("X.r", "", 0, 5000, true, null), []));

        Assert.Contains("at most 4096", Assert.Throws<ArgumentException>(() => CorrelationPlot.Create(trajectory.Population("X.r"))).Message);
    }

    private static string Joined(string svg) => string.Join(' ', XDocument.Parse(svg).Descendants(s_svg + "text").Select(t => t.Value));

    // Unit 0 is constant.
    private static Trajectory Sine(int units, IReadOnlyList<string>? labels = null)
    {
        double[] times = [.. Enumerable.Range(0, 50).Select(k => (double)k)];
        double[] values = [.. times.SelectMany(t => Enumerable.Range(0, units).Select(i => i == 0 ? 3 : Math.Sin((0.3 * t) + (0.1 * i))))];
        return Trajectory.FromArrays("ms", times, (RecordedQuantity.Single("m", ""), times), (RecordedQuantity.OfPopulation("X.r", "Hz", 0, units, true, labels), values));
    }

    // CIE 1976 lightness of an sRGB colour (IEC 61966-2-1).
    private static double Lightness(Rgb color)
    {
        double Linear(byte channel) => channel <= 10 ? channel / 255.0 / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4);
        double y = (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));
        return y > 0.008856 ? (116 * Math.Cbrt(y)) - 16 : 903.3 * y;
    }
}
