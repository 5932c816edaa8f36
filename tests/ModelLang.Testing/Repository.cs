using System.Runtime.CompilerServices;

namespace ModelLang.Testing;

/// <summary>Places in the checkout that tests read.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>All model files below some folders, relative to the root, without what builds have copied.</summary>
    public static IEnumerable<string> ModelFiles(params string[] folders) => folders
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.mlang", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    private static string Find([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
