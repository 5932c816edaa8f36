using ModelLang.Testing;
using Xunit;

namespace ModelLang.Packaging.Tests;

/// <summary>What a new user does: one package reference, one model file, a few lines of C#.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Packaging")]
public sealed class GeneratorConsumerTests(PackageFeed feed)
{
    private const string Model = """
        time ms

        /// A population that follows its input.
        operator leaky {
          param tau = 10 ms in (0 ms, inf)   /// membrane time constant
          input u   = 1.0
          state r   = 0.0
          tau * r' = -r + u
        }

        circuit network {
          node pop : leaky
        }

        experiment rise {
          model  network
          solver rk4 { dt = 0.1 ms }
          run    20 ms
          record pop.r every 10 ms
        }
        """;

    [Fact]
    public void A_package_reference_and_a_model_file_are_a_simulator()
    {
        Consumer consumer = new(feed, "my-lab", "ModelLang");
        consumer.Write("network.mlang", Model);
        consumer.Write("Program.cs", """
            using ModelLang.Simulation.Experiments;
            using ModelLang.Simulation.Results;
            using my_lab;

            NetworkRise model = new();
            model.Pop.Tau = 20;
            Trajectory trajectory = model.Run().EnsureCompleted().Trajectory;
            for (int i = 0; i < trajectory.Count; i++)
            {
                Console.WriteLine($"{trajectory.Time.Values[i]} {trajectory["pop.r"].Values[i]:F4}");
            }
            """);

        // 1 - exp(-t/tau)
        Assert.EndsWith("0 0.0000\n10 0.3935\n20 0.6321\n", consumer.BuildAndRun());
    }

    [Fact]
    public void A_mistake_in_the_model_is_an_error_of_the_build_at_its_line_and_column()
    {
        Consumer consumer = new(feed, "mistaken", "ModelLang");
        consumer.Write("network.mlang", Model.Replace("-r + u", "-r + w"));
        consumer.Write("Program.cs", "Console.WriteLine();");
        string output = consumer.Build().Failed();

        Assert.Contains(Path.Combine(consumer.Folder, "network.mlang") + "(8,19): error ML2001: 'w' is not defined", output);
        Assert.Contains("diagnostics.md#ml2001", output);
    }

    [Fact]
    public void The_template_is_a_project_that_runs()
    {
        string folder = feed.NewFolder("template");
        string[] hive = ["--debug:custom-hive", Path.Combine(folder, "hive")];
        DotnetCommand.Run(folder, ["new", "install", Path.Combine(feed.Folder, $"ModelLang.Templates.{PackageFeed.Version}.nupkg"), .. hive]).Succeeded();
        DotnetCommand.Run(folder, ["new", "mlang", "-o", "my-model", "--no-restore", .. hive]).Succeeded();

        string project = Path.Combine(folder, "my-model");
        string program = File.ReadAllText(Path.Combine(project, "Program.cs"));
        Assert.InRange(program.TrimEnd().Split('\n').Length, 1, 9);
        Assert.Contains("using my_model;", program);

        DotnetCommand.Run(project, "build", "-v", "q", "-warnaserror", "-p:RestoreConfigFile=" + feed.Configured).Succeeded();
        string[] lines = DotnetCommand.Run(project, "run", "--no-build").Succeeded().TrimEnd().Split('\n');
        Assert.Equal(41, lines.Length);
        Assert.Matches(@"^  400 ms +\d+\.\d{3} Hz$", lines[^1]);
    }
}
