using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using Xunit;

namespace ModelLang.Simulation.Tests.Experiments;

public sealed class DataFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlang-data-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Second_column_is_the_value_unless_one_is_named()
    {
        Write("t,a,b\n0,1,10\n2,3,30\n");

        Assert.Equal(3, Load(Table(null)).Previous(2));
        Assert.Equal(30, Load(Table("b")).Previous(2));
    }

    [Fact]
    public void Scales_turn_numbers_of_the_file_into_base_units()
    {
        Write("t,a\n0,1\n1000,500\n");
        TimeTable table = Load(Table(null) with { TimeScale = 1000, Scale = 100 });

        Assert.Equal((0.01, 5.0), (table.Previous(0.99), table.Previous(1)));
    }

    [Fact]
    public void Quotes_line_ends_and_spaces_are_read()
    {
        Write("t,\"a, \"\"b\"\"\"\r\n0, 1e3\r\n1,\"-2\"\r\n\r\n");

        Assert.Equal(-2, Load(Table("a, \"b\"")).Previous(1));
    }

    [Fact]
    public void Unused_column_is_a_warning()
    {
        Write("t,a,b,c\n0,1,2,3\n");
        RunResult result = ExperimentRunner.Run(
            new Growth(null, Table("a"), Table("c")), new RunOptions { Duration = 1, Step = 0.1 });

        Assert.Contains("nothing uses column 'b'", Assert.Single(result.Summary.Warnings));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("t,a\n", "no rows")]
    [InlineData("t\n0\n", "one column")]
    [InlineData("0,1\n1,2\n", "row 1: found the number '0'")]
    [InlineData("t,a\n0,1\n1,x\n", "row 3, column 'a': 'x' is not a finite number")]
    [InlineData("t,a\n0,\n", "row 2, column 'a': '' is not a finite number")]
    [InlineData("t,a\n0,nan\n", "'nan' is not a finite number")]
    [InlineData("t,a\n0,1;5\n", "'1;5' is not a finite number")]
    [InlineData("t,a\n0,1,5\n", "row 2: 3 fields, but the header has 2")]
    [InlineData("t,a\n0,1\n\n1,2\n", "row 3: 1 fields")]
    [InlineData("t,a\n1,1\n1,2\n", "row 3, column 't': time 1 does not come after")]
    public void Mistake_is_told_with_its_place(string content, string message)
    {
        string path = Write(content);
        var e = Assert.Throws<DataFileException>(() => Load(Table(null)));

        Assert.Contains(message, e.Message);
        Assert.Contains(path, e.Message);
    }

    [Fact]
    public void Unknown_column_is_told_with_the_known_ones()
    {
        Write("t,a,b\n0,1,2\n");

        Assert.Contains("has no column 'z'; it has 't', 'a', 'b'", Assert.Throws<DataFileException>(() => Load(Table("z"))).Message);
    }

    private TimeTable Load(TableDescription table) => DataFile.Load(table, Path.Combine(_folder, table.File));

    private TableDescription Table(string? column) => new("input.csv", Path.Combine(_folder, "m.mlang"), column, 1, 1);

    private string Write(string content)
    {
        string path = Path.Combine(_folder, "input.csv");
        File.WriteAllText(path, content);
        return path;
    }

    [Fact]
    public void Missing_file_is_named_with_the_model_that_reads_it()
    {
        var e = Assert.Throws<FileNotFoundException>(() => Load(new TableDescription("nowhere.csv", "model.mlang", null, 1, 1)));

        Assert.Contains("nowhere.csv", e.Message, StringComparison.Ordinal);
        Assert.Contains("model.mlang", e.Message, StringComparison.Ordinal);
    }
}
