using System.Text;
using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Results;

namespace ModelLang.Cli;

/// <summary>Finds out, before anything is computed, whether a result can be written where the user wants it.</summary>
internal static class OutputPath
{
    /// <summary>Refuses a path that has another extension, that cannot be written, or that is one of the inputs.</summary>
    /// <exception cref="UsageException">The extension is unknown or the path is that of an input.</exception>
    /// <exception cref="ResultFileException">The path cannot be written.</exception>
    public static void Check(string path, string[] extensions, params ReadOnlySpan<string> inputs)
    {
        RefuseInputs(path, inputs);
        if (!extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            throw new UsageException($"cannot write '{path}': the name must end in {string.Join(" or ", extensions)}");
        }

        AtomicFile.Check(path);
        Probe(path);
    }

    /// <summary>Checks a path for samples.</summary>
    public static void CheckResult(string path, params ReadOnlySpan<string> inputs)
    {
        RefuseInputs(path, inputs);
        ResultFile.Check(path);
        Probe(path);
    }

    /// <summary>Checks a path for a picture.</summary>
    public static void CheckPlot(string path, params ReadOnlySpan<string> inputs)
    {
        RefuseInputs(path, inputs);
        PlotFile.Check(path);
        Probe(path);
    }

    /// <summary>Refuses to overwrite what is read.</summary>
    /// <exception cref="UsageException">The path is that of an input.</exception>
    public static void RefuseInputs(string path, params ReadOnlySpan<string> inputs)
    {
        foreach (string input in inputs)
        {
            if (RealPath(path) == RealPath(input))
            {
                throw new UsageException($"'{path}' is read by this command; it will not be overwritten", "choose another name");
            }
        }
    }

    /// <summary>Creates or replaces a text file in one step.</summary>
    /// <exception cref="ResultFileException">The path cannot be written.</exception>
    public static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    // Permissions, quotas and read-only file systems show themselves by trying only.
    private static void Probe(string path)
    {
        string full = Path.GetFullPath(path);
        if (full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            string probe = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetRandomFileName()}.part");
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write '{path}': {e.Message}");
        }
    }

    // Follows links of the file and of every directory above it; a relative path would give a relative target.
    private static string RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        if (Path.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } target)
        {
            return RealPath(target.FullName);
        }

        return Path.GetDirectoryName(full) is { } directory ? Path.Combine(RealPath(directory), Path.GetFileName(full)) : full;
    }
}
