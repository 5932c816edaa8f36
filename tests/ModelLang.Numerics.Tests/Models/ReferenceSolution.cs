using System.Globalization;
using System.Runtime.CompilerServices;
using ModelLang.Simulation.Results;
using Xunit;

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

    /// <summary>Names of the columns, the first is the time.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Sample times.</summary>
    public double[] Times => _columns[Names[0]];

    public double[] this[string name] => _columns[name];

    /// <summary>
    /// The largest difference of a run that recorded the same columns, in their order, each column divided by its largest absolute value.
    /// </summary>
    public double ErrorOf(Trajectory found)
    {
        Assert.Equal(Names.Count - 1, found.Variables.Count);
        Assert.Equal(Times.Length, found.Count);
        double error = 0;
        for (int column = 1; column < Names.Count; column++)
        {
            double[] expected = this[Names[column]];
            double scale = expected.Max(Math.Abs);
            ReadOnlySpan<double> values = found.Variables[column - 1].Values;
            for (int row = 0; row < expected.Length; row++)
            {
                error = Math.Max(error, Math.Abs(expected[row] - values[row]) / scale);
            }
        }

        return error;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
