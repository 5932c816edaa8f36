using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Reads an array from an NPY file (NumPy Enhancement Proposal 1, formats 1.0 to 3.0).</summary>
internal static partial class NpyArray
{
    private const int LongestHeader = 1 << 16;
    private const int ValuesAtOnce = 1 << 13;

    private delegate double Reader(ReadOnlySpan<byte> bytes);

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file is, or should be, one of NumPy.</summary>
    public static bool Is(string path)
    {
        if (Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[6];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Magic);
    }

    /// <summary>The array with numbers as they stand in the file; one dimension gives one row.</summary>
    /// <exception cref="DataFileException">The file holds something else than it should.</exception>
    public static ArrayData Read(ArrayDescription array, string path)
    {
        if (array.Labels || array.Column is not null)
        {
            throw Malformed(path, "an NPY file holds numbers only; leave 'labels' and 'column' out of the model, or write the file as CSV");
        }

        using FileStream file = File.OpenRead(path);
        string header = ReadHeader(file, path);
        (int size, Reader read) = TypeOf(header, path);
        (int rows, int columns) = ShapeOf(header, array, path);
        long bytes = (long)rows * columns * size;
        long present = file.Length - file.Position;
        if (bytes != present)
        {
            throw Malformed(path, $"{rows} x {columns} numbers take {bytes} bytes, but {present} follow the header; "
                + (present < bytes ? "the file is cut off" : "the file holds something else too"));
        }

        double[] values = new double[(long)rows * columns];
        bool byColumns = FortranOrder().Match(header).Groups[1].Value == "True" && rows > 1;
        byte[] buffer = new byte[ValuesAtOnce * size];
        for (int done = 0; done < values.Length;)
        {
            int count = Math.Min(ValuesAtOnce, values.Length - done);
            file.ReadExactly(buffer, 0, count * size);
            for (int i = 0; i < count; i++, done++)
            {
                int at = byColumns ? ((done % rows) * columns) + (done / rows) : done;
                double value = read(buffer.AsSpan(i * size, size));
                values[at] = double.IsFinite(value)
                    ? value
                    : throw Malformed(path, $"row {(at / columns) + 1}, column {(at % columns) + 1}: {Numbers.Show(value)} is not a finite number");
            }
        }

        return new ArrayData(rows, columns, values, $"'{path}'");
    }

    private static string ReadHeader(FileStream file, string path)
    {
        Span<byte> start = stackalloc byte[8];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
        {
            throw Malformed(path, file.Length == 0 ? "the file is empty" : "this is not an NPY file; numpy.save writes one");
        }

        int version = start[6];
        if (version is < 1 or > 3)
        {
            throw Malformed(path, $"format {version} of NPY is not known; formats 1 to 3 are");
        }

        Span<byte> length = stackalloc byte[4];
        length.Clear();
        file.ReadAtLeast(length[..(version == 1 ? 2 : 4)], version == 1 ? 2 : 4, throwOnEndOfStream: false);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (count > LongestHeader || count > file.Length - file.Position)
        {
            throw Malformed(path, $"its header should be {count} bytes long; the file is cut off or damaged");
        }

        byte[] header = new byte[count];
        file.ReadExactly(header);
        return (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(header);
    }

    private static (int Size, Reader Read) TypeOf(string header, string path)
    {
        Match match = Descr().Match(header);
        string type = match.Success ? match.Groups[1].Value : "";
        return type switch
        {
            "<f8" => (8, BinaryPrimitives.ReadDoubleLittleEndian),
            "<f4" => (4, b => BinaryPrimitives.ReadSingleLittleEndian(b)),
            "<i8" => (8, b => BinaryPrimitives.ReadInt64LittleEndian(b)),
            "<i4" => (4, b => BinaryPrimitives.ReadInt32LittleEndian(b)),
            "<i2" => (2, b => BinaryPrimitives.ReadInt16LittleEndian(b)),
            "<u8" => (8, b => BinaryPrimitives.ReadUInt64LittleEndian(b)),
            "<u4" => (4, b => BinaryPrimitives.ReadUInt32LittleEndian(b)),
            "<u2" => (2, b => BinaryPrimitives.ReadUInt16LittleEndian(b)),
            "|i1" => (1, b => (sbyte)b[0]),
            "|u1" => (1, b => b[0]),
            "|b1" => (1, b => b[0] != 0 ? 1 : 0),
            "|O" => throw Malformed(path, "it holds Python objects, which are never read; save numbers: numpy.save(file, numpy.asarray(a, dtype='<f8'))"),
            "" => throw Malformed(path, "its header tells no type of numbers"),
            _ => throw Malformed(path, $"numbers of type '{type}' are not read; save numpy.asarray(a, dtype='<f8')"),
        };
    }

    private static (int Rows, int Columns) ShapeOf(string header, ArrayDescription array, string path)
    {
        Match match = Shape().Match(header);
        if (!match.Success || !FortranOrder().IsMatch(header))
        {
            throw Malformed(path, "its header tells no shape or order");
        }

        string[] sizes = match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long[] shape = [.. sizes.Select(s => long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out long n) ? n : long.MaxValue)];
        if (shape.Length is 0 or > 2 || (array.Matrix && shape.Length == 1))
        {
            throw Malformed(path, $"the array has {shape.Length} dimension{(shape.Length == 1 ? "" : "s")}, where {(array.Matrix ? "a matrix, with 2, is needed" : "a list is needed")}");
        }

        if (shape.Contains(0))
        {
            throw Malformed(path, "the array is empty");
        }

        (long rows, long columns) = shape.Length == 1 ? (1, shape[0]) : (shape[0], shape[1]);
        return rows <= Array.MaxLength && columns <= Array.MaxLength / rows
            ? ((int)rows, (int)columns)
            : throw Malformed(path, $"its header tells of {match.Groups[1].Value.Replace(",", " x", StringComparison.Ordinal)} numbers, which is too many");
    }

    private static DataFileException Malformed(string path, string what) => new($"'{path}': {what}");

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""")]
    private static partial Regex Descr();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex FortranOrder();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([0-9, ]*)\)""")]
    private static partial Regex Shape();
}
