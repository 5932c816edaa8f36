using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace ModelLang.Simulation.Results;

/// <summary>The arrays of an <c>.npz</c> archive: NPY format 1.0, little-endian, stored uncompressed with a fixed time stamp, so that the same numbers give the same bytes.</summary>
internal static class NpyEntry
{
    /// <summary>The type of doubles.</summary>
    public const string Float64 = "<f8";

    /// <summary>The type of bytes.</summary>
    public const string UInt8 = "|u1";

    // A span of bytes cannot be as long as an array of doubles.
    private const int ValuesAtOnce = 1 << 20;

    private static readonly DateTimeOffset s_timeStamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Begins an entry.</summary>
    public static Stream Create(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = s_timeStamp;
        return entry.Open();
    }

    /// <summary>The key of a variable, which is the name of its entry without the extension: characters that would make a path are percent-encoded.</summary>
    public static string KeyOf(string name) => name.Replace("%", "%25").Replace("/", "%2F").Replace("\\", "%5C").Replace(":", "%3A");

    /// <summary>The name of the entry of a variable.</summary>
    public static string NameOf(string name) => KeyOf(name) + ".npy";

    /// <summary>Magic string, version 1.0, length of the dictionary, dictionary padded so that the data is aligned to 64 bytes.</summary>
    /// <param name="type">Type of the numbers.</param>
    /// <param name="shape">Length of each dimension; none for a single number.</param>
    public static byte[] Header(string type, params ReadOnlySpan<long> shape)
    {
        const int Prefix = 10;
        var lengths = new List<string>();
        foreach (long length in shape)
        {
            lengths.Add(length.ToString(CultureInfo.InvariantCulture));
        }

        string dictionary = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", lengths)}{(lengths.Count == 1 ? "," : "")}), }}";
        int total = (Prefix + dictionary.Length + 1 + 63) / 64 * 64;
        byte[] header = new byte[total];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - Prefix));
        Encoding.ASCII.GetBytes((dictionary.PadRight(total - Prefix - 1) + "\n").AsSpan(), header.AsSpan(Prefix));
        return header;
    }

    /// <summary>Reads past the header that <see cref="Header"/> gives.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static void SkipHeader(Stream stream)
    {
        Span<byte> start = stackalloc byte[10];
        stream.ReadExactly(start);
        if (!start.StartsWith(Magic))
        {
            throw new InvalidDataException("this is not an array of NumPy");
        }

        stream.ReadExactly(new byte[BinaryPrimitives.ReadUInt16LittleEndian(start[8..])]);
    }

    /// <summary>Writes numbers.</summary>
    public static void WriteLittleEndian(Stream stream, ReadOnlySpan<double> values)
    {
        for (; BitConverter.IsLittleEndian && values.Length > 0; values = values[Math.Min(ValuesAtOnce, values.Length)..])
        {
            stream.Write(MemoryMarshal.AsBytes(values[..Math.Min(ValuesAtOnce, values.Length)]));
        }

        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}
