using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting.Raster;

/// <summary>A white image on which shapes are collected as coverage and then painted in one colour.</summary>
/// <remarks>
/// Shapes of one painting do not add up where they overlap: the greater coverage counts, so a curve drawn segment by
/// segment has the same tone all along.
/// </remarks>
internal sealed class Canvas
{
    private readonly int _width;
    private readonly float[] _coverage;
    private PixelBox _touched = PixelBox.Empty;

    public Canvas(int width, int height)
    {
        _width = width;
        _coverage = new float[width * height];
        Pixels = new byte[3L * width * height];
        Pixels.AsSpan().Fill(255);
        Clip = new PixelBox(0, 0, width, height);
    }

    /// <summary>Red, green and blue of each pixel, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>Where shapes leave a trace; inside the image.</summary>
    public PixelBox Clip { get; set; }

    /// <summary>Adds a segment with round ends; coordinates and width in pixels.</summary>
    public void Stroke(Point from, Point to, double width)
    {
        double tone = Math.Min(1, width); // a line thinner than a pixel is a paler line
        double radius = Math.Max(1, width) / 2;
        double reach = radius + 0.5;
        PixelBox box = Touch(
            Math.Min(from.X, to.X) - reach, Math.Min(from.Y, to.Y) - reach, Math.Max(from.X, to.X) + reach, Math.Max(from.Y, to.Y) + reach);

        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double length2 = dx * dx + dy * dy;
        for (int row = box.Top; row < box.Bottom; row++)
        {
            // The part of the segment within reach of this row bounds the columns to visit.
            double y = row + 0.5 - from.Y;
            double s0 = Math.Abs(dy) < 1e-9 ? 0 : Math.Clamp((y - reach) / dy, 0, 1);
            double s1 = Math.Abs(dy) < 1e-9 ? 1 : Math.Clamp((y + reach) / dy, 0, 1);
            int first = Math.Max(box.Left, (int)Math.Floor(from.X + Math.Min(s0 * dx, s1 * dx) - reach));
            int last = Math.Min(box.Right - 1, (int)Math.Ceiling(from.X + Math.Max(s0 * dx, s1 * dx) + reach));
            for (int column = first; column <= last; column++)
            {
                double x = column + 0.5 - from.X;
                double s = length2 == 0 ? 0 : Math.Clamp((x * dx + y * dy) / length2, 0, 1);
                double distance = Math.Sqrt((x - s * dx) * (x - s * dx) + (y - s * dy) * (y - s * dy));
                Cover(row, column, tone * (reach - distance));
            }
        }
    }

    /// <summary>Adds an upright rectangle; coordinates in pixels.</summary>
    public void Fill(double left, double top, double right, double bottom)
    {
        PixelBox box = Touch(left, top, right, bottom);
        for (int row = box.Top; row < box.Bottom; row++)
        {
            double height = Math.Min(bottom, row + 1) - Math.Max(top, row);
            for (int column = box.Left; column < box.Right; column++)
            {
                Cover(row, column, height * (Math.Min(right, column + 1) - Math.Max(left, column)));
            }
        }
    }

    /// <summary>Stretches an image over an upright rectangle, of which it covers whole pixels; coordinates in pixels.</summary>
    public void Draw(PixelImage image, double left, double top, double right, double bottom)
    {
        PixelBox box = new PixelBox((int)Math.Round(left), (int)Math.Round(top), (int)Math.Round(right), (int)Math.Round(bottom)).Intersect(Clip);
        for (int row = box.Top; row < box.Bottom; row++)
        {
            int y = Math.Clamp((int)((row + 0.5 - top) / (bottom - top) * image.Height), 0, image.Height - 1);
            for (int column = box.Left; column < box.Right; column++)
            {
                int x = Math.Clamp((int)((column + 0.5 - left) / (right - left) * image.Width), 0, image.Width - 1);
                int i = 3 * ((row * _width) + column);
                (Pixels[i], Pixels[i + 1], Pixels[i + 2]) = image[x, y];
            }
        }
    }

    /// <summary>Paints what was added since the last painting.</summary>
    public void Paint(Rgb color)
    {
        for (int row = _touched.Top; row < _touched.Bottom; row++)
        {
            for (int column = _touched.Left; column < _touched.Right; column++)
            {
                int i = row * _width + column;
                float coverage = _coverage[i];
                if (coverage > 0)
                {
                    Blend(3 * i, coverage, color.R);
                    Blend(3 * i + 1, coverage, color.G);
                    Blend(3 * i + 2, coverage, color.B);
                    _coverage[i] = 0;
                }
            }
        }

        _touched = PixelBox.Empty;
    }

    private PixelBox Touch(double left, double top, double right, double bottom)
    {
        PixelBox box = PixelBox.Around(left, top, right, bottom).Intersect(Clip);
        if (box.Left < box.Right && box.Top < box.Bottom)
        {
            _touched = _touched.Union(box);
        }

        return box;
    }

    private void Cover(int row, int column, double coverage)
    {
        ref float cell = ref _coverage[row * _width + column];
        cell = Math.Max(cell, (float)Math.Clamp(coverage, 0, 1));
    }

    private void Blend(int i, float coverage, byte channel) =>
        Pixels[i] = (byte)MathF.Round(Pixels[i] + coverage * (channel - Pixels[i]));
}
