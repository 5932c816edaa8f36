using System.Text;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Plotting;

/// <summary>Writes a figure in the format that the extension of a path names: <c>.svg</c> or <c>.png</c>.</summary>
public static class PlotFile
{
    /// <summary>Creates or replaces a file; it has its final name only when it is complete.</summary>
    /// <param name="path">Where to; the extension chooses the format, in either case of letters.</param>
    /// <param name="figure">What to draw. A PNG has 300 dots per inch.</param>
    /// <exception cref="ResultFileException">The extension is unknown or the file cannot be written.</exception>
    public static void Write(string path, Figure figure)
    {
        byte[] content = IsSvg(path) ? Encoding.UTF8.GetBytes(SvgRenderer.Render(figure)) : PngRenderer.Render(figure);
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>Refuses, before a long run, a path that <see cref="Write"/> would refuse after it.</summary>
    /// <exception cref="ResultFileException">The extension is unknown, the directory is missing or the file is protected.</exception>
    public static void Check(string path)
    {
        IsSvg(path);
        AtomicFile.Check(path);
    }

    private static bool IsSvg(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => true,
        ".png" => false,
        string other => throw new ResultFileException(path, other.Length == 0
            ? "the name has no extension; end it with .svg or .png"
            : $"'{other}' is not a format of plots; end the name with .svg or .png"),
    };
}
