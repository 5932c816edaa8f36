using System.Globalization;
using ModelLang.Dynamic;
using ModelLang.Runtime;

namespace ModelLang.Benchmarks;

/// <summary>Times of one trajectory with a fixed step; the works of reference/trajectories.c.</summary>
internal static class TrajectoryTimes
{
    /// <summary>Prints nanoseconds a step and the sum of the final state.</summary>
    /// <param name="work">"qif", "wilson_cowan" or "qif_network".</param>
    public static void Report(string work)
    {
        (string experiment, double dt, long steps) = work switch
        {
            "qif" => ("step", 1e-3, 20_000_000L),
            "wilson_cowan" => ("free", 1e-2, 5_000_000L),
            _ => ("free", 1e-3, 100_000L),
        };
        using CompiledModel model = Model.Load(FileOf(work), new ModelOptions { Experiment = experiment });
        Run(model, dt, steps / 10);
        ProcessorTime time = ProcessorTime.Start();
        double result = Run(model, dt, steps);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.Nanoseconds / steps:F4} {result:G15}"));
    }

    /// <summary>Prints nanoseconds a step and state for rings of Wilson-Cowan units written out as nodes, which become scalar code of different forms.</summary>
    public static void ReportStates()
    {
        foreach (int units in new[] { 1, 2, 4, 8, 16, 32, 64, 128 })
        {
            using CompiledModel model = Model.FromText(Ring(units), new ModelOptions { Circuit = "ring", Method = "rk4" });
            long steps = 4_000_000 / units;
            Run(model, 0.01, steps / 10);
            double best = double.PositiveInfinity;
            for (int round = 0; round < 5; round++)
            {
                ProcessorTime time = ProcessorTime.Start();
                Run(model, 0.01, steps);
                best = Math.Min(best, time.Nanoseconds / steps / units);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{units,5} states  {best,7:F2} ns per state and step"));
        }
    }

    /// <summary>A model of the benchmarks.</summary>
    public static string FileOf(string work) => Path.Combine(AppContext.BaseDirectory, "models", work + ".mlang");

    /// <summary>Runs a model for a number of steps and gives the sum of the final state.</summary>
    public static double Run(CompiledModel model, double dt, long steps)
    {
        Simulator simulator = model.CreateSimulator();
        NetworkTimes.Prepare(simulator);
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = dt });
        cursor.AdvanceTo(steps * dt);
        double sum = 0;
        foreach (double value in cursor.State)
        {
            sum += value;
        }

        return sum;
    }

    private static string Ring(int units) => $$"""
        operator unit {
          param tau = 10
          input u   = 0
          state r   = 0.1
          tau*r' = -r + (1 - r)*logistic(u - 2)
        }
        circuit ring {
        {{string.Join('\n', Enumerable.Range(0, units).Select(n => $"  node n{n} : unit"))}}
        {{string.Join('\n', Enumerable.Range(0, units).Select(n => $"  edge n{n}.r -> n{(n + 1) % units}.u {{ weight = 15 }}"))}}
        }
        """;
}
