using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Puts the shards of a sweep together; the result has the bytes of a sweep that was run in one piece.</summary>
public static class SweepMerge
{
    private const int MostNumbers = 10;

    /// <summary>Merges shards. Their folders stay.</summary>
    /// <param name="path">The result, as for <see cref="SweepRunner.Run"/>.</param>
    /// <param name="shards">The folders of the shards; none to take those beside the result.</param>
    /// <param name="overwrite">Whether another result may be replaced.</param>
    /// <exception cref="ExperimentException">A shard is missing, incomplete or of another sweep, or the file holds something else.</exception>
    /// <exception cref="ResultFileException">A file cannot be written.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SweepSummary Run(string path, IReadOnlyList<string> shards, bool overwrite = false)
    {
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<string> folders = shards.Count > 0 ? shards : SweepFiles.FindShards(path);
        SweepManifest manifest = ManifestOf(folders, path);
        SweepFiles files = SweepFiles.At(path, manifest.Name);
        if (files.IsTable && manifest.KeepsTraces)
        {
            throw new ExperimentException(SweepRunner.NoTable);
        }

        if (ExistingResult.Find(files, manifest, overwrite) is { } existing)
        {
            ExistingResult.RestoreSidecar(files);
            return existing;
        }

        var blocks = new BlockFile?[manifest.Layout.Blocks];
        foreach (BlockFile block in folders.SelectMany(folder => Journal.Read(folder, manifest)))
        {
            blocks[block.Block] ??= block;
        }

        RequireAll(blocks, folders);
        BlockFile[] all = [.. blocks.OfType<BlockFile>()];
        using (var journal = Journal.Open(files.Journal, manifest, overwrite))
        {
            JsonObject run = SweepFacts.OfRun(1, Stopwatch.GetElapsedTime(started), all);
            new SweepWriter(manifest, all).Write(files, journal.Temporary, run);
            journal.Remove();
        }

        return new SweepSummary(
            SweepOutcome.Completed, manifest.Grid, manifest.Layout.Points, manifest.Layout.Points, 0, 0, 1, Stopwatch.GetElapsedTime(started),
            [files.Result, files.Sidecar], SweepWriter.Collect(all), []);
    }

    private static SweepManifest ManifestOf(IReadOnlyList<string> folders, string path)
    {
        if (folders.Count == 0)
        {
            throw new ExperimentException($"there are no shards of '{path}' beside it; name their folders, such as {path}.shard-1-of-8");
        }

        SweepManifest? first = null;
        foreach (string folder in folders)
        {
            SweepManifest manifest = Read(folder);
            first ??= manifest;
            if (manifest.Hash != first.Hash)
            {
                throw new ExperimentException($"'{folder}' belongs to another sweep than '{folders[0]}': {first.Difference(manifest)}");
            }
        }

        return first!;
    }

    private static SweepManifest Read(string folder)
    {
        try
        {
            return Journal.ManifestOf(folder) ?? throw new ExperimentException($"'{folder}' is not the folder of a shard; 'mlang sweep ... --shard' makes them");
        }
        catch (InvalidDataException)
        {
            throw new ExperimentException($"'{folder}': what says which sweep this is is damaged; compute this shard again");
        }
    }

    private static void RequireAll(BlockFile?[] blocks, IReadOnlyList<string> folders)
    {
        int[] missing = [.. Enumerable.Range(0, blocks.Length).Where(b => blocks[b] is null)];
        if (missing.Length == 0)
        {
            return;
        }

        SweepShard?[] shards = [.. folders.Select(SweepFiles.ShardOf)];
        string what = $"{missing.Length} of {blocks.Length} blocks are missing";
        if (shards[0] is not { } some || shards.Any(s => s?.Count != some.Count))
        {
            throw new ExperimentException($"{what}: {List(missing)}; run the shards they belong to again");
        }

        int[] incomplete = [.. missing.Select(b => (b % some.Count) + 1).Distinct().Order()];
        int[] given = [.. incomplete.Where(i => shards.Any(s => s!.Value.Index == i))];
        int[] absent = [.. incomplete.Except(given)];
        throw new ExperimentException(what
            + (absent.Length > 0 ? $"; {Name(absent, some.Count)} missing" : "")
            + (given.Length > 0 ? $"; {Name(given, some.Count)} incomplete, the same command computes what is left of it" : ""));
    }

    private static string Name(int[] shards, int count) => $"shard{(shards.Length == 1 ? "" : "s")} {List(shards)} of {count} {(shards.Length == 1 ? "is" : "are")}";

    private static string List(int[] numbers) =>
        string.Join(", ", numbers.Take(MostNumbers).Select(n => n.ToString(CultureInfo.InvariantCulture))) + (numbers.Length > MostNumbers ? ", ..." : "");
}
