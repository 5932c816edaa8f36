using System.Globalization;
using System.Runtime.CompilerServices;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>A trajectory of <c>Reference/NAME.csv</c>: columns by name, sampled at equal distances from t = 0.</summary>
internal sealed class ReferenceSolution
{
    private readonly Dictionary<string, double[]> _columns = [];

    public ReferenceSolution(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, $"{name}.csv"));
        Names = lines[0].Split(',');
        double[][] rows = [.. lines.Skip(1).Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        for (int column = 0; column < Names.Count; column++)
        {
            _columns[Names[column]] = [.. rows.Select(row => row[column])];
        }
    }

    /// <summary>The folder of the reference solutions.</summary>
    public static string Folder { get; } = Path.Combine(Here(), "..", "Reference");

    /// <summary>Names of the columns, the first is <c>t</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Sample times.</summary>
    public double[] Times => _columns["t"];

    public double[] this[string name] => _columns[name];

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
