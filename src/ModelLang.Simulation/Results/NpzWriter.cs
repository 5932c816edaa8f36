using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelLang.Simulation.Results;

/// <summary>Writes a trajectory as an <c>.npz</c> archive, which <c>numpy.load</c> reads.</summary>
/// <remarks>
/// One entry <c>NAME.npy</c> (NPY format 1.0, little-endian doubles) for time and for each variable, of length n, and for
/// each population, of shape (n, units); and one entry <c>manifest.json</c> with the names, the units and the facts about the run. A character that would make a
/// path of an entry (<c>/</c>, <c>\</c>, <c>:</c>, <c>%</c>) is percent-encoded; the manifest maps each variable to its entry.
/// The entries are stored uncompressed with a fixed time stamp: the same trajectory gives the same bytes.
/// </remarks>
public static class NpzWriter
{
    /// <summary>Writes the archive to a stream, which stays open.</summary>
    /// <param name="trajectory">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="facts">What else the manifest should tell, e.g. model, experiment, method, seed.</param>
    public static void Write(Trajectory trajectory, Stream stream, JsonObject? facts = null)
    {
        int count = trajectory.Count;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteColumn(archive, trajectory.Time.Name, [count], trajectory.Time.Values[..count]);
        foreach (ColumnBlock block in trajectory.Blocks)
        {
            long[] shape = block.Quantity.IsPopulation ? [count, block.Units] : [count];
            WriteColumn(archive, block.Quantity.Name, shape, block.Values[..(count * block.Units)]);
        }

        using Stream manifest = NpyEntry.Create(archive, "manifest.json");
        WriteManifest(manifest, trajectory, count, facts);
    }

    /// <summary>Creates or replaces a file; it has its final name only when it is complete.</summary>
    /// <param name="trajectory">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <param name="facts">What else the manifest should tell, e.g. model, experiment, method, seed.</param>
    /// <exception cref="ResultFileException">The file cannot be written.</exception>
    public static void Write(Trajectory trajectory, string path, JsonObject? facts = null) =>
        AtomicFile.Write(path, stream => Write(trajectory, stream, facts));

    private static void WriteColumn(ZipArchive archive, string name, long[] shape, ReadOnlySpan<double> values)
    {
        using Stream entry = NpyEntry.Create(archive, NpyEntry.NameOf(name));
        entry.Write(NpyEntry.Header(NpyEntry.Float64, shape));
        NpyEntry.WriteLittleEndian(entry, values);
    }

    private static void WriteManifest(Stream stream, Trajectory trajectory, int count, JsonObject? facts)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("samples", count);
        json.WritePropertyName("time");
        WriteFacts(json, RecordedQuantity.Single(trajectory.Time.Name, trajectory.Time.Unit));
        json.WriteStartArray("variables");
        foreach (ColumnBlock block in trajectory.Blocks)
        {
            WriteFacts(json, block.Quantity);
        }

        json.WriteEndArray();
        json.WritePropertyName("facts");
        (facts ?? []).WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, RecordedQuantity quantity)
    {
        json.WriteStartObject();
        json.WriteString("name", quantity.Name);
        json.WriteString("unit", quantity.Unit);
        json.WriteString("entry", NpyEntry.NameOf(quantity.Name));
        if (quantity.IsPopulation)
        {
            json.WriteNumber("firstUnit", quantity.FirstUnit);
            json.WriteNumber("units", quantity.Units);
        }

        if (quantity.Labels is { } labels)
        {
            json.WriteStartArray("labels");
            foreach (string label in labels)
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
