using System.Globalization;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Experiments;

/// <summary>The synthetic connectome of the examples; UPDATE_SNAPSHOTS=1 writes its files by the rule that examples/data/README.md states.</summary>
public class ConnectomeTests
{
    private const int Regions = 20;

    [Fact]
    public void Files_follow_their_rule()
    {
        Snapshot.MatchPage(Table(Length, "0.0"), "examples/data/connectome_lengths.csv");
        Snapshot.MatchPage(Table(Weight, "0.000"), "examples/data/connectome_weights.csv");
    }

    [Theory]
    [InlineData("connectome_lengths.csv", 200)]
    [InlineData("connectome_weights.csv", 1)]
    public void Files_are_symmetric_with_empty_diagonal(string file, double greatest)
    {
        var array = new ArrayDescription("W", file, "model.mlang", Matrix: true, Labels: true);
        ArrayData data = ArrayFile.Load(array, Path.Combine(Repository.Root, "examples", "data", file));

        Assert.Equal((Regions, Regions), (data.Rows, data.Columns));
        Assert.Equal(Enumerable.Range(0, Regions).Select(Label), data.ColumnLabels);
        for (int i = 0; i < Regions; i++)
        {
            Assert.Equal(0, data.Values[(i * Regions) + i]);
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(data.Values[(i * Regions) + j], data.Values[(j * Regions) + i]);
                Assert.InRange(data.Values[(i * Regions) + j], 0, greatest);
            }
        }
    }

    private static string Label(int i) => (i < 10 ? "L" : "R") + (1 + (i % 10)).ToString("00", CultureInfo.InvariantCulture);

    // Ten places spread evenly over half an ellipsoid [mm], mirrored for the right hemisphere.
    private static (double X, double Y, double Z) Place(int i)
    {
        int k = i % 10;
        double angle = k * Math.PI * (3 - Math.Sqrt(5));
        double z = 0.9 - (0.2 * k);
        double radius = Math.Sqrt(1 - (z * z));
        return ((i < 10 ? -1 : 1) * (10 + (25 * (1 + (radius * Math.Cos(angle))))), 70 * radius * Math.Sin(angle), 45 * z);
    }

    private static double Length(int i, int j)
    {
        var (a, b) = (Place(i), Place(j));
        return 1.2 * Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.Z - b.Z) * (a.Z - b.Z)));
    }

    private static double Weight(int i, int j)
    {
        double across = (i < 10) == (j < 10) || i % 10 == j % 10 ? 1 : 0.4;
        double weight = i == j ? 0 : across * Math.Exp(-Length(i, j) / 40);
        return weight < 0.02 ? 0 : weight;
    }

    private static string Table(Func<int, int, double> value, string format)
    {
        int[] regions = [.. Enumerable.Range(0, Regions)];
        IEnumerable<string> rows = regions.Select(i => string.Join(',', regions.Select(j => value(i, j).ToString(format, CultureInfo.InvariantCulture))));
        return string.Join('\n', rows.Prepend(string.Join(',', regions.Select(Label)))) + "\n";
    }
}
