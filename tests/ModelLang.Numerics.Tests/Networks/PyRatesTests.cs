using System.Runtime.CompilerServices;
using ModelLang.Dynamic;
using ModelLang.Numerics.Tests.Models;
using ModelLang.Simulation.Experiments;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Numerics.Tests.Networks;

/// <summary>Circuits of PyRates 1.2.3, written in ModelLang, against PyRates itself and against independent solutions.</summary>
public sealed class PyRatesTests(ITestOutputHelper output)
{
    // The step that PyRates documents for each circuit.
    private static readonly Dictionary<string, double> s_steps = new()
    {
        ["JRC"] = 1e-4,
        ["WC"] = 5e-4,
        ["base_alpha"] = 1e-3,
        ["edge_comb"] = 1e-2,
        ["kmo_2coupled"] = 1e-4,
        ["kmo_mf"] = 1e-4,
        ["kmo_theta"] = 5e-4,
        ["li2_gamma"] = 1e-3,
        ["net0"] = 0.1,
        ["net12"] = 0.1,
        ["net13"] = 1e-3,
        ["net16"] = 1e-3,
        ["net6"] = 0.1,
        ["net8"] = 0.1,
        ["pop_kuramoto20"] = 1e-2,
        ["qif"] = 5e-4,
        ["qif_sfa"] = 5e-4,
        ["vdp"] = 1e-2,
    };

    public static TheoryData<string> Circuits => [.. s_steps.Keys];

    // There is no table of Heun's method with transport delays.
    public static TheoryData<string> WithoutTransportDelays => [.. s_steps.Keys.Except(["net12", "net16"])];

    [Theory]
    [MemberData(nameof(Circuits))]
    public void Euler_agrees_with_PyRates_to_rounding(string circuit) => Rounding(circuit, "euler");

    [Theory]
    [MemberData(nameof(WithoutTransportDelays))]
    public void Heun_agrees_to_rounding(string circuit) => Rounding(circuit, "heun");

    // Local errors of 1e-10 add up along a run, as in ReferenceTests; the table of net12 differs from the exact solution, which power
    // series give from delay to delay, by 5e-7 of the smaller column.
    [Theory]
    [MemberData(nameof(Circuits))]
    public void Adaptive_methods_follow_the_independent_solution(string circuit)
    {
        foreach (string method in (string[])["dopri5", "tsit5"])
        {
            double error = Error(circuit, "independent", method, new RunOptions { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 });
            output.WriteLine($"{circuit} {method} {error:E2}");
            Assert.InRange(error, 0, circuit == "net12" ? 6e-7 : 1e-8);
        }
    }

    [Fact]
    public void Every_table_has_a_circuit() => Assert.Equal(
        s_steps.Keys.Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(ReferenceSolution.Folder, "pyrates"), "*.csv").Select(f => Path.GetFileName(f).Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

    // Each step rounds a few times, by half an ulp each; errors of n steps add up to n times that at most unless the system makes them grow.
    private void Rounding(string circuit, string method)
    {
        double step = s_steps[circuit];
        ReferenceSolution table = new($"pyrates/{circuit}.{method}");
        double steps = table.Times[^1] / step;
        double error = Error(circuit, method, method, new RunOptions { Step = step });
        output.WriteLine($"{circuit} {method} {error:E2} after {steps:F0} steps, {error / steps / Ulp:F3} half ulps each");
        Assert.InRange(error, 0, 4 * steps * Ulp);
    }

    private const double Ulp = 1.0 / (1L << 53);

    private static double Error(string circuit, string table, string method, RunOptions options)
    {
        using CompiledModel model = Model.Load(
            Path.Combine(Folder(), "PyRates", $"{circuit}.mlang"), new ModelOptions { Experiment = "reference", Method = method, UseCache = false });
        Assert.Empty(model.Diagnostics);
        return new ReferenceSolution($"pyrates/{circuit}.{table}").ErrorOf(model.CreateSimulator().Run(options).EnsureCompleted().Trajectory);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
