using ModelLang.Testing;

namespace ModelLang.Packaging.Tests;

/// <summary>A console project outside the repository that uses packages, as strict as a project can be.</summary>
internal sealed class Consumer
{
    private readonly PackageFeed _feed;

    /// <summary>Makes the project in an empty folder.</summary>
    public Consumer(PackageFeed feed, string name, params string[] packages)
    {
        _feed = feed;
        Folder = feed.NewFolder(name);
        string references = string.Concat(packages.Select(p => $"""<PackageReference Include="{p}" Version="{PackageFeed.Version}" />"""));
        Write(name + ".csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text + "\n");

    /// <summary>Restores and builds.</summary>
    public DotnetCommand Build() => DotnetCommand.Run(Folder, "build", "-v", "q", "-p:RestoreConfigFile=" + _feed.Configured);

    /// <summary>Restores, builds and runs; what the program printed is at the end.</summary>
    public string BuildAndRun()
    {
        Build().Succeeded();
        return DotnetCommand.Run(Folder, "run", "--no-build").Succeeded();
    }
}
