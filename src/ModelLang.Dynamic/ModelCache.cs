using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ModelLang.Compiler;
using ModelLang.Compiler.Text;

namespace ModelLang.Dynamic;

/// <summary>Compiled images by content, in memory and on disk.</summary>
/// <remarks>
/// Two kinds of entries. An index tells, for a path and options, which imports the last compilation asked for.
/// An image is found by the SHA-256 of the texts those imports have now, so that an edit of any file misses and
/// its undoing hits. Whether an index is out of date does not matter: images are stored under the requests that
/// belong to their text, so a wrong list of requests finds nothing.
/// </remarks>
internal sealed class ModelCache
{
    private const int KeptInMemory = 64;

    private static readonly ConcurrentDictionary<string, ModelCache> s_byDirectory = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, byte[]> _memory = new(StringComparer.Ordinal);
    private readonly string? _directory;

    private ModelCache(string? directory) => _directory = directory;

    /// <summary>The cache of a directory, or of the user's cache directory.</summary>
    public static ModelCache In(string? directory)
    {
        directory ??= DefaultDirectory();
        return s_byDirectory.GetOrAdd(directory ?? "", _ => new ModelCache(directory));
    }

    /// <summary>The image of a compilation with the texts as they are now, or null.</summary>
    /// <param name="root">The model text.</param>
    /// <param name="identity">Full path, options, and versions of everything that compiles.</param>
    /// <param name="resolver">Gives the imports.</param>
    public CompiledImage? Find(SourceText root, string identity, IModelResolver resolver)
    {
        try
        {
            if (Load(IndexKey(root, identity)) is not { } index)
            {
                return null;
            }

            using var reader = new BinaryReader(new MemoryStream(index));
            var requests = new ImportRequest[reader.ReadInt32()];
            for (int i = 0; i < requests.Length; i++)
            {
                requests[i] = new ImportRequest(reader.ReadBoolean(), reader.ReadString(), reader.ReadString());
            }

            SourceText?[] answers = [.. requests.Select(r => r.Answer(resolver))];
            return Load(ImageKey(root, identity, requests, answers)) is { } image
                ? CompiledImage.Read(new BinaryReader(new MemoryStream(image)), Sources(root, answers))
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            return null; // its checksum is right but its form is not: another version wrote it
        }
    }

    /// <summary>Keeps an image.</summary>
    public void Store(SourceText root, string identity, SourceRecorder imports, CompiledImage image)
    {
        Save(IndexKey(root, identity), writer =>
        {
            writer.Write(imports.Requests.Count);
            foreach (ImportRequest request in imports.Requests)
            {
                writer.Write(request.IsModule);
                writer.Write(request.Name);
                writer.Write(request.ImportingPath);
            }
        });
        Save(ImageKey(root, identity, imports.Requests, imports.Answers), writer => image.Write(writer, Sources(root, imports.Answers)));
    }

    /// <summary>The hash of a model's text and of all texts it imports.</summary>
    public static string HashOf(SourceText root, SourceRecorder imports) => Hash([root.Text, .. imports.Answers.OfType<SourceText>().Select(a => a.Text).Distinct()]);

    private static List<SourceText> Sources(SourceText root, IReadOnlyList<SourceText?> answers) =>
        [root, .. answers.OfType<SourceText>()];

    private byte[]? Load(string key)
    {
        if (!_memory.TryGetValue(key, out byte[]? content) && _directory is not null)
        {
            content = CacheFile.Read(Path.Combine(_directory, key));
        }

        return content;
    }

    private void Save(string key, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        byte[] content = stream.ToArray();

        if (_memory.Count >= KeptInMemory)
        {
            _memory.Clear();
        }

        _memory[key] = content;
        if (_directory is not null)
        {
            CacheFile.Write(Path.Combine(_directory, key), content);
        }
    }

    private static string IndexKey(SourceText root, string identity) => Hash([identity, root.Path]) + ".index";

    private static string ImageKey(
        SourceText root, string identity, IReadOnlyList<ImportRequest> requests, IReadOnlyList<SourceText?> answers)
    {
        List<string?> parts = [identity, root.Path, root.Text];
        for (int i = 0; i < requests.Count; i++)
        {
            parts.AddRange([requests[i].IsModule ? "module" : "file", requests[i].Name, requests[i].ImportingPath, answers[i]?.Path, answers[i]?.Text]);
        }

        return Hash(parts) + ".image";
    }

    // Each part goes in with its length, so that no two lists of parts give the same bytes.
    private static string Hash(IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part ?? "");
            hash.AppendData(BitConverter.GetBytes(part is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? DefaultDirectory()
    {
        if (Environment.GetEnvironmentVariable("MODELLANG_CACHE") is { Length: > 0 } stated)
        {
            return Path.GetFullPath(stated);
        }

        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathFullyQualified(xdg))
        {
            return Path.Combine(xdg, "modellang");
        }

        string folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return folder.Length == 0 ? null : Path.Combine(folder, "ModelLang", "cache");
    }
}
