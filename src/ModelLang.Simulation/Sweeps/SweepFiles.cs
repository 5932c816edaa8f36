using System.Globalization;
using System.Text.RegularExpressions;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Where the files of a sweep are.</summary>
/// <param name="Result">The result, <c>.npz</c> or <c>.csv</c>.</param>
internal sealed partial record SweepFiles(string Result)
{
    /// <summary>Whether the result is a table.</summary>
    public bool IsTable => Path.GetExtension(Result).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>The labels and facts beside the result.</summary>
    public string Sidecar => Path.ChangeExtension(Result, ".json");

    /// <summary>The folder of finished blocks.</summary>
    public string Journal => Result + ".partial";

    /// <summary>The folder of the finished blocks of a shard, which stay there until they are merged.</summary>
    public string ShardJournal(SweepShard shard) => FormattableString.Invariant($"{Result}.shard-{shard.Index}-of-{shard.Count}");

    /// <summary>The shard of a folder by its name, or null.</summary>
    public static SweepShard? ShardOf(string folder) => FolderName().Match(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))) is { Success: true } match
        ? new SweepShard(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
        : null;

    /// <summary>The folders of shards beside a result, or in a folder that results go to.</summary>
    public static IReadOnlyList<string> FindShards(string path)
    {
        string full = Path.GetFullPath(path);
        (string folder, string name) = Directory.Exists(full) ? (full, "*") : (Path.GetDirectoryName(full)!, Path.GetFileName(full));
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder, name + ".shard-*-of-*").Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The files of a path; one without extension is a folder, which is made, for a file of a name.</summary>
    /// <exception cref="ResultFileException">The extension is unknown, or the file or folder cannot be made.</exception>
    public static SweepFiles At(string path, string name)
    {
        string full = Path.GetFullPath(path);
        if (path.Length > 0 && (Directory.Exists(full) || Path.GetExtension(full).Length == 0))
        {
            try
            {
                Directory.CreateDirectory(full);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ResultFileException(path, AtomicFile.Explain(e), e);
            }

            full = Path.Combine(full, name + ".npz");
        }

        ResultFile.Check(full);
        string target = new FileInfo(full) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : full;
        return target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal)
            ? throw new ResultFileException(path, "a sweep needs a file, beside which it keeps unfinished work")
            : new SweepFiles(target);
    }

    [GeneratedRegex(@"\.shard-(\d{1,6})-of-(\d{1,6})$")]
    private static partial Regex FolderName();
}
