using ModelLang.Testing;
using Xunit;

namespace ModelLang.Packaging.Tests;

[Collection(PackageTests.Name)]
[Trait("Category", "Packaging")]
public sealed class DeterminismTests(PackageFeed feed)
{
    private static readonly string[] s_files =
        ["Directory.Build.props", "Directory.Packages.props", "src/Directory.Build.props", "src/Directory.Build.targets",
         .. from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ModelLang.Library"), "*", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
            where !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
            select path];

    [Fact]
    public void The_same_sources_in_two_folders_give_the_same_bytes()
    {
        (byte[] library, byte[] symbols) = Build("one");
        (byte[] libraryElsewhere, byte[] symbolsElsewhere) = Build("a-folder-with-another-name");

        Assert.Equal(library, libraryElsewhere);
        Assert.Equal(symbols, symbolsElsewhere);
    }

    private (byte[] Library, byte[] Symbols) Build(string name)
    {
        string folder = feed.NewFolder(name);
        foreach (string file in s_files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(folder, file));
        }

        string project = Path.Combine(folder, "src", "ModelLang.Library");
        DotnetCommand.Run(project, "build", "-c", "Release", "-v", "q", "-o", "out", "-p:RestoreConfigFile=" + feed.Configured).Succeeded();
        byte[] Built(string extension) => File.ReadAllBytes(Path.Combine(project, "out", "ModelLang.Library." + extension));
        return (Built("dll"), Built("pdb"));
    }
}
