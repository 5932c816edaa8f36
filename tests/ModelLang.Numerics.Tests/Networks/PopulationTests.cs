using System.Runtime.CompilerServices;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Numerics.Tests.Networks;

/// <summary>
/// Files of <c>Populations</c> hold a network twice: circuit <c>units</c> with populations and connections, circuit <c>nodes</c> written out node by node
/// and edge by edge, where unit 2 of X is called X2.
/// </summary>
public sealed class PopulationTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string file in Directory.GetFiles(Path.Combine(Folder(), "Populations"), "*.mlang").Order(StringComparer.Ordinal))
            {
                foreach (string method in (string[])["heun", "rk4", "dopri5"])
                {
                    cases.Add(Path.GetFileNameWithoutExtension(file), method);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Units_move_as_the_same_nodes_do(string name, string method)
    {
        const double Step = 0.05;
        const double End = 10;
        using CompiledModel units = Compile(name, "units", method);
        using CompiledModel nodes = Compile(name, "nodes", method);
        Dictionary<string, double[]> one = Trajectory(units.CreateSimulator(), Step, End);
        Dictionary<string, double[]> other = Trajectory(nodes.CreateSimulator(), Step, End);

        // Inputs may be one value on one side and one per unit on the other.
        string[] compared = [.. one.Keys.Intersect(other.Keys)];
        SystemDescription description = units.Description;
        Assert.Empty(description.States.Where(s => !IsOnEdge(s.Name)).Select(s => NameOf(description, s, 0)).Except(compared));
        double error = 0;
        foreach (string key in compared)
        {
            double scale = other[key].Max(Math.Abs);
            Assert.True(scale > 1e-3, $"{key} does not move");
            error = Math.Max(error, one[key].Zip(other[key], (a, b) => Math.Abs(a - b)).Max() / scale);
        }

        // Sums in another order differ by some half ulps in each step. Among connections each with its delay, the fourth order methods do not step onto what
        // comes of the kink at t = 0, as they do for edges; and operators on edges that are not there count in the mean that controls the step.
        output.WriteLine($"{name} {method} {compared.Length} quantities {error:E2}");
        double tolerance = (name, method) switch
        {
            ("delays", "rk4") => 1e-5,
            ("delays", "dopri5") => 1e-6,
            ("edge_operators", "dopri5") => 1e-9,
            _ => 40 * (End / Step) / (1L << 53),
        };
        Assert.InRange(error, 0, tolerance);
    }

    // What can be observed, by the names it has among the nodes.
    private static Dictionary<string, double[]> Trajectory(Simulator simulator, double step, double end)
    {
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = step, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-11 });
        int samples = (int)Math.Round(end / (10 * step));
        SystemDescription description = simulator.Description;
        (int Position, string Name)[] columns =
        [
            .. Enumerable.Range(0, description.Observables.Count).SelectMany(variable => Enumerable.Range(0, simulator.ObservableLayout.Count(variable))
                .Select(unit => (simulator.ObservableLayout.Offset(variable) + unit, NameOf(description, description.Observables[variable], unit))))
                .Where(c => !IsOnEdge(c.Item2)),
        ];
        Dictionary<string, double[]> found = columns.ToDictionary(c => c.Name, _ => new double[samples + 1]);
        double[] values = new double[simulator.ObservableLayout.Length];
        for (int row = 0; row <= samples; row++)
        {
            cursor.AdvanceTo(row * 10 * step);
            simulator.Observe(cursor.Time, cursor.State, values);
            foreach ((int position, string name) in columns)
            {
                found[name][row] = values[position];
            }
        }

        return found;
    }

    // Operators on edges are numbered in their own way on both sides; what they do shows in the units.
    private static bool IsOnEdge(string name) => name.StartsWith("plastic", StringComparison.Ordinal);

    private static string NameOf(SystemDescription description, VariableDescription variable, int unit)
    {
        if (variable.Population < 0)
        {
            return variable.Name;
        }

        string population = description.Populations[variable.Population].Name;
        return $"{population}{unit}{variable.Name[population.Length..]}";
    }

    private static CompiledModel Compile(string name, string circuit, string method)
    {
        CompiledModel model = Model.Load(
            Path.Combine(Folder(), "Populations", $"{name}.mlang"), new ModelOptions { Circuit = circuit, Method = method, UseCache = false });
        Assert.Empty(model.Diagnostics);
        return model;
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
