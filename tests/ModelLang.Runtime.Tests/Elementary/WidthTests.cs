using System.Runtime.CompilerServices;
using Xunit;

namespace ModelLang.Runtime.Tests;

/// <summary>
/// The folders Vector256 and Vector512 repeat the text of Vector128 with the width exchanged. With <c>UPDATE_SNAPSHOTS=1</c>
/// the test writes them.
/// </summary>
public class WidthTests
{
    [Theory]
    [InlineData("Vector256")]
    [InlineData("Vector512")]
    public void Wider_lanes_have_the_text_of_Vector128(string width)
    {
        string source = Path.Combine(Folder(), "Vector128");
        string copy = Path.Combine(Folder(), width);
        string[] names = [.. Directory.GetFiles(source).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        foreach (string name in names)
        {
            string expected = File.ReadAllText(Path.Combine(source, name)).Replace("Vector128", width, StringComparison.Ordinal);
            string path = Path.Combine(copy, name);
            if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            {
                File.WriteAllText(path, expected);
            }
            Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path) : "");
        }
        Assert.Equal(names, Directory.GetFiles(copy).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../src/ModelLang.Runtime/Elementary");
}
