using System.Buffers.Binary;
using System.IO.Compression;

namespace ModelLang.Simulation.Plotting.Raster;

/// <summary>Writes PNG files (ISO/IEC 15948): 8-bit RGB, each row filtered by the row above.</summary>
internal static class PngEncoder
{
    private static readonly uint[] s_crcTable = [.. Enumerable.Range(0, 256).Select(n => CrcOfByte((uint)n))];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="rgb">Three bytes per pixel, row by row.</param>
    /// <param name="width">Width [pixel].</param>
    /// <param name="height">Height [pixel].</param>
    /// <param name="pixelsPerMetre">Resolution for print.</param>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height, double pixelsPerMetre)
    {
        var png = new MemoryStream();
        png.Write(Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits per channel
        header[9] = 2; // RGB
        WriteChunk(png, "IHDR"u8, header);

        Span<byte> resolution = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(resolution, (int)Math.Round(pixelsPerMetre));
        BinaryPrimitives.WriteInt32BigEndian(resolution[4..], (int)Math.Round(pixelsPerMetre));
        resolution[8] = 1; // per metre
        WriteChunk(png, "pHYs"u8, resolution);

        WriteChunk(png, "IDAT"u8, Compress(rgb, width, height));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Compress(ReadOnlySpan<byte> rgb, int width, int height)
    {
        const byte Up = 2;
        int stride = 3 * width;
        byte[] row = new byte[1 + stride];
        row[0] = Up;
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> current = rgb.Slice(y * stride, stride);
                for (int i = 0; i < stride; i++)
                {
                    row[1 + i] = (byte)(current[i] - (y == 0 ? 0 : rgb[(y - 1) * stride + i]));
                }

                zlib.Write(row);
            }
        }

        return data.ToArray();
    }

    private static void WriteChunk(Stream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        png.Write(word);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(word);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte b in data)
        {
            crc = s_crcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint CrcOfByte(uint c)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        }

        return c;
    }
}
