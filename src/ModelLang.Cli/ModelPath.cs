namespace ModelLang.Cli;

/// <summary>Model files as arguments: what is wrong with a path is said before anything is read.</summary>
internal static class ModelPath
{
    /// <summary>The path, when there is a file.</summary>
    /// <exception cref="UsageException">There is none, or it is a folder; the hint names models nearby.</exception>
    public static string Require(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"'{path}' is a folder, not a model file", HintAt(path, name: null));
        }

        if (!File.Exists(path))
        {
            string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            throw new UsageException($"there is no file '{path}'", HintAt(folder, Path.GetFileName(path)));
        }

        return path;
    }

    private static string? HintAt(string folder, string? name)
    {
        if (!Directory.Exists(folder))
        {
            return $"there is no folder '{folder}' either";
        }

        string[] models = [.. Directory.EnumerateFiles(folder, "*.mlang").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        return models.Length == 0 ? $"no file in '{folder}' ends in .mlang"
            : name is null ? "in it are " + string.Join(", ", models.Take(10))
            : Nearest.Hint(name, models);
    }
}
