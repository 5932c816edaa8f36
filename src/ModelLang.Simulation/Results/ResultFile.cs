using System.Text.Json.Nodes;

namespace ModelLang.Simulation.Results;

/// <summary>Writes a trajectory in the format that the extension of a path names: <c>.csv</c> or <c>.npz</c>.</summary>
public static class ResultFile
{
    /// <summary>Creates or replaces a file; it has its final name only when it is complete.</summary>
    /// <param name="path">Where to; the extension chooses the format, in either case of letters.</param>
    /// <param name="trajectory">What to write.</param>
    /// <param name="facts">What the manifest of an <c>.npz</c> should tell about the run; a <c>.csv</c> has no place for it.</param>
    /// <exception cref="ResultFileException">The extension is unknown or the file cannot be written.</exception>
    public static void Write(string path, Trajectory trajectory, JsonObject? facts = null)
    {
        if (IsCsv(path))
        {
            CsvWriter.Write(trajectory, path);
        }
        else
        {
            NpzWriter.Write(trajectory, path, facts);
        }
    }

    /// <summary>Refuses, before a long run, a path that <see cref="Write"/> would refuse after it.</summary>
    /// <exception cref="ResultFileException">The extension is unknown, the directory is missing or the file is protected.</exception>
    public static void Check(string path)
    {
        IsCsv(path);
        AtomicFile.Check(path);
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => true,
        ".npz" => false,
        string other => throw new ResultFileException(path, other.Length == 0
            ? "the name has no extension; end it with .csv or .npz"
            : $"'{other}' is not a format of results; end the name with .csv or .npz"),
    };
}
