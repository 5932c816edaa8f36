using System.Text;
using System.Text.RegularExpressions;
using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Library;

namespace ModelLang.Dynamic;

/// <summary>Gives the compiler the text of imports: the built-in library and files next to the importing file.</summary>
/// <remarks>
/// A file import is relative to the directory of the file that writes it; there is no search path, and a rooted
/// path is not followed. A text that did not come from a file imports from the library only.
/// </remarks>
public sealed partial class ModelFiles : IModelResolver
{
    private const string Extension = ".mlang";
    private const string LibraryPrefix = "std.";
    private const long LargestFile = 16 << 20;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly bool _readsFiles;

    private ModelFiles(bool readsFiles) => _readsFiles = readsFiles;

    /// <summary>Reads the library and files.</summary>
    public static ModelFiles All { get; } = new(readsFiles: true);

    /// <summary>Reads the library only.</summary>
    public static ModelFiles LibraryOnly { get; } = new(readsFiles: false);

    /// <summary>Reads a model file.</summary>
    /// <param name="path">Its path, which diagnostics show as given.</param>
    /// <exception cref="IOException">The file is missing, unreadable or too large.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is a directory or may not be read.</exception>
    /// <exception cref="InvalidDataException">The file is not text in UTF-8.</exception>
    public static SourceText Read(string path)
    {
        using MemoryStream content = Content(path);
        try
        {
            using var reader = new StreamReader(content, s_strictUtf8, detectEncodingFromByteOrderMarks: false);
            string text = reader.ReadToEnd();
            return text.Contains('\0')
                ? throw new InvalidDataException($"'{path}' is a binary file, not a model text")
                : new SourceText(path, text);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"'{path}' is not a text in UTF-8");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Modules => StandardLibrary.Modules;

    /// <inheritdoc/>
    public SourceText? ResolveModule(string module, string importingPath)
    {
        if (module.StartsWith(LibraryPrefix, StringComparison.Ordinal))
        {
            return StandardLibrary.Find(module) is { } text ? new SourceText(module, text) : null;
        }

        string file = module[(module.LastIndexOf('.') + 1)..] + Extension;
        SourceText? source = ResolveFile(file, importingPath);
        return source is not null && ModuleLine().Match(source.Text) is { Success: true } line && line.Groups[1].Value == module
            ? source
            : null;
    }

    /// <inheritdoc/>
    public SourceText? ResolveFile(string file, string importingPath)
    {
        bool fromLibrary = importingPath.StartsWith(LibraryPrefix, StringComparison.Ordinal) && StandardLibrary.Find(importingPath) is not null;
        if (!_readsFiles || fromLibrary || file.Length == 0 || file.Contains('\0') || Path.IsPathRooted(file))
        {
            return null;
        }

        try
        {
            return Read(Path.Combine(Path.GetDirectoryName(importingPath) ?? "", file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    // Devices tell no length and some have no end.
    private static MemoryStream Content(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new MemoryStream();
        byte[] block = new byte[1 << 16];
        for (int count; (count = stream.Read(block)) > 0;)
        {
            content.Write(block, 0, count);
            if (content.Length > LargestFile)
            {
                throw new InvalidDataException($"'{path}' is larger than {LargestFile >> 20} MB, which a model file may have");
            }
        }

        content.Position = 0;
        return content;
    }

    // The module line is the first statement; comments and empty lines may precede it.
    [GeneratedRegex(@"\A(?:\s*//[^\r\n]*(?:\r\n?|\n|\z))*\s*module[ \t]+([\w.]+)")]
    private static partial Regex ModuleLine();
}
