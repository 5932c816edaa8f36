using System.Globalization;
using System.Xml.Linq;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Packaging.Tests;

/// <summary>All packages of the solution in a folder of their own, and room beside it for projects that use them. Packed once for all tests.</summary>
/// <remarks>
/// A <c>nuget.config</c> maps our packages to that folder and all others to the packages this machine already has, with a packages
/// folder of its own: no package of the same version from elsewhere is ever used, and no registry is asked.
/// </remarks>
public sealed class PackageFeed : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    // No blank in it: the native compiler's build does not quote the paths of packages.
    private readonly string _root = Path.Combine(
        Path.GetTempPath(), "modellang-packages-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

    private int _count;

    /// <summary>Packs what the build of this project has built.</summary>
    public PackageFeed()
    {
        Directory.CreateDirectory(Folder);
        WriteConfiguration();
        DotnetCommand.Run(Repository.Root, "pack", "ModelLang.sln", "--no-build", "-p:BuildProjectReferences=false", "-c", Configuration, "-o", Folder).Succeeded();
    }

    /// <summary>The folder with the packages.</summary>
    public string Folder => Path.Combine(_root, "feed");

    /// <summary>The version that all packages have: the repository's.</summary>
    public static string Version { get; } =
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The file that says where packages come from.</summary>
    internal string Configured => Path.Combine(_root, "nuget.config");

    /// <summary>An empty folder for a project, with a blank in its path.</summary>
    internal string NewFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(_root, "project " + (++_count).ToString(CultureInfo.InvariantCulture), name)).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void WriteConfiguration()
    {
        string machine = DotnetCommand.Run(_root, "nuget", "locals", "global-packages", "-l").Succeeded().Split(": ", 2)[1].Trim();
        File.WriteAllText(Configured, $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_root, "used")}" /></config>
              <packageSources><clear /><add key="packed" value="{Folder}" /><add key="machine" value="{machine}" /></packageSources>
              <packageSourceMapping>
                <clear />
                <packageSource key="packed"><package pattern="ModelLang*" /></packageSource>
                <packageSource key="machine"><package pattern="*" /></packageSource>
              </packageSourceMapping>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);

        // Nothing that lies in a folder above has a say.
        foreach (string file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(_root, file), "<Project />");
        }
    }
}

/// <summary>The tests that share the packages.</summary>
[CollectionDefinition(Name)]
public sealed class PackageTests : ICollectionFixture<PackageFeed>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "packages";
}
