using System.IO.Compression;
using System.Runtime.InteropServices;
using ModelLang.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Packaging.Tests;

/// <summary>Generated classes and the libraries they need are published trimmed and as native code, with all warnings as errors.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Packaging")]
public sealed class PublishingTests(PackageFeed feed, ITestOutputHelper output)
{
    // Every part that could need reflection: metadata, an adaptive method, results in text and binary form, a plot.
    private const string Program = """
        using ModelLang.Simulation.Experiments;
        using ModelLang.Simulation.Plotting;
        using ModelLang.Simulation.Results;

        Models.NetworkRise model = new();
        model.Pop.Tau = 20;
        RunResult run = model.Run().EnsureCompleted();
        using StringWriter table = new();
        CsvWriter.Write(run.Trajectory, table);
        using MemoryStream archive = new();
        NpzWriter.Write(run.Trajectory, archive, new() { ["model"] = model.Description.Name });
        string plot = SvgRenderer.Render(TrajectoryPlot.Create(run.Trajectory));
        if (table.ToString().Length == 0 || archive.Length == 0 || !plot.Contains("<svg"))
        {
            return 1;
        }

        Console.WriteLine($"{model.Description.States[0].Name} {run.Summary.Method} {run.Trajectory["pop.r"].Values[^1]:F4}");
        return 0;
        """;

    private const string Model = """
        time ms
        operator leaky {
          param tau = 10 ms in (0 ms, inf)
          state r   = 0.0
          tau * r' = 1 - r
        }
        circuit network {
          node pop : leaky
        }
        experiment rise {
          model  network
          solver dopri5 { rtol = 1e-8, atol = 1e-10 }
          run    20 ms
          record pop.r every 10 ms
        }
        """;

    [TrimmedFact]
    public void A_trimmed_program_runs()
    {
        string project = Project("trimmed", "net10.0", "PublishTrimmed", $"""<PackageReference Include="ModelLang" Version="{PackageFeed.Version}" />""");

        Assert.Equal("pop.r dopri5 0.6321\n", PublishAndRun(project));
    }

    /// <summary>The libraries are compiled with the program, so that any framework with a native compiler will do.</summary>
    [NativeFact]
    public void A_native_program_runs()
    {
        string generator = Path.Combine(feed.NewFolder("generator"), "package");
        ZipFile.ExtractToDirectory(Path.Combine(feed.Folder, $"ModelLang.{PackageFeed.Version}.nupkg"), generator);
        string sources = Path.Combine(Repository.Root, "src");
        string project = Project("native", Publishing.NativeFramework!, "PublishAot", $"""
            <Analyzer Include="{generator}/analyzers/dotnet/cs/*.dll" />
            <Compile Include="{sources}/ModelLang.Runtime/**/*.cs;{sources}/ModelLang.Simulation/**/*.cs" Exclude="{sources}/*/obj/**;{sources}/*/bin/**" />
            """, generator);

        Assert.Equal("pop.r dopri5 0.6321\n", PublishAndRun(project));
        output.WriteLine($"compiled to native code for {Publishing.NativeFramework}");
    }

    private string Project(string name, string framework, string how, string items, string? generator = null)
    {
        string folder = feed.NewFolder(name);
        string Import(string file) => generator is null ? "" : $"""<Import Project="{generator}/build/{file}" />""";
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              {Import("ModelLang.props")}
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <RootNamespace>Models</RootNamespace>
                <LangVersion>14</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <SelfContained>true</SelfContained>
                <{how}>true</{how}>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AllowUnsafeBlocks>{generator is not null}</AllowUnsafeBlocks>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
              {Import("ModelLang.targets")}
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "network.mlang"), Model + "\n");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program + "\n");
        return folder;
    }

    private string PublishAndRun(string folder)
    {
        DotnetCommand.Run(folder, "publish", "-v", "q", "-o", "out", "-p:RestoreConfigFile=" + feed.Configured).Succeeded();
        return DotnetCommand.RunProgram(Path.Combine(folder, "out", Path.GetFileName(folder)), folder).Succeeded();
    }
}
