using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelLang.Simulation.Results;
using Xunit;

namespace ModelLang.Simulation.Tests.Results;

public sealed class NpzWriterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1_000)]
    public void Each_column_is_an_npy_array(int count)
    {
        double[] times = [.. Enumerable.Range(0, count).Select(i => 0.1 * i)];
        double[] values = [.. times.Select(t => t == 0 ? double.NaN : -1 / t)];
        using ZipArchive archive = Archive(Trajectory.FromColumns("ms", times, ("X.r[0]", "Hz", values)));

        Assert.Equal(["t.npy", "X.r[0].npy", "manifest.json"], archive.Entries.Select(e => e.FullName));
        Assert.Equal(times, Array(archive, "t.npy"));
        Assert.Equal(values, Array(archive, "X.r[0].npy"));
    }

    [Fact]
    public void The_manifest_holds_names_units_and_facts()
    {
        Trajectory trajectory = Trajectory.FromColumns("ms", [0, 1], ("p.r", "Hz", [1, 2]), ("a/b", "", [3, 4]));
        using ZipArchive archive = Archive(trajectory, new JsonObject { ["model"] = "theta", ["seed"] = 42 });
        using var manifest = JsonDocument.Parse(archive.GetEntry("manifest.json")!.Open());
        JsonElement root = manifest.RootElement;

        Assert.Equal(2, root.GetProperty("samples").GetInt32());
        Assert.Equal("ms", root.GetProperty("time").GetProperty("unit").GetString());
        Assert.Equal(
            [("p.r", "Hz", "p.r.npy"), ("a/b", "", "a%2Fb.npy")],
            root.GetProperty("variables").EnumerateArray().Select(v =>
                (v.GetProperty("name").GetString()!, v.GetProperty("unit").GetString()!, v.GetProperty("entry").GetString()!)));
        Assert.Equal("theta", root.GetProperty("facts").GetProperty("model").GetString());
        Assert.Equal(42, root.GetProperty("facts").GetProperty("seed").GetInt32());
        Assert.Equal([3.0, 4.0], Array(archive, "a%2Fb.npy"));
    }

    [Fact]
    public void The_same_trajectory_gives_the_same_bytes_at_any_time()
    {
        Trajectory trajectory = Trajectory.FromColumns("ms", [0, 1], ("r", "Hz", [1, 2]));
        byte[] first = Bytes(trajectory, null);
        Assert.Equal(first, Bytes(trajectory, null));
        using var archive = new ZipArchive(new MemoryStream(first));
        Assert.All(archive.Entries, e => Assert.Equal(new DateTime(1980, 1, 1), e.LastWriteTime.DateTime));
        Assert.All(archive.Entries.Where(e => e.Name != "manifest.json"), e => Assert.Equal(e.Length, e.CompressedLength));
    }

    private static double[] Array(ZipArchive archive, string name)
    {
        var memory = new MemoryStream();
        using (Stream entry = archive.GetEntry(name)!.Open())
        {
            entry.CopyTo(memory);
        }

        byte[] bytes = memory.ToArray();
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes[..8]);
        int dataStart = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Assert.Equal(0, dataStart % 64);
        int count = (bytes.Length - dataStart) / sizeof(double);
        string header = Encoding.ASCII.GetString(bytes, 10, dataStart - 10);
        Assert.EndsWith(" \n", header);
        Assert.Equal($"{{'descr': '<f8', 'fortran_order': False, 'shape': ({count},), }}", header.TrimEnd());
        return [.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(dataStart + 8 * i)))];
    }

    private static ZipArchive Archive(Trajectory trajectory, JsonObject? facts = null) => new(new MemoryStream(Bytes(trajectory, facts)));

    private static byte[] Bytes(Trajectory trajectory, JsonObject? facts)
    {
        var memory = new MemoryStream();
        NpzWriter.Write(trajectory, memory, facts);
        return memory.ToArray();
    }
}
