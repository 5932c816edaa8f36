using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Puts the blocks of a sweep together. The bytes depend on the sweep alone; what differs from run to run goes into the sidecar.</summary>
/// <remarks>Values are copied piece by piece, so a result may be larger than memory.</remarks>
/// <param name="manifest">The sweep.</param>
/// <param name="blocks">All its blocks, in their order.</param>
internal sealed class SweepWriter(SweepManifest manifest, IReadOnlyList<BlockFile> blocks)
{
    /// <summary>Name of the entry with the labels.</summary>
    public const string ManifestEntry = "manifest.json";

    private readonly SweepLayout _layout = manifest.Layout;

    /// <summary>What happened at the points.</summary>
    public IReadOnlyList<SweepNote> Notes { get; } = Collect(blocks);

    /// <summary>Writes result and sidecar. The sidecar comes when the result is complete but has not its name yet, so that where there is a result, there are its labels.</summary>
    /// <param name="files">Where to.</param>
    /// <param name="temporary">Name of the result until it is complete.</param>
    /// <param name="run">What differs from run to run.</param>
    /// <exception cref="ResultFileException">The file system refused.</exception>
    public void Write(SweepFiles files, string temporary, JsonObject run) =>
        AtomicFile.Write(files.Result, files.IsTable ? WriteTable : WriteArrays, temporary, () => WriteSidecar(files, temporary, run));

    private void WriteSidecar(SweepFiles files, string temporary, JsonObject run)
    {
        if (files.IsTable)
        {
            File.Delete(files.Result); // what it is stands in its sidecar only
        }

        JsonObject sidecar = Labels();
        run["files"] = new JsonArray([.. ExistingResult.Described(files, manifest.Hash).Append(Path.GetFileName(files.Result)).Select(f => (JsonNode)f)]);
        sidecar["run"] = run;
        byte[] text = Encoding.UTF8.GetBytes(SweepManifest.Write(sidecar));
        AtomicFile.Write(files.Sidecar, stream => stream.Write(text), Path.ChangeExtension(temporary, ".json.part"));
    }

    /// <summary>The notes of several blocks together.</summary>
    public static IReadOnlyList<SweepNote> Collect(IEnumerable<BlockFile> blocks)
    {
        var notes = new SweepNotes();
        foreach (SweepNote note in blocks.SelectMany(b => b.Notes))
        {
            notes.Add(note);
        }

        return notes.All;
    }

    /// <summary>The manifest with what came out, the same for every run.</summary>
    private JsonObject Labels()
    {
        JsonObject json = manifest.Json.DeepClone().AsObject();
        JsonArray variables = json["variables"]!.AsArray();
        variables.Add(OfPoint(SweepPlan.Status, "", "0 done, 1 failed"));
        variables.Add(OfPoint(SweepPlan.FailureTime, json["timeUnit"]!.GetValue<string>(), "time at which a point failed"));
        json["hash"] = manifest.Hash;
        json["outcome"] = new JsonObject
        {
            ["failed"] = Notes.Where(n => n.Kind == SweepNoteKind.Failure).Sum(n => n.Points),
            ["notes"] = SweepNotes.ToJson(Notes),
        };
        return json;
    }

    private JsonNode OfPoint(string name, string unit, string meaning) => new JsonObject
    {
        ["name"] = name,
        ["key"] = name,
        ["unit"] = unit,
        ["meaning"] = meaning,
        ["dims"] = manifest.Json["dims"]!.DeepClone(),
        ["shape"] = manifest.Json["shape"]!.DeepClone(),
    };

    private void WriteArrays(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (SweepCoordinate coordinate in manifest.Coordinates)
        {
            using Stream entry = Begin(archive, coordinate.Name, NpyEntry.Float64, [coordinate.Values.Count]);
            NpyEntry.WriteLittleEndian(entry, [.. coordinate.Values]);
        }

        for (int v = 0; v < _layout.Variables.Count; v++)
        {
            SweepVariable variable = _layout.Variables[v];
            using Stream entry = Begin(archive, variable.Name, NpyEntry.Float64, [.. manifest.Shape, .. variable.Shape.Select(n => (long)n)]);
            Copy(entry, b => _layout.Offset(b, v), sizeof(double) * variable.Size);
        }

        using (Stream entry = Begin(archive, SweepPlan.Status, NpyEntry.UInt8, manifest.Shape))
        {
            Copy(entry, _ => 0, 1);
        }

        using (Stream entry = Begin(archive, SweepPlan.FailureTime, NpyEntry.Float64, manifest.Shape))
        {
            Copy(entry, b => _layout.FailureTimes(b), sizeof(double));
        }

        using Stream labels = NpyEntry.Create(archive, ManifestEntry);
        labels.Write(Encoding.UTF8.GetBytes(SweepManifest.Write(Labels())));
    }

    private static Stream Begin(ZipArchive archive, string name, string type, IReadOnlyList<long> shape)
    {
        Stream entry = NpyEntry.Create(archive, NpyEntry.NameOf(name));
        entry.Write(NpyEntry.Header(type, [.. shape]));
        return entry;
    }

    private void Copy(Stream entry, Func<int, long> offset, long bytesPerPoint)
    {
        for (int block = 0; block < blocks.Count; block++)
        {
            blocks[block].CopyTo(offset(block), bytesPerPoint * _layout.PointsIn(block), entry);
        }
    }

    private void WriteTable(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        SweepCoordinate[] axes = [.. manifest.Coordinates.Where(c => manifest.Axes.Contains(c.Dimension))];
        string[] names = [.. axes.Select(a => a.Name), .. _layout.Variables.SelectMany(Columns), SweepPlan.Status, SweepPlan.FailureTime];
        writer.Write(string.Join(',', names.Select(CsvWriter.Quote)) + "\n");
        char[] number = new char[CsvWriter.LongestNumber];
        for (int block = 0; block < blocks.Count; block++)
        {
            int points = _layout.PointsIn(block);
            double[] failureTimes = blocks[block].Read(_layout.FailureTimes(block), points);
            double[][] values = [.. _layout.Variables.Select((v, i) => blocks[block].Read(_layout.Offset(block, i), (int)(points * v.Size)))];
            for (int i = 0; i < points; i++)
            {
                foreach (SweepCoordinate axis in axes)
                {
                    Write(axis.Values[Place(axis, _layout.FirstPoint(block) + i)]);
                    writer.Write(',');
                }

                for (int v = 0; v < values.Length; v++)
                {
                    int size = (int)_layout.Variables[v].Size;
                    foreach (double value in values[v].AsSpan(i * size, size))
                    {
                        Write(value);
                        writer.Write(',');
                    }
                }

                // A point has a time of failure exactly when it failed.
                writer.Write(double.IsNaN(failureTimes[i]) ? "0," : "1,");
                Write(failureTimes[i]);
                writer.Write('\n');
            }
        }

        void Write(double value) => writer.Write(number.AsSpan(0, CsvWriter.Format(value, number)));
    }

    private IEnumerable<string> Columns(SweepVariable variable) => variable.Dimensions.Count == 0
        ? [variable.Name]
        : manifest.Coordinates.Single(c => c.Dimension == variable.Dimensions[0]).Values.Select(unit => ColumnName.OfUnit(variable.Name, (int)unit));

    private int Place(SweepCoordinate axis, long point)
    {
        for (int d = manifest.Axes.Count - 1; ; d--)
        {
            if (manifest.Axes[d] == axis.Dimension)
            {
                return (int)(point % manifest.Shape[d]);
            }

            point /= manifest.Shape[d];
        }
    }
}
