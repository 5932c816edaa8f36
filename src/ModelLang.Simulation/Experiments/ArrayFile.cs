using System.Globalization;
using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Reads the arrays of a model: weights, delays, values per unit.</summary>
/// <remarks>
/// A file that begins as one of NumPy, or is named <c>.npy</c>, holds numbers of NumPy (formats 1 to 3; little-endian floats and integers, booleans; either order; one or two dimensions).
/// Any other file is text with a row per line; its fields are separated by commas, else by tabs, else by blanks, as the first line shows, and
/// its decimals are written with a point. Nothing is guessed: a text, an empty field, a not-a-number, a row of another length, labels
/// that nobody announced or that contradict each other are errors with their row and column.
/// </remarks>
public static class ArrayFile
{
    /// <summary>Where an array's file is: its name is relative to the model file, that of the model file to the simulator's folder.</summary>
    public static string PathOf(Simulator simulator, ArrayDescription array) => DataFile.PathOf(simulator, array.ModelFile, array.File);

    /// <summary>Reads one array, in base units.</summary>
    /// <param name="array">What the model says of it.</param>
    /// <param name="path">Where the file is.</param>
    /// <returns>The array; a list has one row, its labels are those of its columns.</returns>
    /// <exception cref="DataFileException">The file holds something else than it should.</exception>
    /// <exception cref="IOException">The file is missing or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ArrayData Load(ArrayDescription array, string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"'{path}' does not exist; '{array.Name}' in '{array.ModelFile}' reads it (its name is relative to that file)");
        }

        if (new FileInfo(path).Length > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
        {
            throw TooLarge(path);
        }

        try
        {
            ArrayData data = NpyArray.Is(path)
                ? NpyArray.Read(array, path)
                : new TextArray(array, path).Read();
            data = array.Matrix ? data : AsList(data, path);
            ArrayLabels.Check(data, path);
            for (int i = 0; i < data.Values.Length; i++)
            {
                data.Values[i] /= array.Scale;
            }

            return data;
        }
        catch (OutOfMemoryException)
        {
            throw TooLarge(path);
        }
    }

    /// <summary>Reads all arrays of a system and gives them to the simulator, which is reset with them if there are any.</summary>
    /// <returns>Warnings of columns that nothing reads, and of labels that differ from file to file.</returns>
    internal static IReadOnlyList<string> Load(Simulator simulator)
    {
        IReadOnlyList<ArrayDescription> arrays = simulator.Description.Arrays;
        List<ArrayData> loaded = [];
        for (int i = 0; i < arrays.Count; i++)
        {
            string path = PathOf(simulator, arrays[i]);
            ArrayData data = Load(arrays[i], path);
            loaded.Add(data);
            try
            {
                simulator.SetArray(i, data);
            }
            catch (ArgumentException e)
            {
                throw new DataFileException($"'{path}': {MessageOf(e)}");
            }
        }

        List<string> warnings = [.. UnusedColumns(simulator), .. ArrayLabels.Compare(loaded)];
        if (arrays.Count == 0)
        {
            return warnings;
        }

        try
        {
            simulator.Reset();
        }
        catch (ArgumentException e)
        {
            string[] files = [.. arrays.Select(a => $"'{PathOf(simulator, a)}'").Distinct()];
            string message = MessageOf(e).TrimEnd('.');
            throw new DataFileException(files.Any(message.Contains) ? message : $"{message}; what the model reads is in {string.Join(", ", files)}");
        }

        for (int p = 0; p < simulator.Description.Populations.Count; p++)
        {
            int source = simulator.Description.Populations[p].LabelArray;
            if (source >= 0 && LabelsFor(simulator.PopulationSizes[p], loaded[source]) is { } labels)
            {
                simulator.UnitLabels[p] = labels;
            }
        }

        return warnings;
    }

    private static IReadOnlyList<string>? LabelsFor(int units, ArrayData data) =>
        data.ColumnLabels?.Count == units ? data.ColumnLabels : data.RowLabels?.Count == units ? data.RowLabels : null;

    /// <summary>Whether a field is a number that can be computed with.</summary>
    internal static bool TryNumber(ReadOnlySpan<char> field, out double value) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static IEnumerable<string> UnusedColumns(Simulator simulator)
    {
        foreach (var file in simulator.Description.Arrays.Where(a => a.Column is not null).GroupBy(a => PathOf(simulator, a), StringComparer.Ordinal))
        {
            string first = File.ReadLines(file.Key).First();
            string[] header = TextFields.Split(first, TextFields.SeparatorOf(first));
            if (DataFile.UnusedColumns(file.Key, header, [.. file.Select(a => Array.IndexOf(header, a.Column))]) is { } warning)
            {
                yield return warning;
            }
        }
    }

    private static ArrayData AsList(ArrayData data, string path) =>
        data.Rows == 1 ? data with { RowLabels = null }
        : data.Columns == 1 ? data with { Rows = 1, Columns = data.Rows, ColumnLabels = data.RowLabels, RowLabels = null }
        : throw new DataFileException($"'{path}' holds {data.Rows} rows of {data.Columns} numbers, where a single row or column is needed");

    private static DataFileException TooLarge(string path) => new($"'{path}' holds more numbers than there is memory for");

    // Without the name of the parameter, which says nothing to a modeller.
    internal static string MessageOf(ArgumentException e)
    {
        string suffix = $" (Parameter '{e.ParamName}')";
        return e.Message.EndsWith(suffix, StringComparison.Ordinal) ? e.Message[..^suffix.Length] : e.Message;
    }
}
