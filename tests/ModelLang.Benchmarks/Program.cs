using System.Diagnostics;
using System.Globalization;
using ModelLang.Benchmarks;
using ModelLang.Dynamic;
using ModelLang.Runtime;

// Runs one work once and prints nanoseconds a step and the sum of the final state; compare.sh takes turns with the C side.
// "generator" prints a row of the table in generators/README.md for each number of model files, in a process of its own.
// "latency" prints the milliseconds from text to first sample, with and without a cached image.
string folder = Path.Combine(AppContext.BaseDirectory, "models");
switch (args)
{
    case ["qif"]:
        Report(folder, "qif.mlang", "step", 1e-3, 20_000_000);
        return 0;
    case ["wilson_cowan"]:
        Report(folder, "wilson_cowan.mlang", "free", 1e-2, 5_000_000);
        return 0;
    case ["qif_network"]:
        Report(folder, "qif_network.mlang", "free", 1e-3, 100_000);
        return 0;
    case ["dense" or "sparse" or "delayed", { } units, { } products]:
        NetworkTimes.Report(args[0], int.Parse(units, CultureInfo.InvariantCulture), int.Parse(products, CultureInfo.InvariantCulture));
        return 0;
    case ["population", { } units]:
        PopulationTimes.Report(int.Parse(units, CultureInfo.InvariantCulture));
        return 0;
    case ["population"]:
        PopulationTimes.ReportCompilation();
        return 0;
    case ["latency", "cold" or "warm"]:
        ReportLatency(folder, args[1] == "warm");
        return 0;
    case ["accuracy", { } samples]:
        ElementaryAccuracy.Report(int.Parse(samples, CultureInfo.InvariantCulture), null);
        return 0;
    case ["accuracy", { } samples, { } function]:
        ElementaryAccuracy.Report(int.Parse(samples, CultureInfo.InvariantCulture), function);
        return 0;
    case ["generator"]:
        foreach (string files in (string[])["1", "10", "100"])
        {
            using Process row = Process.Start(Environment.ProcessPath!, ["generator", files]);
            row.WaitForExit();
        }

        return 0;
    case ["generator", { } count]:
        GeneratorTimes.Report(int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("usage: ModelLang.Benchmarks qif|wilson_cowan|qif_network|dense UNITS PRODUCTS|sparse UNITS PRODUCTS|delayed UNITS PRODUCTS|population [UNITS]|latency cold|latency warm|accuracy SAMPLES [FUNCTION]|generator");
        return 2;
}

static void Report(string folder, string file, string experiment, double dt, long steps)
{
    using CompiledModel model = Model.Load(Path.Combine(folder, file), new ModelOptions { Experiment = experiment });
    Run(model, dt, steps / 10);
    Stopwatch watch = Stopwatch.StartNew();
    double result = Run(model, dt, steps);
    double nanoseconds = watch.Elapsed.TotalNanoseconds / steps;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F4} {result:G15}"));
}

static double Run(CompiledModel model, double dt, long steps)
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

static void ReportLatency(string folder, bool warm)
{
    Stopwatch watch = Stopwatch.StartNew();
    using CompiledModel model = Model.Load(Path.Combine(folder, "qif.mlang"), new ModelOptions { Experiment = "step", UseCache = warm });
    Run(model, 1e-3, 1);
    double inProcess = watch.Elapsed.TotalMilliseconds;
    double sinceStart = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sinceStart:F0} {inProcess:F0}"));
}
