using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace ModelLang.Testing;

/// <summary>Compares text with a committed <c>.verified.</c> file beside the test.</summary>
/// <remarks>
/// File names follow Verify's convention: <c>Class.Method[_variant].verified.ext</c>. On a difference the
/// actual text is left as <c>.received.</c>; <c>UPDATE_SNAPSHOTS=1</c> accepts it.
/// </remarks>
public static class Snapshot
{
    /// <summary>Asserts that <paramref name="actual"/> equals the verified file of the calling test.</summary>
    public static void Match(
        string actual,
        string extension = "txt",
        string? variant = null,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string testName = "")
    {
        string name = Path.GetFileNameWithoutExtension(testFile) + "." + testName + (variant is null ? "" : "_" + variant);
        MatchFile(actual, Path.Combine(Path.GetDirectoryName(testFile)!, name), extension);
    }

    /// <summary>Asserts that <paramref name="actual"/> equals <c>{stem}.verified.{extension}</c>.</summary>
    public static void MatchFile(string actual, string stem, string extension) =>
        Compare(actual, $"{stem}.verified.{extension}", $"{stem}.received.{extension}");

    /// <summary>Asserts that a page of documentation that is written from a table is in step with it.</summary>
    /// <param name="actual">The page as the table gives it.</param>
    /// <param name="path">The committed page, relative to the root of the repository.</param>
    public static void MatchPage(string actual, string path)
    {
        string file = Path.Combine(Repository.Root, path);
        Compare(actual, file, Path.ChangeExtension(file, ".received" + Path.GetExtension(file)));
    }

    private static void Compare(string actual, string verified, string received)
    {
        string text = Normalise(actual);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(verified)!);
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        string expected = File.Exists(verified) ? Normalise(File.ReadAllText(verified)) : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(FirstDifference(verified, expected, text));
    }

    private static string Normalise(string text) => text.Replace("\r\n", "\n").TrimEnd() + "\n";

    private static string FirstDifference(string file, string expected, string actual)
    {
        string[] e = expected.Split('\n');
        string[] a = actual.Split('\n');
        int i = 0;
        while (i < e.Length && i < a.Length && e[i] == a[i])
        {
            i++;
        }

        return new StringBuilder()
            .AppendLine($"{Path.GetFileName(file)} differs at line {i + 1} (UPDATE_SNAPSHOTS=1 accepts the new text)")
            .AppendLine("expected: " + (i < e.Length ? e[i] : "<end>"))
            .AppendLine("actual:   " + (i < a.Length ? a[i] : "<end>"))
            .ToString();
    }
}
