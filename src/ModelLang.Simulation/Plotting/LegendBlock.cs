using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>The entries of a legend set in rows above a panel, where they cover no data.</summary>
internal sealed class LegendBlock
{
    private const double TextSize = 6.5;
    private const double RowHeight = 8.5;
    private const double SampleWidth = 10;
    private const double SampleGap = 3;
    private const double EntryGap = 9;

    private readonly List<(double X, int Row, Rgb? Color, string Text)> _entries = [];
    private readonly int _rows;

    /// <summary>Sets the entries into rows of a width [pt].</summary>
    public LegendBlock(IReadOnlyList<LegendEntry> entries, double width)
    {
        double x = 0;
        foreach (LegendEntry entry in entries)
        {
            double sample = entry.Color is null ? 0 : SampleWidth + SampleGap;
            string text = FontMetrics.Shorten(entry.Text, TextSize, width - sample);
            double needed = sample + FontMetrics.Width(text, TextSize);
            if (_rows == 0 || x + needed > width)
            {
                _rows++;
                x = 0;
            }

            _entries.Add((x, _rows - 1, entry.Color, text));
            x += needed + EntryGap;
        }
    }

    /// <summary>Height of all rows [pt].</summary>
    public double Height => _rows * RowHeight;

    /// <summary>Draws the rows below and to the right of a corner.</summary>
    public IEnumerable<SceneNode> Draw(double left, double top)
    {
        foreach ((double x, int row, Rgb? color, string text) in _entries)
        {
            double baseline = top + (row + 0.75) * RowHeight;
            double textLeft = left + x;
            if (color is { } rgb)
            {
                double middle = baseline - FontMetrics.CapHeight * TextSize / 2;
                yield return new RuleNode(new Point(textLeft, middle), new Point(textLeft + SampleWidth, middle), 1.2, rgb);
                textLeft += SampleWidth + SampleGap;
            }

            yield return new TextNode(new Point(textLeft, baseline), RichText.Plain(text), new TextStyle(TextSize));
        }
    }
}
