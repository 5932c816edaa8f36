using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Semantics;

/// <summary>What the statements of a sweep mean; wrong ones are in the folder Invalid.</summary>
public sealed class SweepBinderTests
{
    [Theory]
    [InlineData("k = [1, 2.5, -3]", new[] { 1, 2.5, -3 })]
    [InlineData("k = [7]", new double[] { 7 })]
    [InlineData("k = [2*3, -1/4]", new[] { 6, -0.25 })]
    [InlineData("k = linspace(0, 1, 5)", new[] { 0, 0.25, 0.5, 0.75, 1 })]
    [InlineData("k = linspace(3, -3, 3)", new double[] { 3, 0, -3 })]
    [InlineData("k = linspace(2, 5, 1)", new double[] { 2 })]
    [InlineData("k = linspace(0, 0.7, 8)", new[] { 0, 0.7 * 1 / 7, 0.7 * 2 / 7, 0.7 * 3 / 7, 0.7 * 4 / 7, 0.7 * 5 / 7, 0.7 * 6 / 7, 0.7 })]
    [InlineData("k = logspace(1, 1000, 4)", new double[] { 1, 10, 100, 1000 })]
    [InlineData("k = logspace(-8, -0.5, 3)", new[] { -8, -2, -0.5 })]
    [InlineData("tau = [2, 4] ms", new double[] { 2, 4 })]
    [InlineData("tau = [2 s, 500 us]", new[] { 2000, 0.5 })]
    [InlineData("tau = linspace(1 ms, 0.1 s, 2)", new double[] { 1, 100 })]
    [InlineData("V = [-70, 20] mV", new double[] { -70, 20 })]
    [InlineData("V = linspace(-0.07 V, -50 mV, 3)", new double[] { -70, -60, -50 })]
    [InlineData("init x = [-1 mV, 2 mV]", new double[] { -1, 2 })]
    [InlineData("seed = linspace(10, 40, 4)", new double[] { 10, 20, 30, 40 })]
    public void Values_are_in_base_units(string axis, double[] values) =>
        Assert.Equal(values, Assert.Single(Assert.Single(Describe($"sweep {{ {axis} }}").Sweep).Swept).Values);

    [Theory]
    [InlineData("csv(\"v.csv\")", null, 1)]
    [InlineData("csv(\"v.csv\", column = V_m)", "V_m", 1)]
    [InlineData("csv(\"v.csv\", column = \"V m\", unit = V)", "V m", 0.001)]
    [InlineData("npy(\"v.npy\", unit = uV)", null, 1000)]
    public void Values_of_a_file_are_found_when_it_runs(string source, string? column, double scale)
    {
        SweptDescription swept = Describe($"sweep {{ V = {source} }}").Sweep[0].Swept[0];
        Assert.Equal((column, scale, "m.mlang"), (swept.Column, swept.Scale, swept.ModelFile));
        Assert.StartsWith("v.", swept.File, StringComparison.Ordinal);
        Assert.Empty(swept.Values);
    }

    [Fact]
    public void A_zip_is_one_axis_among_the_others_and_its_files_may_have_any_length()
    {
        ExperimentDescription experiment = Describe("sweep { k = [1, 2]\n zip { tau = [1, 2, 3] ms, V = csv(\"v.csv\"), init x = [1, 2, 3] mV }, seed = [5, 6] }");
        Assert.Equal([1, 3, 1], experiment.Sweep.Select(axis => axis.Swept.Count));
        Assert.Equal(
            [SweptKind.Parameter, SweptKind.Parameter, SweptKind.Parameter, SweptKind.State, SweptKind.Seed],
            experiment.Sweep.SelectMany(axis => axis.Swept).Select(s => s.Kind));
    }

    [Fact]
    public void A_parameter_called_seed_comes_before_the_seed()
    {
        const string Model = "operator o {\n  param seed = 1\n  state x = 1\n  x' = -seed*x\n}\nexperiment e {\n  model o\n  run 1\n  seed 3\n  sweep { seed = [0.5, 0.7] }\n}";
        SweptDescription swept = Compile(Model).Experiment!.Sweep[0].Swept[0];
        Assert.Equal((SweptKind.Parameter, 0), (swept.Kind, swept.Index));
    }

    [Fact]
    public void A_parameter_that_others_follow_can_be_swept_and_so_can_one_that_its_circuit_sets()
    {
        const string Model = """
            operator o {
              param k = 1
              param l = 2*k
              state x = 1
              x' = -k*x + l
            }
            circuit c {
              param G = 3
              node a : o { k = G }
            }
            experiment e {
              model c
              set a.l = 5*G
              run 1
              sweep { G = [1, 2], a.k = [3, 4] }
            }
            """;
        SystemDescription description = Compile(Model);
        Assert.Equal(["G", "a.k"], description.Experiment!.Sweep.Select(axis => description.Parameters[axis.Swept[0].Index].Name));
    }

    [Fact]
    public void Without_a_record_statement_the_states_are_reduced() =>
        Assert.Equal(["x", "z.im"], Describe("reduce mean(x), final(z.im)").Reductions.Select(r => r.Recording));

    [Fact]
    public void An_experiment_without_them_describes_none()
    {
        ExperimentDescription experiment = Describe("");
        Assert.Empty(experiment.Sweep);
        Assert.Empty(experiment.Reductions);
        Assert.Null(experiment.ResultFile);
    }

    [Fact]
    public void As_many_points_as_an_int_counts_are_taken_and_one_more_is_refused()
    {
        Assert.Equal(3, Describe("sweep { k = linspace(0, 1, 46340), tau = linspace(1 ms, 2 ms, 46340), V = [1 mV] }").Sweep.Count);
        string text = Source("sweep { k = linspace(0, 1, 46341), tau = linspace(1 ms, 2 ms, 46341) }");
        Assert.Equal("ML5017", Assert.Single(ModelCompiler.Check(new SourceText("m.mlang", text), TestResolver.Library)).Code);
    }

    private static ExperimentDescription Describe(string statements) => Compile(Source(statements)).Experiment!;

    private static string Source(string statements) => $$"""
        time ms
        operator o {
          param tau = 10 ms in (0 ms, inf)
          param k   = 1
          param V   = -70 mV
          state x   = 0 mV
          state z : complex = 1
          tau * x' = -k*(x - V)
          tau * z' = -z
        }
        experiment e {
          model o
          run 100 ms
          {{statements}}
        }
        """;

    private static SystemDescription Compile(string model)
    {
        CompilationResult result = ModelCompiler.Compile(new SourceText("m.mlang", model), new CompilerOptions { Experiment = "e" }, TestResolver.Library);
        Assert.Empty(result.Diagnostics.Select(d => ExcerptPrinter.Print(d)));
        return EmittedCode.Instance(result.CSharp!).Description;
    }
}
