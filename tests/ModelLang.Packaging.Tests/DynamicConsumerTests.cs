using Xunit;

namespace ModelLang.Packaging.Tests;

[Collection(PackageTests.Name)]
[Trait("Category", "Packaging")]
public sealed class DynamicConsumerTests(PackageFeed feed)
{
    [Fact]
    public void A_project_with_two_package_references_compiles_a_model_at_run_time()
    {
        Consumer consumer = new(feed, "dynamic", "ModelLang.Dynamic", "ModelLang.Simulation");
        consumer.Write("Program.cs", """
            using ModelLang.Dynamic;
            using ModelLang.Simulation.Experiments;

            const string Text = "operator decay {\n  state x = 1\n  x' = -x\n}\nexperiment e {\n  model decay\n  solver rk4 { dt = 0.5 }\n  run 1\n  record x every 0.5\n}";
            using CompiledModel model = Model.FromText(Text, new ModelOptions { Experiment = "e", UseCache = false });
            RunResult run = ExperimentRunner.Run(model.CreateSimulator(), new RunOptions());
            foreach (double x in run.Trajectory["x"].Values)
            {
                Console.WriteLine(x.ToString("F3"));
            }
            """);

        Assert.EndsWith("1.000\n0.607\n0.368\n", consumer.BuildAndRun());
    }
}
