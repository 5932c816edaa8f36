using ModelLang.Testing;
using Xunit;

namespace ModelLang.Packaging.Tests;

[Collection(PackageTests.Name)]
[Trait("Category", "Packaging")]
public sealed class ToolTests(PackageFeed feed)
{
    [Fact]
    public void The_tool_installs_from_the_folder_and_runs_a_model()
    {
        string folder = feed.NewFolder("tool");
        DotnetCommand.Run(folder, "tool", "install", "ModelLang.Cli", "--tool-path", "bin", "--version", PackageFeed.Version, "--configfile", feed.Configured)
            .Succeeded();
        File.Copy(Path.Combine(Repository.Root, "examples", "theta", "theta.mlang"), Path.Combine(folder, "theta.mlang"));

        string mlang = Path.Combine(folder, "bin", "mlang");
        Assert.Equal($"mlang {PackageFeed.Version}\n", DotnetCommand.RunProgram(mlang, folder, "--version").Succeeded());
        string run = DotnetCommand.RunProgram(mlang, folder, "run", "theta.mlang", "--experiment", "step", "--out", "theta.csv", "--no-cache").Succeeded();

        Assert.Contains("theta.csv", run);
        Assert.StartsWith("t,", File.ReadLines(Path.Combine(folder, "theta.csv")).First(l => !l.StartsWith('#')));
    }
}
