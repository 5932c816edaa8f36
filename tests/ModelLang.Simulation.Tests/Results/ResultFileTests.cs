using ModelLang.Simulation.Results;
using Xunit;

namespace ModelLang.Simulation.Tests.Results;

public sealed class ResultFileTests : IDisposable
{
    private static readonly Trajectory s_trajectory = Trajectory.FromColumns("ms", [0, 1], ("r", "Hz", [1, 2]));
    private readonly string _directory = Directory.CreateTempSubdirectory("result-file-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("run.csv", (byte)'t')]
    [InlineData("RUN.NPZ", (byte)'P')]
    public void The_extension_chooses_the_format(string name, byte firstByte)
    {
        ResultFile.Write(InDirectory(name), s_trajectory);
        Assert.Equal(firstByte, File.ReadAllBytes(InDirectory(name))[0]);
        Assert.Equal([InDirectory(name)], Directory.GetFiles(_directory));
    }

    [Fact]
    public void An_existing_file_is_replaced()
    {
        File.WriteAllText(InDirectory("run.csv"), new string('x', 1000));
        ResultFile.Write(InDirectory("run.csv"), s_trajectory);
        Assert.Equal("t,r\n0,1\n1,2\n", File.ReadAllText(InDirectory("run.csv")));
    }

    [Fact]
    public void A_link_is_followed()
    {
        File.WriteAllText(InDirectory("target.csv"), "old");
        File.CreateSymbolicLink(InDirectory("link.csv"), InDirectory("target.csv"));
        ResultFile.Write(InDirectory("link.csv"), s_trajectory);
        Assert.Equal("t,r\n0,1\n1,2\n", File.ReadAllText(InDirectory("target.csv")));
        Assert.NotNull(new FileInfo(InDirectory("link.csv")).LinkTarget);
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        string path = InDirectory("run.csv");
        File.WriteAllText(path, "old");
        var refused = Assert.Throws<ResultFileException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("the cable was pulled");
        }));
        Assert.Equal($"cannot write '{path}': the cable was pulled", refused.Message);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, _ => throw new InvalidOperationException()));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData("run.xlsx", "'.xlsx' is not a format of results; end the name with .csv or .npz")]
    [InlineData("run", "the name has no extension; end it with .csv or .npz")]
    [InlineData("missing/run.csv", "does not exist; create it or choose another path")]
    [InlineData("folder.csv", "it is a directory; add a file name")]
    [InlineData("protected.csv", "the file is write-protected; lift the protection or choose another path")]
    public void A_path_that_cannot_work_is_refused_before_and_after_the_run(string name, string cause)
    {
        Directory.CreateDirectory(InDirectory("folder.csv"));
        File.WriteAllText(InDirectory("protected.csv"), "");
        File.SetAttributes(InDirectory("protected.csv"), FileAttributes.ReadOnly);
        string path = InDirectory(name);

        var before = Assert.Throws<ResultFileException>(() => ResultFile.Check(path));
        var after = Assert.Throws<ResultFileException>(() => ResultFile.Write(path, s_trajectory));
        Assert.Equal(before.Message, after.Message);
        Assert.Equal(path, after.Path);
        Assert.StartsWith($"cannot write '{path}': ", after.Message);
        Assert.EndsWith(cause, after.Message);
        File.SetAttributes(InDirectory("protected.csv"), FileAttributes.Normal);
    }

    [Fact]
    public void A_full_disk_is_named()
    {
        if (File.Exists("/dev/full"))
        {
            var refused = Assert.Throws<ResultFileException>(() => CsvWriter.Write(s_trajectory, "/dev/full"));
            Assert.Contains("the disk is full", refused.Message);
        }
    }

    [Fact]
    public void A_device_is_written_and_not_replaced()
    {
        if (File.Exists("/dev/null"))
        {
            CsvWriter.Write(s_trajectory, "/dev/null");
            NpzWriter.Write(s_trajectory, "/dev/null");
            Assert.Equal(0, new FileInfo("/dev/null").Length);
        }
    }

    private string InDirectory(string name) => Path.Combine(_directory, name);
}
