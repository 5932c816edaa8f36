using ModelLang.Testing;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>What a project file says reaches the generator through MSBuild, and what it finds comes out of the build.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modellang build ").FullName;

    public BuildTests()
    {
        string build = Path.Combine(Repository.Root, "generators", "ModelLang.Generator", "build");
        string analyzers = string.Join(';', new[] { "ModelLang.Generator", "ModelLang.Compiler", "ModelLang.Library", "Antlr4.Runtime.Standard" }.Select(Here));
        Write("lab-project.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{build}/ModelLang.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <ModelLang Update="Models/net.mlang" Methods="rk4;&#xA; dopri5" Circuits="it's;net" Strict="true" />
                <ModelLang Update="parts/*.mlang" Generate="false" />
                <ModelLang Remove="drafts/**" />
                <ModelLang Update="wrong.mlang" Namespace="C#" Methods="rk4; rk5" />
                <Analyzer Include="{analyzers}" />
                <Reference Include="{Here("ModelLang.Runtime")}" />
              </ItemGroup>
              <Import Project="{build}/ModelLang.targets" />
            </Project>
            """);
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("Models/net.mlang", Samples.Importing("../parts/part.mlang", "part_part", "net") + "\ncircuit `it's` {\n  node p : part_part\n}\ncircuit left_out {\n  node p : part_part\n}");
        Write("parts/part.mlang", Samples.Decay("part"));
        Write("drafts/draft.mlang", "not a model");
        Write("Program.cs", """
            lab_project.Models.Net net = new();
            net.Step(0.5, 1);
            Console.WriteLine($"{net.Description.Name} {net.State[0]:F4} {new lab_project.Models.It_s().Description.Method} {new lab_project.Models.NetDopri5().Description.Method}");
            Console.WriteLine(string.Join(" ", typeof(lab_project.Models.Net).Assembly.GetExportedTypes().Where(t => !t.IsNested).Select(t => t.Name).Order()));
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_project_with_models_builds_and_runs()
    {
        string output = DotnetCommand.Run(_folder, "run").Succeeded();

        Assert.Contains("net 0.6068 rk4 dopri5\n", output, StringComparison.Ordinal);
        Assert.Contains("\nIt_s It_sDopri5 Net NetDopri5\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_errors_of_the_build_at_their_line_and_column()
    {
        Write("wrong.mlang", Samples.Decay("wrong"));
        Write("lif.mlang", "time ms\noperator lif {\n  param tau = 20 ms\n  state V = -60 mV\n  tau*V' = -V + drive\n}\n");
        string output = DotnetCommand.Run(_folder, "build").Failed();

        Assert.Contains("lif.mlang(5,17): error ML2001: 'drive' is not defined", output, StringComparison.Ordinal);
        Assert.Contains("wrong.mlang(1,1): error ML6001: Namespace=\"C#\" in the project is no namespace of C#", output, StringComparison.Ordinal);
        Assert.Contains("wrong.mlang(1,1): error ML5002: There is no method 'rk5'", output, StringComparison.Ordinal);
        Assert.Contains("grammar/diagnostics.md#ml2001", output, StringComparison.Ordinal);
        Assert.DoesNotContain("draft.mlang", output, StringComparison.Ordinal);
    }

    private static string Here(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private void Write(string file, string text)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
