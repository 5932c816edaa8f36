using System.Buffers.Binary;
using System.Text;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests.Experiments;

public sealed class ArrayFileTests : IDisposable
{
    private static readonly ArrayDescription s_matrix = new("W", "a.csv", "model.mlang", Matrix: true);
    private static readonly ArrayDescription s_labelled = s_matrix with { Labels = true };
    private static readonly ArrayDescription s_list = new("eta", "a.csv", "model.mlang");

    private readonly string _folder = Directory.CreateTempSubdirectory("mlang-array-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("1, 2 ,3\r\n4,5,6e0\r\n\r\n")]
    [InlineData("\"1\",2,3\n4,5,\"6\"")]
    [InlineData("1\t2\t3\n4\t5\t6\n")]
    [InlineData("  1 2   3\n4 5 6\n")]
    public void Matrix_is_read_row_by_row(string text)
    {
        ArrayData data = Load(s_matrix with { Scale = 2 }, text);

        Assert.Equal((2, 3), (data.Rows, data.Columns));
        Assert.Equal([0.5, 1, 1.5, 2, 2.5, 3], data.Values);
        Assert.Null(data.ColumnLabels);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", null)]
    [InlineData(",a,b\na,1,2\nb,3,4\n", "a b")]
    [InlineData("a,b\na,1,2\nb,3,4\n", "a b")]
    [InlineData("\"a\" \"b\"\n\"a\" 1 2\n\"b\" 3 4\n", "a b")]
    public void Labels_are_read_from_the_first_row_and_column(string text, string? rows)
    {
        ArrayData data = Load(s_labelled, text);

        Assert.Equal([1.0, 2, 3, 4], data.Values);
        Assert.Equal(["a", "b"], data.ColumnLabels);
        Assert.Equal(rows, data.RowLabels is null ? null : string.Join(' ', data.RowLabels));
    }

    [Fact]
    public void Numbers_can_label_a_square_matrix() => Assert.Equal(["1001", "1002"], Load(s_labelled, "1001,1002\n0,1\n1,0\n").ColumnLabels);

    [Theory]
    [InlineData("1,2,3\n", false, null)]
    [InlineData("1\n2\n3\n", false, null)]
    [InlineData("eta\n1\n2\n3\n", true, null)]
    [InlineData("a,b,c\n1,2,3\n", true, "a b c")]
    [InlineData(",eta\na,1\nb,2\nc,3\n", true, "a b c")]
    public void List_is_a_row_or_a_column(string text, bool labels, string? expected)
    {
        ArrayData data = Load(s_list with { Labels = labels }, text);

        Assert.Equal((1, 3), (data.Rows, data.Columns));
        Assert.Equal([1.0, 2, 3], data.Values);
        Assert.Equal(expected, data.ColumnLabels is null ? null : string.Join(' ', data.ColumnLabels));
    }

    [Fact]
    public void Column_is_found_by_its_header_and_the_others_may_hold_anything()
    {
        const string Text = "source,target,kind,weight\n0,1,fast,0.5\n3,2,slow,0.25\n";

        Assert.Equal([0.5, 0.25], Load(s_list with { Column = "weight" }, Text).Values);
        Assert.Equal([1.0, 2], Load(s_list with { Column = "target" }, Text).Values);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n", "holds blanks only")]
    [InlineData("1,2\n3\n", "row 2: 1 fields, but the rows before have 2")]
    [InlineData("1,2\n3,4,5\n", "row 2: 3 fields, but the rows before have 2")]
    [InlineData("1,2\n\n3,4\n", "row 2: the row is empty")]
    [InlineData(" \n1 2\n", "row 1: the row is empty")]
    [InlineData("1,2\n3,x\n", "row 2, column 2: 'x' is not a finite number")]
    [InlineData("1,2\n3,\n", "row 2, column 2: the field is empty")]
    [InlineData("1,NaN\n", "row 1, column 2: 'NaN' is not a finite number")]
    [InlineData("1,2\n-inf,1\n", "row 2, column 1: '-inf' is not a finite number")]
    [InlineData("0,5;1,5\n", "separate numbers by commas, and write decimals with a point")]
    [InlineData("a,b\n1,2\n", "row 1, column 1: 'a' is not a finite number; if the first row holds labels, say so in the model: labels = header, or column = name for one column")]
    [InlineData("1,2\nb,2\n", "row 2, column 1: 'b' is not a finite number; labels of rows are read when the model says labels = header")]
    public void Mistake_in_a_matrix_is_told_with_its_place(string text, string message) => Refused(s_matrix, text, message);

    [Theory]
    [InlineData("a,b\n", "has a header but no rows")]
    [InlineData("1,2,3\n4,5,6\n", "row 1: found numbers where the model announces labels (labels = header)")]
    [InlineData("a,b\n1,2\n3,4,5\n", "row 3: 3 fields, but the rows before have 2")]
    [InlineData("a,b\n1,2,3,4\n", "row 2: 4 fields, but the header has 2")]
    [InlineData("a,b,a\n1,2,3\n", "columns 1 and 3 have the same label, 'a'")]
    [InlineData("a,,c\n1,2,3\n", "column 2 has no label")]
    [InlineData(",a,b\nx,1,2\nx,3,4\n", "rows 1 and 2 have the same label, 'x'")]
    [InlineData(",a,b\nb,1,2\na,3,4\n", "row 1 of the matrix is labelled 'b', column 1 'a'; the labels are the same, so sort the rows")]
    [InlineData(",a,b\na,1,2\nc,3,4\n", "row 2 of the matrix is labelled 'c', column 2 'b'; rows and columns")]
    [InlineData("name,a,b\na,1,2\n", "row 2, column 1 ('name'): 'a' is not a finite number; if the first column holds labels, leave the first field of the header empty")]
    [InlineData(",a,b\na,1,x\n", "row 2, column 3 ('b'): 'x' is not a finite number")]
    [InlineData("a,b\na,1,x\n", "row 2, column 3 ('b'): 'x' is not a finite number")]
    public void Mistake_in_a_labelled_matrix_is_told_with_its_place(string text, string message) => Refused(s_labelled, text, message);

    [Theory]
    [InlineData("1,2\n3,4\n", "holds 2 rows of 2 numbers, where a single row or column is needed")]
    public void Matrix_is_no_list(string text, string message) => Refused(s_list, text, message);

    [Theory]
    [InlineData("a,b\n1,2\n", "has no column 'w'; it has 'a', 'b'")]
    [InlineData("1,2\n1,2\n", "row 1: found the number '1' where the header was expected")]
    [InlineData("w,b\n1,2\nx,2\n", "row 3, column 1 ('w'): 'x' is not a finite number")]
    [InlineData("w,b\n1\n", "row 2: 1 fields, but the header has 2")]
    public void Mistake_in_a_column_is_told_with_its_place(string text, string message) => Refused(s_list with { Column = "w" }, text, message);

    [Fact]
    public void Missing_file_is_named_with_the_model_and_the_array()
    {
        var e = Assert.Throws<FileNotFoundException>(() => ArrayFile.Load(s_matrix, Path.Combine(_folder, "nowhere.csv")));

        Assert.Contains("nowhere.csv' does not exist; 'W' in 'model.mlang' reads it", e.Message);
    }

    [Theory]
    [InlineData("<f8", 1, false)]
    [InlineData("<f4", 2, false)]
    [InlineData("<i8", 3, true)]
    [InlineData("<i4", 1, true)]
    [InlineData("|u1", 1, false)]
    public void Npy_matrix_is_read_in_either_order(string type, byte version, bool fortran)
    {
        double[] stored = fortran ? [1, 4, 2, 5, 3, 6] : [1, 2, 3, 4, 5, 6];
        ArrayData data = LoadNpy(s_matrix, Npy(version, $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': (2, 3), }}", Bytes(type, stored)));

        Assert.Equal((2, 3), (data.Rows, data.Columns));
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Values);
    }

    [Fact]
    public void Npy_list_and_booleans_are_read()
    {
        Assert.Equal([1, 0, 1], LoadNpy(s_list, Npy(1, "{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }", [1, 0, 1])).Values);
        ArrayData column = LoadNpy(s_list with { Scale = 1000 }, Npy(1, "{\"shape\": (2, 1), \"fortran_order\": False, \"descr\": \"<i2\"}", [1, 0, 2, 0]));
        Assert.Equal((1, 2), (column.Rows, column.Columns));
        Assert.Equal([0.001, 0.002], column.Values);
    }

    [Fact]
    public void Npy_is_known_by_its_first_bytes()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.csv"), Npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2), }", [7, 8]));

        Assert.Equal([7.0, 8], ArrayFile.Load(s_matrix, Path.Combine(_folder, "a.csv")).Values);
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", 24, "2 x 2 numbers take 32 bytes, but 24 follow the header; the file is cut off")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", 40, "but 40 follow the header; the file holds something else too")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }", 32, "has 1 dimension, where a matrix, with 2, is needed")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2, 1), }", 32, "has 3 dimensions")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", 8, "has 0 dimensions")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4), }", 0, "the array is empty")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 1000000), }", 8, "1000000 x 1000000 numbers, which is too many")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 1), }", 8, "which is too many")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }", 8, "it holds Python objects, which are never read")]
    [InlineData("{'descr': '>f8', 'fortran_order': False, 'shape': (1, 1), }", 8, "type '>f8' are not read; save numpy.asarray(a, dtype='<f8')")]
    [InlineData("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1, 1), }", 8, "tells no type of numbers")]
    [InlineData("{'descr': '<f8'}", 8, "tells no shape or order")]
    public void Npy_that_does_not_fit_is_refused(string header, int bytes, string message) =>
        Assert.Contains(message, Assert.Throws<DataFileException>(() => LoadNpy(s_matrix, Npy(1, header, new byte[bytes]))).Message);

    [Fact]
    public void Npy_that_is_damaged_is_refused()
    {
        byte[] good = Npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }", Bytes("<f8", [1, double.NaN]));
        void Bad(byte[] bytes, string message) => Assert.Contains(message, Assert.Throws<DataFileException>(() => LoadNpy(s_matrix, bytes)).Message);

        Bad(good, "row 1, column 2: nan is not a finite number");
        Bad([], "the file is empty");
        Bad(good[..5], "not an NPY file");
        Bad(Encoding.UTF8.GetBytes("1,2\n3,4\n"), "not an NPY file; numpy.save writes one");
        Bad(good[..9], "cut off or damaged");
        Bad(good[..30], "cut off or damaged");
        Bad([.. good[..6], 9, 0, .. good[8..]], "format 9 of NPY is not known");
        Bad([.. good[..6], 2, 0, 255, 255, 255, 255, .. good[12..]], "cut off or damaged");
        Assert.Contains("holds numbers only", Assert.Throws<DataFileException>(() => LoadNpy(s_labelled, good)).Message);
    }

    [Fact]
    public void Data_is_given_to_the_simulator_which_is_sized_and_labelled()
    {
        Write("a.csv", ",V1,V2\nV1,0,0.1\nV2,0.2,0\n");
        var ensemble = new Ensemble(0, [s_labelled]) { ModelFolder = _folder };

        Assert.Empty(ensemble.LoadData());
        Assert.Equal((2, 4, 1.0), (ensemble.PopulationSizes[0], ensemble.State.Length, ensemble.State[1]));
        Assert.Equal(["V1", "V2"], ensemble.UnitLabels[0]);
        Assert.Equal(["V2"], ensemble.Run(new RunOptions { Duration = 1, Step = 0.1, Record = ["X.twice", "X.r[1..1]", "X.r[0..0]"] }).Trajectory.Population("X.twice").Labels!.Skip(1));
    }

    [Fact]
    public void Run_reads_the_data_once()
    {
        Write("a.csv", "0,0.1\n0.2,0\n");
        var ensemble = new Ensemble(0, [s_matrix]) { ModelFolder = _folder };
        var options = new RunOptions { Duration = 1, Step = 0.1, Interval = 1 };

        Assert.Equal(1200, ensemble.Run(options).EnsureCompleted().Trajectory["X.r[1]"].Values[1], 1e-9);
        File.Delete(Path.Combine(_folder, "a.csv"));
        ensemble.Reset();
        Assert.Equal(1100, ensemble.Run(options).EnsureCompleted().Trajectory["X.r[0]"].Values[1], 1e-9);
    }

    [Fact]
    public void Shape_that_the_model_refuses_is_told_with_the_file()
    {
        string path = Write("a.csv", "1,2,3\n");
        var e = Assert.Throws<DataFileException>(() => new Ensemble(0, [s_matrix]) { ModelFolder = _folder }.LoadData());

        Assert.Equal($"'{path}': a square matrix is needed, this one is 1 x 3", e.Message);
    }

    [Fact]
    public void Labels_of_two_files_are_compared()
    {
        Write("a.csv", "x,y\n0,0\n0,0\n");
        Write("b.csv", "y,x\n0,0\n0,0\n");
        Write("c.csv", "x,z\n0,0\n0,0\n");
        Ensemble With(string file) => new(0, [s_labelled, s_labelled with { File = file }]) { ModelFolder = _folder };

        Assert.Contains("column 1 is labelled 'x' in", Assert.Throws<DataFileException>(() => With("b.csv").LoadData()).Message);
        Assert.Contains("column 2 is labelled 'y' in", Assert.Single(With("c.csv").LoadData()));
    }

    [Fact]
    public void Unused_columns_are_a_warning()
    {
        Write("a.csv", "w,extra\n1,2\n");
        Write("m.csv", "1\n");
        var ensemble = new Ensemble(0, [s_matrix with { File = "m.csv" }, s_list with { Column = "w" }]) { ModelFolder = _folder };

        Assert.Contains("nothing uses column 'extra'", Assert.Single(ensemble.LoadData()));
    }

    private ArrayData Load(ArrayDescription array, string text) => ArrayFile.Load(array, Write("a.csv", text));

    private void Refused(ArrayDescription array, string text, string message)
    {
        var e = Assert.Throws<DataFileException>(() => Load(array, text));
        Assert.Contains(message, e.Message);
        Assert.Contains(Path.Combine(_folder, "a.csv"), e.Message);
    }

    private ArrayData LoadNpy(ArrayDescription array, byte[] content)
    {
        string path = Path.Combine(_folder, "a.npy");
        File.WriteAllBytes(path, content);
        return ArrayFile.Load(array, path);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static byte[] Npy(byte version, string header, byte[] data)
    {
        byte[] length = new byte[version == 1 ? 2 : 4];
        length[0] = (byte)header.Length;
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. data];
    }

    private static byte[] Bytes(string type, double[] values) => [.. values.SelectMany(v =>
    {
        byte[] bytes = new byte[8];
        switch (type)
        {
            case "<f8": BinaryPrimitives.WriteDoubleLittleEndian(bytes, v); break;
            case "<f4": BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)v); break;
            default: BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)v); break;
        }

        return bytes[..(type[2] - '0')];
    })];
}
