using System.Buffers;
using System.Globalization;
using System.Text;

namespace ModelLang.Simulation.Results;

/// <summary>Writes a trajectory as comma-separated text (RFC 4180, lines end with LF).</summary>
/// <remarks>
/// The header holds the name of time and of each variable. Every number is the shortest text that parses back
/// to the same bits; not-a-number and the infinities are <c>nan</c>, <c>inf</c> and <c>-inf</c>.
/// </remarks>
public static class CsvWriter
{
    /// <summary>No number is longer as text.</summary>
    internal const int LongestNumber = 32;
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Writes to a text writer of the caller, e.g. standard output.</summary>
    public static void Write(Trajectory trajectory, TextWriter writer)
    {
        IReadOnlyList<ColumnBlock> blocks = trajectory.Blocks;
        writer.Write(Quote(trajectory.Time.Name));
        foreach (ColumnBlock block in blocks)
        {
            for (int i = 0; i < block.Units; i++)
            {
                writer.Write(',');
                writer.Write(Quote(block.Quantity.NameOf(i)));
            }
        }

        writer.Write('\n');
        int count = trajectory.Count;
        char[] number = new char[LongestNumber];
        for (int row = 0; row < count; row++)
        {
            writer.Write(number.AsSpan(0, Format(trajectory.Time.Values[row], number)));
            foreach (ColumnBlock block in blocks)
            {
                foreach (double value in block.Row(row))
                {
                    writer.Write(',');
                    writer.Write(number.AsSpan(0, Format(value, number)));
                }
            }

            writer.Write('\n');
        }
    }

    /// <summary>Creates or replaces a file; it has its final name only when it is complete.</summary>
    /// <exception cref="ResultFileException">The file cannot be written.</exception>
    public static void Write(Trajectory trajectory, string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        Write(trajectory, writer);
    });

    /// <summary>The shortest text that parses back to the same bits; returns its length.</summary>
    internal static int Format(double value, Span<char> destination)
    {
        string? special = double.IsNaN(value) ? "nan"
            : double.IsPositiveInfinity(value) ? "inf"
            : double.IsNegativeInfinity(value) ? "-inf"
            : null;
        if (special is not null)
        {
            special.CopyTo(destination);
            return special.Length;
        }

        value.TryFormat(destination, out int written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>A name as a field.</summary>
    internal static string Quote(string name) =>
        name.AsSpan().ContainsAny(s_quoted) ? $"\"{name.Replace("\"", "\"\"")}\"" : name;
}
