using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelLang.Simulation.Results;

/// <summary>Writes a trajectory as an <c>.npz</c> archive, which <c>numpy.load</c> reads.</summary>
/// <remarks>
/// One entry <c>NAME.npy</c> (NPY format 1.0, little-endian doubles, length n) for time and for each variable, and one
/// entry <c>manifest.json</c> with the names, the units and the facts about the run. A character that would make a
/// path of an entry (<c>/</c>, <c>\</c>, <c>:</c>, <c>%</c>) is percent-encoded; the manifest maps each variable to its entry.
/// The entries are stored uncompressed with a fixed time stamp: the same trajectory gives the same bytes.
/// </remarks>
public static class NpzWriter
{
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
        foreach (RecordedVariable column in trajectory.Variables.Prepend(trajectory.Time))
        {
            using Stream entry = Create(archive, EntryName(column));
            entry.Write(Header(count));
            WriteLittleEndian(entry, column.Values[..count]);
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

    private static Stream Create(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = s_timeStamp;
        return entry.Open();
    }

    private static string EntryName(RecordedVariable column)
    {
        string name = column.Name.Replace("%", "%25").Replace("/", "%2F").Replace("\\", "%5C").Replace(":", "%3A");
        return name + ".npy";
    }

    /// <summary>Magic string, version 1.0, length of the dictionary, dictionary padded so that the data is aligned to 64 bytes.</summary>
    private static byte[] Header(int count)
    {
        const int Prefix = 10;
        string dictionary = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({count},), }}";
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
        WriteColumn(json, trajectory.Time);
        json.WriteStartArray("variables");
        foreach (RecordedVariable variable in trajectory.Variables)
        {
            WriteColumn(json, variable);
        }

        json.WriteEndArray();
        json.WritePropertyName("facts");
        (facts ?? []).WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, RecordedVariable column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("unit", column.Unit);
        json.WriteString("entry", EntryName(column));
        json.WriteEndObject();
    }
}
