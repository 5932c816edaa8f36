using System.Globalization;
using System.Text;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>The folder that holds the finished blocks of a sweep until its result is complete. One process at a time works in it.</summary>
/// <remarks>
/// The lock is a file that is held open, so it ends with the process, however that ends. Every other file gets its name when it is complete. A block counts
/// only if its checksum fits and it belongs to the same sweep, so nothing that a crash leaves behind can get into a result.
/// </remarks>
internal sealed class Journal : IDisposable
{
    private const string ManifestName = "sweep.json";
    private const string LockName = "lock";
    private const string BlockPrefix = "block-";
    private const string TemporaryPattern = ".*.part";
    private const string Remedy = "write to another file, or replace what is there with --overwrite (SweepOptions.Overwrite)";

    private readonly SweepManifest _manifest;
    private readonly FileStream _lock;
    private readonly BlockFile?[] _blocks;

    private Journal(string folder, SweepManifest manifest, FileStream held)
    {
        Folder = folder;
        _manifest = manifest;
        _lock = held;
        _blocks = new BlockFile?[manifest.Layout.Blocks];
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>The finished blocks by number; null where there is none.</summary>
    public IReadOnlyList<BlockFile?> Blocks => _blocks;

    /// <summary>Files of blocks that were damaged, and are removed.</summary>
    public int Damaged { get; private set; }

    /// <summary>Where a result can be written before it gets its name; what a crash leaves there is removed with the journal.</summary>
    public string Temporary => Path.Combine(Folder, ".result.part");

    /// <summary>Takes hold of the folder, makes it if there is none, and looks what is in it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="manifest">The sweep.</param>
    /// <param name="overwrite">Whether the work of another sweep is thrown away.</param>
    /// <exception cref="ExperimentException">Another process works there, or it holds another sweep.</exception>
    /// <exception cref="ResultFileException">The folder cannot be written.</exception>
    public static Journal Open(string folder, SweepManifest manifest, bool overwrite)
    {
        var journal = new Journal(folder, manifest, Lock(folder));
        try
        {
            journal.Prepare(overwrite);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The sweep of a folder, or null if it holds none.</summary>
    /// <exception cref="InvalidDataException">What says which sweep it is cannot be read.</exception>
    public static SweepManifest? ManifestOf(string folder)
    {
        string path = Path.Combine(folder, ManifestName);
        return File.Exists(path) ? SweepManifest.Read(File.ReadAllBytes(path)) : null;
    }

    /// <summary>The whole blocks in a folder that belong to a sweep.</summary>
    public static IEnumerable<BlockFile> Read(string folder, SweepManifest manifest) =>
        Enumerable.Range(0, manifest.Layout.Blocks)
            .Where(block => File.Exists(PathOf(folder, block)))
            .Select(block => BlockFile.Verify(PathOf(folder, block), manifest, block))
            .OfType<BlockFile>();

    /// <summary>Keeps a finished block. May be called from any thread.</summary>
    /// <exception cref="ResultFileException">The file system refused.</exception>
    public void Keep(BlockResult result, TimeSpan elapsed) =>
        _blocks[result.Block] = BlockFile.Write(PathOf(Folder, result.Block), _manifest, result, elapsed);

    /// <summary>Removes the folder; the result is complete.</summary>
    public void Remove()
    {
        Clear();
        File.Delete(Path.Combine(Folder, LockName));
        Dispose();
        try
        {
            Directory.Delete(Folder);
        }
        catch (IOException)
        {
            // Somebody else put something there; it is not ours to remove.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResultFileException(folder, e.Message, e);
        }

        string path = Path.Combine(folder, LockName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ResultFileException(path, "permission denied", e);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ExperimentException($"another process is working on this sweep: it holds '{path}'; wait for it to end, or write to another file");
        }
        catch (IOException e)
        {
            throw new ResultFileException(path, e.Message, e);
        }
    }

    private void Prepare(bool overwrite)
    {
        foreach (string left in Directory.EnumerateFiles(Folder, TemporaryPattern))
        {
            File.Delete(left);
        }

        if (Present(overwrite) is { } present && present.Hash != _manifest.Hash)
        {
            if (!overwrite)
            {
                throw new ExperimentException($"'{Folder}' holds unfinished work of another sweep: {_manifest.Difference(present)}; {Remedy}");
            }

            Clear();
        }

        AtomicFile.Write(Path.Combine(Folder, ManifestName), stream => stream.Write(Encoding.UTF8.GetBytes(SweepManifest.Write(_manifest.Json))));
        foreach (string path in BlockPaths())
        {
            Take(path);
        }
    }

    private SweepManifest? Present(bool overwrite)
    {
        try
        {
            return ManifestOf(Folder);
        }
        catch (InvalidDataException) when (overwrite)
        {
            return null;
        }
        catch (InvalidDataException)
        {
            throw new ExperimentException($"'{Path.Combine(Folder, ManifestName)}' is damaged, so nobody knows which sweep this is; {Remedy}");
        }
    }

    private void Take(string path)
    {
        bool isNumber = int.TryParse(Path.GetFileName(path).AsSpan(BlockPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int block);
        if (isNumber && block < _blocks.Length && BlockFile.Verify(path, _manifest, block) is { } whole)
        {
            _blocks[block] = whole;
            return;
        }

        Damaged++;
        File.Delete(path);
    }

    private void Clear()
    {
        foreach (string path in BlockPaths().Append(Path.Combine(Folder, ManifestName)))
        {
            File.Delete(path);
        }
    }

    private string[] BlockPaths() => Directory.GetFiles(Folder, BlockPrefix + "*");

    private static string PathOf(string folder, int block) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{BlockPrefix}{block:D6}"));
}
