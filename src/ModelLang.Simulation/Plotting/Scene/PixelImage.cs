namespace ModelLang.Simulation.Plotting.Scene;

/// <summary>A small opaque image.</summary>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Pixels">Red, green and blue of each pixel, row by row from the top.</param>
internal sealed record PixelImage(int Width, int Height, byte[] Pixels)
{
    public Rgb this[int column, int row]
    {
        get
        {
            int i = 3 * ((row * Width) + column);
            return new Rgb(Pixels[i], Pixels[i + 1], Pixels[i + 2]);
        }
    }

    /// <summary>The image with each pixel repeated so often that it is at least so wide and high: readers that smooth do so at its edges only.</summary>
    public PixelImage Enlarged(int least)
    {
        int across = (least + Width - 1) / Width;
        int down = (least + Height - 1) / Height;
        byte[] pixels = new byte[3L * Width * across * Height * down];
        for (int row = 0, i = 0; row < Height * down; row++)
        {
            for (int column = 0; column < Width * across; column++, i += 3)
            {
                Pixels.AsSpan(3 * ((row / down * Width) + (column / across)), 3).CopyTo(pixels.AsSpan(i));
            }
        }

        return new PixelImage(Width * across, Height * down, pixels);
    }
}
