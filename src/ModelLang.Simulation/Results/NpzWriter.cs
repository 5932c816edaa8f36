using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
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
    // A span of bytes cannot be as long as an array of doubles.
    private const int ValuesAtOnce = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    private static readonly DateTimeOffset s_timeStamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive to a stream, which stays open.</summary>
    /// <param name="trajectory">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="facts">What else the manifest should tell, e.g. model, experiment, method, seed.</param>
    public static void Write(Trajectory trajectory, Stream stream, JsonObject? facts = null)
    {
        int count = trajectory.Count;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteColumn(archive, trajectory.Time.Name, $"({count},)", trajectory.Time.Values[..count]);
        foreach (ColumnBlock block in trajectory.Blocks)
        {
            string shape = block.Quantity.IsPopulation ? $"({count}, {block.Units})" : $"({count},)";
            WriteColumn(archive, block.Quantity.Name, shape, block.Values[..(count * block.Units)]);
        }

        using Stream manifest = Create(archive, "manifest.json");
        WriteManifest(manifest, trajectory, count, facts);
    }

    /// <summary>Creates or replaces a file; it has its final name only when it is complete.</summary>
    /// <param name="trajectory">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <param name="facts">What else the manifest should tell, e.g. model, experiment, method, seed.</param>
    /// <exception cref="ResultFileException">The file cannot be written.</exception>
    public static void Write(Trajectory trajectory, string path, JsonObject? facts = null) =>
        AtomicFile.Write(path, stream => Write(trajectory, stream, facts));

    private static void WriteColumn(ZipArchive archive, string name, string shape, ReadOnlySpan<double> values)
    {
        using Stream entry = Create(archive, EntryName(name));
        entry.Write(Header(shape));
        for (; values.Length > 0; values = values[Math.Min(ValuesAtOnce, values.Length)..])
        {
            WriteLittleEndian(entry, values[..Math.Min(ValuesAtOnce, values.Length)]);
        }
    }

    private static Stream Create(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = s_timeStamp;
        return entry.Open();
    }

    private static string EntryName(string name) =>
        name.Replace("%", "%25").Replace("/", "%2F").Replace("\\", "%5C").Replace(":", "%3A") + ".npy";

    /// <summary>Magic string, version 1.0, length of the dictionary, dictionary padded so that the data is aligned to 64 bytes.</summary>
    private static byte[] Header(string shape)
    {
        const int Prefix = 10;
        string dictionary = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}";
        int length = (Prefix + dictionary.Length + 1 + 63) / 64 * 64;
        byte[] header = new byte[length];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - Prefix));
        Encoding.ASCII.GetBytes((dictionary.PadRight(length - Prefix - 1) + "\n").AsSpan(), header.AsSpan(Prefix));
        return header;
    }

    private static void WriteLittleEndian(Stream stream, ReadOnlySpan<double> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
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
        json.WriteString("entry", EntryName(quantity.Name));
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
