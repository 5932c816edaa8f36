namespace ModelLang.Generator;

/// <summary>Paths of files as seen from the folder of the project: forward slashes, no machine in them.</summary>
internal static class ProjectPath
{
    /// <summary>The path of a file relative to a folder; the file's own path when no such is known.</summary>
    public static string Of(string folder, string file)
    {
        string[] from = Normalise(folder).TrimEnd('/').Split('/');
        string path = Normalise(file);
        string[] to = path.Split('/');
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && string.Equals(from[common], to[common], Comparison))
        {
            common++;
        }

        // Another drive, or no folder to start from.
        bool unrelated = folder.Length == 0 || common == 0;
        return unrelated ? path : string.Join("/", Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }

    /// <summary>The file that another one names.</summary>
    /// <param name="importing">Path of the file that names it.</param>
    /// <param name="file">What it names.</param>
    public static string Beside(string importing, string file)
    {
        int folder = importing.LastIndexOf('/');
        return Normalise(folder < 0 ? file : importing.Substring(0, folder + 1) + file);
    }

    /// <summary>Whether a path leads out of the project.</summary>
    public static bool IsOutside(string path) => path.StartsWith("../", StringComparison.Ordinal) || IsRooted(path);

    /// <summary>Whether a path begins at the root of a machine or drive.</summary>
    public static bool IsRooted(string path) => path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith("\\", StringComparison.Ordinal)
        || (path.Length > 1 && path[1] == ':');

    /// <summary>The same path without detours.</summary>
    public static string Normalise(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Replace(Path.DirectorySeparatorChar, '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    private static StringComparison Comparison =>
        Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
