using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ModelLang.Simulation.Results;
using Xunit;

namespace ModelLang.Simulation.Tests.Results;

public sealed class PopulationTests
{
    private static readonly RecordedQuantity s_time = RecordedQuantity.Single("t", "ms");

    [Fact]
    public void Rows_are_one_value_per_column_in_order()
    {
        var trajectory = new Trajectory(s_time, [RecordedQuantity.Single("m", ""), Units("X.r", 0, 3), Units("Y.v", 5, 2, isWhole: false)], capacity: 1);
        for (int i = 0; i < 50; i++)
        {
            trajectory.Append(i, [i, 10 + i, 20 + i, 30 + i, 40 + i, 50 + i]);
        }

        Assert.Equal(["m", "X.r[0]", "X.r[1]", "X.r[2]", "Y.v[5]", "Y.v[6]"], trajectory.Variables.Select(v => v.Name));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => 20.0 + i), trajectory["X.r[1]"].Values.ToArray());
        Assert.Equal([59.0, 69, 79], trajectory.Population("X.r").Sample(49).ToArray());
        Assert.Equal(["X.r", "Y.v[5..6]"], trajectory.Populations.Select(p => p.Name));
        Assert.Equal(99, trajectory.Population("Y.v")[1].Values[49]);
        Assert.Same(trajectory["Y.v[6]"], trajectory.Variables[^1]);
    }

    [Fact]
    public void Column_of_a_unit_follows_the_run()
    {
        var trajectory = new Trajectory(s_time, [Units("X.r", 0, 2)], capacity: 4);
        RecordedVariable unit = trajectory["X.r[1]"];
        trajectory.Append(0, [1, 2]);
        Assert.Equal([2.0], unit.Values.ToArray());
        trajectory.Append(1, [3, 4]);
        Assert.Equal([2.0, 4], unit.Values.ToArray());
    }

    [Theory]
    [InlineData("X.r", "'X.r' has more than one value; take Population(\"X.r\") or one of m, X.r[0..2]")]
    [InlineData("X.r[3]", "'X.r[3]' is not recorded; recorded are m, X.r[0..2]")]
    [InlineData("m[0]", "'m[0]' is not recorded")]
    public void Unknown_column_is_told_with_the_known_ones(string name, string message)
    {
        var trajectory = new Trajectory(s_time, [RecordedQuantity.Single("m", ""), Units("X.r", 0, 3)], 1);

        Assert.StartsWith(message, Assert.Throws<KeyNotFoundException>(() => trajectory[name]).Message);
        Assert.Throws<KeyNotFoundException>(() => trajectory.Population("m"));
    }

    [Fact]
    public void Parts_of_one_population_are_told_apart()
    {
        var trajectory = new Trajectory(s_time, [Units("X.r", 0, 2, isWhole: false), Units("X.r", 4, 2, isWhole: false)], 1);

        Assert.Equal(4, trajectory.Population("X.r[4..5]").FirstUnit);
        Assert.Throws<KeyNotFoundException>(() => trajectory.Population("X.r"));
    }

    [Fact]
    public void Units_must_not_occur_twice()
    {
        void Twice(string name, params RecordedQuantity[] quantities) =>
            Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => new Trajectory(s_time, quantities, 1)).Message);

        Twice("X.r", Units("X.r", 0, 2), Units("X.r", 0, 2));
        Twice("X.r[3]", Units("X.r", 0, 4, isWhole: false), Units("X.r", 3, 4, isWhole: false));
        Twice("X.r[1]", Units("X.r", 0, 4), RecordedQuantity.Single("X.r[1]", ""));
        Twice("X.r[1]", RecordedQuantity.Single("X.r[1]", ""), Units("X.r", 0, 4));
    }

    [Fact]
    public void Table_has_a_column_per_unit()
    {
        using var text = new StringWriter();
        CsvWriter.Write(Small(), text);

        Assert.Equal("t,m,X.r[0],X.r[1]\n0,1,0.1,0.2\n1,2,nan,0.4\n", text.ToString());
    }

    [Fact]
    public void Archive_holds_a_population_as_a_matrix()
    {
        var memory = new MemoryStream();
        NpzWriter.Write(Small(), memory);
        using var archive = new ZipArchive(memory);
        using var manifest = JsonDocument.Parse(archive.GetEntry("manifest.json")!.Open());
        JsonElement population = manifest.RootElement.GetProperty("variables")[1];
        byte[] bytes = new byte[archive.GetEntry("X.r.npy")!.Length];
        using Stream entry = archive.GetEntry("X.r.npy")!.Open();
        entry.ReadExactly(bytes);

        Assert.Equal(["t.npy", "m.npy", "X.r.npy", "manifest.json"], archive.Entries.Select(e => e.FullName));
        Assert.Contains("'shape': (2, 2)", Encoding.ASCII.GetString(bytes, 10, 100));
        Assert.Equal([0.1, 0.2, double.NaN, 0.4], Enumerable.Range(0, 4).Select(i => BitConverter.ToDouble(bytes, bytes.Length - 32 + (8 * i))));
        Assert.Equal(("X.r", 2, 0), (population.GetProperty("name").GetString(), population.GetProperty("units").GetInt32(), population.GetProperty("firstUnit").GetInt32()));
        Assert.Equal(["a", "b"], population.GetProperty("labels").EnumerateArray().Select(l => l.GetString()));
    }

    [Fact]
    public void Correlation_is_that_of_pearson()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7], y = [2, 1, 4, 3, 7, 8, 6];
        RecordedPopulation population = Of([x, y, [.. x.Select(v => 5 - (2e200 * v))], [.. x.Select(_ => 0.1)], [1, 2, 3, double.NaN, 5, 6, 7]]);
        double[] matrix = population.Correlation();

        Assert.Equal(Pearson(x, y), matrix[1], 1e-14);
        Assert.Equal(matrix[1], matrix[5]);
        Assert.Equal(1, matrix[0]);
        Assert.Equal(-1, matrix[2], 1e-14);
        Assert.All([3, 4, 8, 9, 15, 18, 24], i => Assert.True(double.IsNaN(matrix[i])));
    }

    [Fact]
    public void Correlation_of_one_sample_is_undefined() => Assert.All(Of([[1], [2]]).Correlation(), r => Assert.True(double.IsNaN(r)));

    private static double Pearson(double[] x, double[] y)
    {
        (double mx, double my) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }

    private static RecordedPopulation Of(double[][] signals)
    {
        int samples = signals[0].Length;
        double[] values = [.. Enumerable.Range(0, samples).SelectMany(k => signals.Select(s => s[k]))];
        return Trajectory.FromArrays("", [.. Enumerable.Range(0, samples).Select(k => (double)k)], (Units("X.r", 0, signals.Length), values)).Population("X.r");
    }

    private static Trajectory Small() => Trajectory.FromArrays(
        "ms", [0, 1], (RecordedQuantity.Single("m", ""), [1, 2]), (RecordedQuantity.OfPopulation("X.r", "Hz", 0, 2, true, ["a", "b"]), [0.1, 0.2, double.NaN, 0.4]));

    private static RecordedQuantity Units(string stem, int first, int units, bool isWhole = true) =>
        RecordedQuantity.OfPopulation(stem, "Hz", first, units, isWhole, null);
}
