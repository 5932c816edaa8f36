using ModelLang.Compiler;

namespace ModelLang.Generator;

/// <summary>Where an import is looked for, the same as at run time: a module by its last name, a file by its path, both from the importing file.</summary>
internal static class ImportPath
{
    /// <summary>The ending of model files.</summary>
    public const string Extension = ".mlang";

    private const string LibraryPrefix = "std.";

    /// <summary>Whether an import is a module of the built-in library.</summary>
    public static bool IsOfLibrary(ModelImport import) => !import.IsFile && IsOfLibrary(import.Name);

    /// <summary>Whether a module is one of the built-in library.</summary>
    public static bool IsOfLibrary(string module) => module.StartsWith(LibraryPrefix, StringComparison.Ordinal);

    /// <summary>The path in the project that an import means.</summary>
    public static string Of(string importing, ModelImport import)
    {
        if (import.IsFile)
        {
            return ProjectPath.IsRooted(import.Name) ? import.Name : ProjectPath.Beside(importing, import.Name);
        }

        return ProjectPath.Beside(importing, import.Name.Substring(import.Name.LastIndexOf('.') + 1) + Extension);
    }
}
