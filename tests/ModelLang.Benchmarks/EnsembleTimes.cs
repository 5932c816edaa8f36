using System.Diagnostics;
using System.Globalization;
using ModelLang.Dynamic;
using ModelLang.Runtime;

namespace ModelLang.Benchmarks;

/// <summary>Times of one trajectory at each of many points, in lanes; the works of reference/trajectories.c.</summary>
internal static class EnsembleTimes
{
    private const int Points = 10_000;
    private const int Lanes = 256;

    // One takes some hundredths of a second only.
    private const int Rounds = 20;

    /// <summary>Prints nanoseconds a step and point on one thread, and the sum of the final states.</summary>
    /// <param name="work">"qif_sweep" or "wilson_cowan_sweep".</param>
    public static void Report(string work)
    {
        Work of = Work.Of(work);
        using CompiledModel model = of.Load();
        Simulator[] simulators = Simulators(model);

        // Until the runtime library around the kernel is optimised as well: that takes time of other threads, which would count.
        for (Stopwatch warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < 1;)
        {
            of.Run(simulators, 0, Points, of.Steps);
        }

        ProcessorTime time = ProcessorTime.Start();
        double sum = 0;
        for (int round = 0; round < Rounds; round++)
        {
            sum = of.Run(simulators, 0, Points, of.Steps);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.Nanoseconds / Rounds / of.Steps / Points:F4} {sum:G15}"));
    }

    /// <summary>Prints nanoseconds a step and point, of the clock, for any number of threads up to that of cores.</summary>
    public static void ReportCores()
    {
        Work of = Work.Of("wilson_cowan_sweep");
        using CompiledModel model = of.Load();
        double alone = 0;
        for (int threads = 1; threads <= Environment.ProcessorCount; threads++)
        {
            Simulator[][] simulators = [.. Enumerable.Range(0, threads).Select(_ => Simulators(model))];
            double best = double.PositiveInfinity;
            for (int round = 0; round < 7; round++)
            {
                Stopwatch watch = Stopwatch.StartNew();
                Thread[] running = [.. simulators.Select((own, t) => new Thread(() => of.Run(own, t * Points / threads, (t + 1) * Points / threads, of.Steps)))];
                Array.ForEach(running, t => t.Start());
                Array.ForEach(running, t => t.Join());
                best = Math.Min(best, watch.Elapsed.TotalNanoseconds / of.Steps / Points);
            }

            alone = threads == 1 ? best : alone;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threads,4} threads  {best,7:F3} ns per step and point  {alone / best,5:F2} times one"));
        }
    }

    private static Simulator[] Simulators(CompiledModel model) => [.. Enumerable.Range(0, Lanes).Select(_ => model.CreateSimulator())];

    /// <summary>A model, the parameter that varies, its first value, and how far to go.</summary>
    private sealed record Work(string Model, string Circuit, string Parameter, double First, double Step, long Steps)
    {
        public static Work Of(string name) => name == "qif_sweep"
            ? new("forms", "polynomial", "p.eta", -10, 1e-3, 2000)
            : new("wilson_cowan", "two_populations", "w_EE", 10, 1e-2, 500);

        public CompiledModel Load() => Dynamic.Model.Load(TrajectoryTimes.FileOf(Model), new ModelOptions { Circuit = Circuit, Method = "rk4", Lanes = true });

        /// <summary>Runs the points from one to another, as many at once as there are simulators, and gives the sum of their final states.</summary>
        public double Run(Simulator[] simulators, int from, int to, long steps)
        {
            int parameter = simulators[0].Description.Parameters.TakeWhile(p => p.Name != Parameter).Count();
            EnsembleIntegrator ensemble = new(simulators, Step);
            double sum = 0;
            for (int first = from; first < to; first += simulators.Length)
            {
                int count = Math.Min(simulators.Length, to - first);
                for (int lane = 0; lane < count; lane++)
                {
                    simulators[lane].SetParameter(parameter, First + (10.0 * (first + lane) / Points));
                    simulators[lane].Reset();
                }

                ensemble.Restart(count);
                ensemble.AdvanceTo(steps * Step);
                for (int lane = 0; lane < count; lane++)
                {
                    foreach (double value in ensemble.State(lane))
                    {
                        sum += value;
                    }
                }
            }

            return sum;
        }
    }
}
