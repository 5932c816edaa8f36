using System.Globalization;
using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Reads the comma-separated files that drive an input: a header, then rows of time and values.</summary>
/// <remarks>
/// The first column is time. Numbers are decimal with a point, as every program writes them; nothing is guessed:
/// a text, an empty field, a not-a-number or a time that does not increase is an error with its row and column.
/// </remarks>
public static class DataFile
{
    /// <summary>Where a table's file is: its name is relative to the model file, that of the model file to the simulator's folder.</summary>
    public static string PathOf(Simulator simulator, TableDescription table) => PathOf(simulator, table.ModelFile, table.File);

    internal static string PathOf(Simulator simulator, string modelFile, string file) =>
        Path.Combine(simulator.ModelFolder, Path.GetDirectoryName(modelFile) ?? "", file);

    /// <summary>Reads all tables of a system and gives them to the simulator.</summary>
    /// <returns>A warning for each file with columns that no table uses.</returns>
    /// <exception cref="DataFileException">A file holds something else than it should.</exception>
    /// <exception cref="IOException">A file is missing or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static IReadOnlyList<string> Load(Simulator simulator)
    {
        IReadOnlyList<TableDescription> tables = simulator.Description.Tables;
        List<string> warnings = [];
        TimeTable[] loaded = LoadTables(simulator);
        for (int i = 0; i < tables.Count; i++)
        {
            simulator.SetTable(i, loaded[i]);
        }

        foreach (var file in tables.GroupBy(t => PathOf(simulator, t), StringComparer.Ordinal))
        {
            string[] header = TextFields.Split(File.ReadLines(file.Key).First());
            HashSet<int> used = [0, .. file.Select(t => ColumnOf(t, header, file.Key))];
            if (UnusedColumns(file.Key, header, used) is { } warning)
            {
                warnings.Add(warning);
            }
        }

        return warnings;
    }

    /// <summary>Reads all tables of a system.</summary>
    internal static TimeTable[] LoadTables(Simulator simulator) =>
        [.. simulator.Description.Tables.Select(table => Load(table, PathOf(simulator, table)))];

    /// <summary>A warning of columns that nothing reads, or null.</summary>
    internal static string? UnusedColumns(string path, string[] header, HashSet<int> used)
    {
        string[] unused = [.. header.Where((_, i) => !used.Contains(i)).Select(h => $"'{h}'")];
        return unused.Length > 0 ? $"'{path}': nothing uses column {string.Join(", ", unused)}" : null;
    }

    /// <summary>Reads one table, in base units.</summary>
    /// <param name="table">What the model says of it.</param>
    /// <param name="path">Where the file is.</param>
    /// <exception cref="DataFileException">The file holds something else than it should.</exception>
    /// <exception cref="IOException">The file is missing or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static TimeTable Load(TableDescription table, string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"'{path}' does not exist; a drive in '{table.ModelFile}' reads it (its name is relative to that file)");
        }

        using var reader = new StreamReader(path);
        string[] header = TextFields.Split(reader.ReadLine() ?? throw new DataFileException($"'{path}' is empty; it needs a header and at least one row"));
        int column = ColumnOf(table, header, path);
        if (double.TryParse(header[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw new DataFileException($"'{path}', row 1: found the number '{header[0]}' where the header was expected; name the columns in the first row");
        }

        List<double> times = [];
        List<double> values = [];
        int row = 1;
        while (reader.ReadLine() is { } line)
        {
            row++;
            if (line.Length == 0 && reader.Peek() < 0)
            {
                break;
            }

            string[] fields = TextFields.Split(line);
            if (fields.Length != header.Length)
            {
                throw new DataFileException($"'{path}', row {row}: {fields.Length} fields, but the header has {header.Length}");
            }

            double time = Number(fields, 0, header, path, row) / table.TimeScale;
            if (times.Count > 0 && time <= times[^1])
            {
                throw new DataFileException($"'{path}', row {row}, column '{header[0]}': time {fields[0]} does not come after the row before; times must increase");
            }

            times.Add(time);
            values.Add(Number(fields, column, header, path, row) / table.Scale);
        }

        return times.Count > 0
            ? new TimeTable([.. times], [.. values])
            : throw new DataFileException($"'{path}' has a header but no rows");
    }

    private static int ColumnOf(TableDescription table, string[] header, string path)
    {
        if (table.Column is null)
        {
            return header.Length > 1 ? 1 : throw new DataFileException($"'{path}' has one column; time and a value are needed, separated by a comma");
        }

        int column = Array.IndexOf(header, table.Column);
        return column >= 0
            ? column
            : throw new DataFileException($"'{path}' has no column '{table.Column}'; it has {string.Join(", ", header.Select(h => $"'{h}'"))}");
    }

    private static double Number(string[] fields, int column, string[] header, string path, int row)
    {
        string field = fields[column];
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new DataFileException($"'{path}', row {row}, column '{header[column]}': '{field}' is not a finite number");
    }
}
