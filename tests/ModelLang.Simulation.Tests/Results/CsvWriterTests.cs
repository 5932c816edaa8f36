using System.Globalization;
using ModelLang.Simulation.Results;
using Xunit;

namespace ModelLang.Simulation.Tests.Results;

public sealed class CsvWriterTests
{
    [Fact]
    public void Writes_names_and_rows()
    {
        Trajectory trajectory = Trajectory.FromColumns("ms", [0, 0.1], ("r", "Hz", [10, 12.5]), ("z.re", "", [-0.5, 1e-300]));
        Assert.Equal("t,r,z.re\n0,10,-0.5\n0.1,12.5,1E-300\n", Text(trajectory));
    }

    [Fact]
    public void Numbers_parse_back_to_the_same_bits()
    {
        var random = new Random(7);
        double[] values =
        [
            .. Enumerable.Range(0, 5000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))).Where(double.IsFinite),
            0.0, -0.0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 0.1, 1.0 / 3, Math.PI, Math.BitIncrement(1), 5e-324, 1e22, 1e23,
        ];
        string[] lines = Text(Trajectory.FromColumns("", values, ("y", "", values))).Split('\n');
        for (int i = 0; i < values.Length; i++)
        {
            string[] cells = lines[i + 1].Split(',');
            Assert.All(cells, cell => Assert.Equal(
                BitConverter.DoubleToInt64Bits(values[i]), BitConverter.DoubleToInt64Bits(double.Parse(cell, CultureInfo.InvariantCulture))));
        }
    }

    [Fact]
    public void Special_values_are_words() =>
        Assert.Equal(
            "t,y\n0,nan\n1,inf\n2,-inf\n",
            Text(Trajectory.FromColumns("", [0, 1, 2], ("y", "", [double.NaN, double.PositiveInfinity, double.NegativeInfinity]))));

    [Theory]
    [InlineData("X.r[0]", "X.r[0]")]
    [InlineData("X.r[0,1]", "\"X.r[0,1]\"")]
    [InlineData("say \"r\"", "\"say \"\"r\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("tau m", "tau m")]
    public void Names_are_quoted_only_when_they_must_be(string name, string cell) =>
        Assert.Equal($"t,{cell}\n", Text(new Trajectory("t", "", [(name, "")])));

    private static string Text(Trajectory trajectory)
    {
        var writer = new StringWriter();
        CsvWriter.Write(trajectory, writer);
        return writer.ToString();
    }
}
