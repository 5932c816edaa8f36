using System.Reflection;

namespace ModelLang.Library;

/// <summary>The built-in templates, by module name such as <c>std.qif</c>.</summary>
public static class StandardLibrary
{
    /// <summary>The names of all modules, in alphabetical order.</summary>
    public static IReadOnlyList<string> Modules { get; } = ListModules();

    /// <summary>The text of a module, or null if there is none of that name.</summary>
    public static string? Find(string module)
    {
        using Stream? stream = typeof(StandardLibrary).GetTypeInfo().Assembly.GetManifestResourceStream(module);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string[] ListModules()
    {
        string[] names = typeof(StandardLibrary).GetTypeInfo().Assembly.GetManifestResourceNames();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }
}
