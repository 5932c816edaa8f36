using System.IO.Compression;
using System.Text.Json;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Looks at what is there already under the name of a result.</summary>
internal static class ExistingResult
{
    /// <summary>The summary of the result if it is that of the same sweep, or null when there is none that must not be touched.</summary>
    /// <param name="files">Where the result is to go.</param>
    /// <param name="manifest">The sweep.</param>
    /// <param name="overwrite">Whether anything else may be replaced.</param>
    /// <exception cref="ExperimentException">There is something else.</exception>
    public static SweepSummary? Find(SweepFiles files, SweepManifest manifest, bool overwrite)
    {
        if (File.Exists(files.Result) && LabelsOf(files) is { } labels && SweepManifest.Read(labels).Hash == manifest.Hash)
        {
            using JsonDocument json = JsonDocument.Parse(labels);
            return new SweepSummary(
                SweepOutcome.WasDone, manifest.Grid, manifest.Layout.Points, manifest.Layout.Points, 0, 0, 0, TimeSpan.Zero, [files.Result, files.Sidecar],
                [.. SweepNotes.FromJson(json.RootElement.GetProperty("outcome").GetProperty("notes"))], []);
        }

        const string Remedy = "write to another file, or replace it with --overwrite (SweepOptions.Overwrite)";
        if (!overwrite && File.Exists(files.Result))
        {
            throw new ExperimentException($"'{files.Result}' is there already and holds something else{Difference(LabelsOf(files), manifest)}; {Remedy}");
        }

        if (!overwrite && File.Exists(files.Sidecar) && Parse(File.ReadAllBytes(files.Sidecar))?.Hash != manifest.Hash)
        {
            throw new ExperimentException($"'{files.Sidecar}', where the labels go, is there already and belongs to something else; {Remedy}");
        }

        return null;
    }

    /// <summary>Writes the labels beside an archive again if somebody removed them; they are in the archive too.</summary>
    /// <exception cref="ResultFileException">The file system refused.</exception>
    public static void RestoreSidecar(SweepFiles files)
    {
        if (!File.Exists(files.Sidecar) && LabelsOf(files) is { } labels)
        {
            AtomicFile.Write(files.Sidecar, stream => stream.Write(labels));
        }
    }

    /// <summary>The labels of a result as JSON, or null if it has none: a table has them beside it, an archive has them inside.</summary>
    public static byte[]? LabelsOf(SweepFiles files)
    {
        try
        {
            byte[]? labels = files.IsTable ? BesideTable(files) : InArchive(files.Result);
            return labels is not null && Parse(labels) is not null ? labels : null;
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Names of the results that the labels beside a result belong to, if they are those of the same sweep: it may be there as a table and as an archive.</summary>
    public static IReadOnlyList<string> Described(SweepFiles files, string hash)
    {
        if (!File.Exists(files.Sidecar))
        {
            return [];
        }

        byte[] labels = File.ReadAllBytes(files.Sidecar);
        return Parse(labels)?.Hash == hash ? [.. FilesOf(labels).Where(f => f != Path.GetFileName(files.Result))] : [];
    }

    private static byte[]? BesideTable(SweepFiles files)
    {
        byte[] labels = File.ReadAllBytes(files.Sidecar);
        return FilesOf(labels).Contains(Path.GetFileName(files.Result)) ? labels : null;
    }

    private static IReadOnlyList<string> FilesOf(byte[] labels)
    {
        using JsonDocument json = JsonDocument.Parse(labels);
        return json.RootElement.TryGetProperty("run", out JsonElement run) ? [.. run.GetProperty("files").EnumerateArray().Select(f => f.GetString()!)] : [];
    }

    private static byte[]? InArchive(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        if (archive.GetEntry(SweepWriter.ManifestEntry) is not { } entry)
        {
            return null;
        }

        using Stream stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static SweepManifest? Parse(byte[] labels)
    {
        try
        {
            return SweepManifest.Read(labels);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Difference(byte[]? labels, SweepManifest manifest) => labels is null || Parse(labels) is not { } other
        ? ""
        : $", another sweep: {manifest.Difference(other)}";
}
