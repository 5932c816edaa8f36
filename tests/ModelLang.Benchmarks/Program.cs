using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Running;
using ModelLang.Benchmarks;

// Most words run one work once and print its time and a number made of its result; compare.sh takes turns with the C side.
switch (args)
{
    case ["qif" or "wilson_cowan" or "qif_network"]:
        TrajectoryTimes.Report(args[0]);
        return 0;
    case ["qif_sweep" or "wilson_cowan_sweep"]:
        EnsembleTimes.Report(args[0]);
        return 0;
    case ["cores"]:
        EnsembleTimes.ReportCores();
        return 0;
    case ["states"]:
        TrajectoryTimes.ReportStates();
        return 0;
    case ["dense" or "sparse" or "delayed", { } units, { } products]:
        NetworkTimes.Report(args[0], Whole(units), Whole(products));
        return 0;
    case ["population", { } units]:
        PopulationTimes.Report(Whole(units));
        return 0;
    case ["population"]:
        PopulationTimes.ReportCompilation();
        return 0;
    case ["latency", "cold" or "warm"]:
        LatencyTimes.Report(args[1] == "warm");
        return 0;
    case ["latency", "phases"]:
        LatencyTimes.ReportPhases();
        return 0;
    case ["tiering", "qif" or "wilson_cowan"]:
        TieringTimes.Report(args[1]);
        return 0;
    case ["accuracy", { } samples]:
        ElementaryAccuracy.Report(Whole(samples), null);
        return 0;
    case ["accuracy", { } samples, { } function]:
        ElementaryAccuracy.Report(Whole(samples), function);
        return 0;
    case ["suite", ..]:
        BenchmarkSwitcher.FromAssembly(typeof(KernelSuite).Assembly).Run(args[1..]);
        return 0;
    case ["generator"]:
        // A row of the table in generators/README.md for each number of model files, in a process of its own.
        foreach (string files in (string[])["1", "10", "100"])
        {
            using Process row = Process.Start(Environment.ProcessPath!, ["generator", files]);
            row.WaitForExit();
        }

        return 0;
    case ["generator", { } count]:
        GeneratorTimes.Report(Whole(count));
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: ModelLang.Benchmarks WORK
              qif|wilson_cowan|qif_network           one trajectory: ns a step, sum of the final state
              qif_sweep|wilson_cowan_sweep           10,000 points in lanes: ns a step and point, sum of the final states
              cores                                  the same by number of threads
              dense|sparse|delayed UNITS PRODUCTS    weights times sources: us a product
              states                                 ns a state and step by number of states
              population [UNITS]                     memory traffic; without a number, time from text to C#
              latency cold|warm|phases               ms from text to first sample
              tiering qif|wilson_cowan               emitted code optimised at once and tiered, short and long runs
              accuracy SAMPLES [FUNCTION]            largest errors of the elementary functions
              suite [OPTIONS]                        BenchmarkDotNet, such as: suite --filter '*'
              generator [FILES]                      models compiled with a project
            """);
        return 2;
}

static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
