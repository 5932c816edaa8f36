using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>The result of a sweep, read from its file: labelled arrays. An array of an <c>.npz</c> is read when it is asked for.</summary>
/// <example>
/// <code>
/// SweepResult result = SweepResult.Load("map.npz");
/// SweepArray top = result["top"];
/// double at = top.Values[(i * (int)top.Shape[1]) + j];    // place i of the first axis, j of the second
/// </code>
/// </example>
public sealed class SweepResult
{
    private readonly SweepFiles _files;
    private readonly SweepManifest _manifest;
    private readonly Dictionary<string, (string Unit, string Meaning, string[] Dimensions, long[] Shape)> _variables = [];

    private SweepResult(SweepFiles files, byte[] labels)
    {
        _files = files;
        _manifest = SweepManifest.Read(labels);
        using JsonDocument json = JsonDocument.Parse(labels);
        foreach (JsonElement v in json.RootElement.GetProperty("variables").EnumerateArray())
        {
            _variables[v.GetProperty("name").GetString()!] = (
                v.GetProperty("unit").GetString()!,
                v.GetProperty("meaning").GetString()!,
                [.. v.GetProperty("dims").EnumerateArray().Select(d => d.GetString()!)],
                [.. v.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())]);
        }

        Notes = [.. SweepNotes.FromJson(json.RootElement.GetProperty("outcome").GetProperty("notes"))];
    }

    /// <summary>Whether the file of a name is the result of a sweep.</summary>
    /// <param name="path">A name that ends in <c>.npz</c> or <c>.csv</c>.</param>
    public static bool IsAt(string path) => File.Exists(path) && ExistingResult.LabelsOf(new SweepFiles(Path.GetFullPath(path))) is not null;

    /// <summary>The circuit and its experiment.</summary>
    public string Title => _manifest.Title;

    /// <summary>Names of the dimensions of the grid, outermost first.</summary>
    public IReadOnlyList<string> Axes => _manifest.Axes;

    /// <summary>Values along the axes, then times and units if there are such dimensions.</summary>
    public IReadOnlyList<SweepCoordinate> Coordinates => _manifest.Coordinates;

    /// <summary>Names of the arrays: reductions or what was recorded, then <c>status</c> and <c>failure_time</c>.</summary>
    public IReadOnlyList<string> Names => [.. _variables.Keys];

    /// <summary>What happened at the points, failures first.</summary>
    public IReadOnlyList<SweepNote> Notes { get; }

    /// <summary>One array.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public SweepArray this[string name]
    {
        get
        {
            (string unit, string meaning, string[] dimensions, long[] shape) = _variables.TryGetValue(name, out var found)
                ? found
                : throw new KeyNotFoundException($"'{name}' is not in '{_files.Result}'; there is {string.Join(", ", Names)}");
            long count = shape.Aggregate(1L, (product, length) => product * length);
            return new SweepArray(name, unit, meaning, dimensions, shape, _files.IsTable ? Column(name, count) : Entry(name, count));
        }
    }

    /// <summary>Reads the labels of a result.</summary>
    /// <param name="path">An <c>.npz</c>, or a <c>.csv</c> with its <c>.json</c>, written by a sweep.</param>
    /// <exception cref="InvalidDataException">It is none, or it is damaged.</exception>
    /// <exception cref="IOException">A file is missing or unreadable.</exception>
    public static SweepResult Load(string path)
    {
        var files = new SweepFiles(Path.GetFullPath(path));
        return File.Exists(path)
            ? new SweepResult(files, ExistingResult.LabelsOf(files) ?? throw new InvalidDataException($"'{path}' is not the result of a sweep"))
            : throw new FileNotFoundException($"'{path}' does not exist");
    }

    private double[] Entry(string name, long count)
    {
        using ZipArchive archive = ZipFile.OpenRead(_files.Result);
        using Stream entry = (archive.GetEntry(NpyEntry.NameOf(name)) ?? throw new InvalidDataException($"'{_files.Result}' has no array '{name}'")).Open();
        NpyEntry.SkipHeader(entry);
        double[] values = new double[count];
        if (name == SweepPlan.Status)
        {
            byte[] bytes = new byte[count];
            entry.ReadExactly(bytes);
            Array.ConvertAll(bytes, b => (double)b).CopyTo(values, 0);
            return values;
        }

        for (int done = 0; done < values.Length;)
        {
            int now = Math.Min(1 << 20, values.Length - done);
            entry.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(done, now)));
            done += now;
        }

        return values;
    }

    // Units of a population are columns side by side.
    private double[] Column(string name, long count)
    {
        using var reader = new StreamReader(_files.Result);
        string[] header = Experiments.TextFields.Split(reader.ReadLine() ?? "");
        int[] columns = [.. Enumerable.Range(0, header.Length).Where(i => header[i] == name || (ColumnName.TryUnit(header[i], out string stem, out _) && stem == name))];
        var values = new List<double>((int)count);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            values.AddRange(columns.Select(c => double.Parse(fields[c], NumberStyles.Float, CultureInfo.InvariantCulture)));
        }

        return values.Count == count ? [.. values] : throw new InvalidDataException($"'{_files.Result}' does not have {count} values of '{name}'");
    }
}

/// <summary>An array of a sweep's result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit of the values; empty if dimensionless.</param>
/// <param name="Meaning">What it is, such as <c>max(r) over [20, 100]</c>; empty for what was recorded.</param>
/// <param name="Dimensions">Names of its dimensions: the axes, then <c>t</c> and units.</param>
/// <param name="Shape">Their lengths.</param>
/// <param name="Values">The values, row-major; not-a-number where a point failed.</param>
public sealed record SweepArray(
    string Name, string Unit, string Meaning, IReadOnlyList<string> Dimensions, IReadOnlyList<long> Shape, double[] Values);
