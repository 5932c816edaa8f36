using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Packaging.Tests;

[Collection(PackageTests.Name)]
[Trait("Category", "Packaging")]
public sealed class PackageContentTests(PackageFeed feed)
{
    private static readonly string[] s_libraries =
        ["ModelLang.Compiler", "ModelLang.Dynamic", "ModelLang.Library", "ModelLang.Runtime", "ModelLang.Simulation"];

    private static readonly string[] s_packages = [.. s_libraries, "ModelLang", "ModelLang.Cli", "ModelLang.Templates"];

    public static TheoryData<string> Libraries => [.. s_libraries];

    public static TheoryData<string> Packages => [.. s_packages];

    [Fact]
    public void The_packages_are() => Assert.Equal(
        s_packages.Order(),
        Directory.GetFiles(feed.Folder, "*.nupkg").Select(f => Path.GetFileName(f).Replace($".{PackageFeed.Version}.nupkg", "")).Order());

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_says_what_it_is(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        XElement metadata = XDocument.Load(archive.GetEntry(package + ".nuspec")!.Open()).Root!.Elements().First();
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;

        Assert.Equal(PackageFeed.Version, Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.True(archive.GetEntry("README.md")!.Length > 200);
        Assert.All(["authors", "description", "tags", "copyright"], name => Assert.NotEmpty(Value(name)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_documentation_and_symbols(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        using ZipArchive symbols = Open(package, "snupkg");
        string library = Assert.Single(archive.Entries, e => e.Name == package + ".dll").FullName;

        Assert.NotNull(archive.GetEntry(Path.ChangeExtension(library, "xml")));
        Assert.NotNull(symbols.GetEntry(Path.ChangeExtension(library, "pdb")));
    }

    [Fact]
    public void The_generator_comes_with_all_it_needs()
    {
        using ZipArchive archive = Open("ModelLang", "nupkg");
        string[] files = [.. archive.Entries.Select(e => e.FullName).Where(f => f.StartsWith("analyzers/", StringComparison.Ordinal) || f.StartsWith("build", StringComparison.Ordinal)).Order()];

        Assert.Equal(
            [
                "analyzers/dotnet/cs/Antlr4.Runtime.Standard.dll", "analyzers/dotnet/cs/ModelLang.Compiler.dll",
                "analyzers/dotnet/cs/ModelLang.Generator.dll", "analyzers/dotnet/cs/ModelLang.Library.dll",
                "build/ModelLang.props", "build/ModelLang.targets", "build/diagnostics.md",
                "buildTransitive/ModelLang.props", "buildTransitive/ModelLang.targets", "buildTransitive/diagnostics.md",
            ],
            files);
    }

    [Theory]
    [InlineData("ModelLang")]
    [InlineData("ModelLang.Cli")]
    public void Assemblies_of_others_come_with_their_licenses(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        Assert.Contains("ANTLR", Encoding.UTF8.GetString(ReadAll(archive.GetEntry("THIRD-PARTY-NOTICES.txt")!)));
    }

    [Fact]
    public void Packages_of_the_repository_depend_on_their_own_version()
    {
        using ZipArchive archive = Open("ModelLang.Dynamic", "nupkg");
        var dependencies = XDocument.Load(archive.GetEntry("ModelLang.Dynamic.nuspec")!.Open())
            .Descendants().Where(e => e.Name.LocalName == "dependency").ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);

        Assert.Equal(["Microsoft.CodeAnalysis.CSharp", "ModelLang.Compiler", "ModelLang.Library", "ModelLang.Runtime"], dependencies.Keys.Order());
        Assert.All(dependencies.Where(d => d.Key.StartsWith("ModelLang.", StringComparison.Ordinal)), d => Assert.Equal(PackageFeed.Version, d.Value));
    }

    /// <summary>Neither the folder of the repository nor the user's, in either encoding, in any file of any package.</summary>
    [Fact]
    public void No_package_names_a_place_on_the_machine_it_was_built_on()
    {
        byte[][] places =
        [
            .. from place in (string[])[Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)]
               from encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode]
               select encoding.GetBytes(place + Path.DirectorySeparatorChar),
        ];
        foreach (string package in Directory.GetFiles(feed.Folder))
        {
            using ZipArchive archive = ZipFile.OpenRead(package);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                byte[] content = ReadAll(entry);
                Assert.All(places, place => Assert.True(
                    content.AsSpan().IndexOf(place) < 0, $"{Path.GetFileName(package)}: {entry.FullName} names {Encoding.UTF8.GetString(place)}"));
            }
        }
    }

    private ZipArchive Open(string package, string extension) =>
        ZipFile.OpenRead(Path.Combine(feed.Folder, $"{package}.{PackageFeed.Version}.{extension}"));

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
