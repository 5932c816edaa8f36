using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>The file of one finished block.</summary>
/// <remarks>
/// Little-endian: the name of the format (8 bytes), the hash of the sweep (32), the number of the block (8), the time it took in ticks (8), the length of
/// what follows (8); the numbers as <see cref="SweepLayout"/> says, and the notes as JSON; the SHA-256 of everything before it (32).
/// </remarks>
/// <param name="Path">Where it is.</param>
/// <param name="Block">The number of the block.</param>
/// <param name="Elapsed">Time it took to compute.</param>
/// <param name="Notes">What is to tell of its points.</param>
internal sealed record BlockFile(string Path, int Block, TimeSpan Elapsed, IReadOnlyList<SweepNote> Notes)
{
    private const int HashLength = 32;
    private const int HeaderLength = 8 + HashLength + 8 + 8 + 8;

    private static ReadOnlySpan<byte> Magic => "MLSWEEP1"u8;

    /// <summary>Writes a finished block; the file has its name only when it is complete.</summary>
    /// <exception cref="ResultFileException">The file system refused.</exception>
    public static BlockFile Write(string path, SweepManifest manifest, BlockResult result, TimeSpan elapsed)
    {
        IReadOnlyList<SweepNote> notes = result.Notes.All;
        byte[] json = Encoding.UTF8.GetBytes(SweepNotes.ToJson(notes).ToJsonString());
        long numbers = manifest.Layout.Offset(result.Block, manifest.Layout.Variables.Count);
        AtomicFile.Write(path, stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var hashed = new HashedStream(stream, hash);
            Span<byte> header = stackalloc byte[HeaderLength];
            Magic.CopyTo(header);
            Convert.FromHexString(manifest.Hash, header[8..], out _, out _);
            BinaryPrimitives.WriteInt64LittleEndian(header[40..], result.Block);
            BinaryPrimitives.WriteInt64LittleEndian(header[48..], elapsed.Ticks);
            BinaryPrimitives.WriteInt64LittleEndian(header[56..], numbers + json.Length);
            hashed.Write(header);
            hashed.Write(result.Status.AsSpan(0, result.Points));
            NpyEntry.WriteLittleEndian(hashed, result.FailureTimes.AsSpan(0, result.Points));
            for (int v = 0; v < result.Values.Length; v++)
            {
                NpyEntry.WriteLittleEndian(hashed, result.Values[v].AsSpan(0, (int)(result.Points * manifest.Layout.Variables[v].Size)));
            }

            hashed.Write(json);
            stream.Write(hash.GetHashAndReset());
        });
        return new BlockFile(path, result.Block, elapsed, notes);
    }

    /// <summary>The block of a file, if the file is whole and belongs to a sweep.</summary>
    public static BlockFile? Verify(string path, SweepManifest manifest, int block)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
            || !header.StartsWith(Magic)
            || !header.Slice(8, HashLength).SequenceEqual(Convert.FromHexString(manifest.Hash))
            || BinaryPrimitives.ReadInt64LittleEndian(header[40..]) != block)
        {
            return null;
        }

        long numbers = manifest.Layout.Offset(block, manifest.Layout.Variables.Count);
        long length = BinaryPrimitives.ReadInt64LittleEndian(header[56..]);
        if (file.Length != HeaderLength + length + HashLength || length < numbers || !HashFits(file))
        {
            return null;
        }

        byte[] json = new byte[length - numbers];
        file.Position = HeaderLength + numbers;
        file.ReadExactly(json);
        using JsonDocument notes = JsonDocument.Parse(json);
        return new BlockFile(path, block, TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(header[48..])), [.. SweepNotes.FromJson(notes.RootElement)]);
    }

    /// <summary>Copies a part of the numbers.</summary>
    /// <param name="offset">Where it begins, as <see cref="SweepLayout"/> says.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="destination">Receives the bytes.</param>
    public void CopyTo(long offset, long length, Stream destination)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        file.Position = HeaderLength + offset;
        byte[] buffer = new byte[(int)Math.Min(1 << 16, length)];
        while (length > 0)
        {
            int count = (int)Math.Min(buffer.Length, length);
            file.ReadExactly(buffer, 0, count);
            destination.Write(buffer, 0, count);
            length -= count;
        }
    }

    /// <summary>Reads a part of the numbers.</summary>
    public double[] Read(long offset, int count)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        file.Position = HeaderLength + offset;
        double[] values = new double[count];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static bool HashFits(FileStream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        file.Position = 0;
        for (long left = file.Length - HashLength; left > 0;)
        {
            int count = (int)Math.Min(buffer.Length, left);
            file.ReadExactly(buffer, 0, count);
            hash.AppendData(buffer, 0, count);
            left -= count;
        }

        file.ReadExactly(buffer, 0, HashLength);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(buffer.AsSpan(0, HashLength));
    }
}
