using System.Globalization;
using System.Text.Json.Nodes;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Results;
using ModelLang.Simulation.Sweeps;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang sweep</c>: runs an experiment at all points of its grid.</summary>
internal static class SweepCommand
{
    private const int MostThreads = 1024;

    /// <summary>The option that lets other results be replaced.</summary>
    public static Option Overwrite { get; } =
        new("--overwrite", null, "replace results and unfinished work of another sweep under this name; those of the same sweep are used in any case");

    /// <summary>The option that draws the result.</summary>
    public static Option Plot { get; } = new("--plot", "FILE", "draw the reductions: lines over one axis, maps over two; .svg or .png", "-p");

    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "sweep", "FILE", 1, 1, "Runs an experiment at every point of its sweep, on all processors.",
        """
        Examples
          mlang sweep qif.mlang -e map                            into the file that the experiment saves to
          mlang sweep qif.mlang -e map --out map.npz --plot map.svg
          mlang sweep qif.mlang -e map --out map.csv --reduce "mean(r)" --reduce "top = max(r) over [20, 100]"
          mlang sweep qif.mlang -e map --out results --set p.tau=12ms --threads 8
          mlang sweep qif.mlang -e map --out map.npz --shard 2/8       the second of eight parts, for 'mlang merge'

        The experiment says what to sweep (sweep { p.eta = linspace(-10, 0, 101) }) and what to keep of each point (reduce mean(r),
        top = max(r) over [20, 100]); without reductions all samples are kept. --set fixes what is not swept.
        --out takes an .npz (all results as arrays), a .csv (one row for each point, reductions only), or a folder. Names, units and
        values of the axes, method, versions and hardware go into a .json beside it.

        Finished points are kept in FILE.partial until all are done. However a sweep ended (Ctrl-C, a crash, a full disk), the same command
        goes on from there and gives the same bytes. When the result is there already, nothing is done.
        --shard I/N computes part I of N (counted from 1) into FILE.shard-I-of-N. In a Slurm job array, --shard slurm takes both numbers
        from SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT (and _MIN, _STEP); without --shard they are not looked at. To run one task
        of an array again, write --shard 3/8.

        A point that fails numerically has results nan and status 1; the others go on. Exit codes: 0 all points are done, 3 some failed
        (the results are written), 4 interrupted, 2 a file cannot be written (what is finished is kept).
        """,
        [
            .. RunSettings.Options,
            new Option("--reduce", "\"F(NAME)\"", "keep this of each point: mean, std, min, max, final, period, peak_frequency of a recording; replaces what the experiment reduces", Repeatable: true),
            new Option("--out", "FILE", "write the results: .npz, .csv, or a folder; else where the experiment saves to", "-o"),
            Plot,
            new Option("--threads", "N", "threads to use, at most 1024; else MODELLANG_THREADS, else one for each processor"),
            new Option("--shard", "I/N", "compute one of N parts, or slurm"),
            Overwrite,
            .. RunSettings.Manners,
        ],
        Execute);

    /// <summary>Draws a result.</summary>
    /// <exception cref="UsageException">It cannot be drawn.</exception>
    public static void Draw(string plot, string resultFile, TextWriter writer)
    {
        var result = SweepResult.Load(resultFile);
        try
        {
            PlotFile.Write(plot, SweepPlot.Create(result, new PlotOptions { Title = result.Title }));
            writer.WriteLine($"wrote {plot}");
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--plot {plot}: {ArrayFile.MessageOf(e)}");
        }
    }

    private static int Execute(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        string file = ModelPath.Require(arguments.Positional[0]);
        bool quiet = arguments.Has("--quiet");
        string? plot = arguments.Value("--plot");
        SweepShard? shard = ShardArgument.Parse(arguments.Value("--shard"), Environment.GetEnvironmentVariable);
        SetThreads(arguments.Value("--threads"));
        if (plot is not null)
        {
            OutputPath.CheckPlot(plot, file);
        }

        using CompiledModel model = RunSettings.Load(file, arguments);
        Simulator simulator = RunSettings.Create(model);
        SystemDescription system = simulator.Description;
        if (!quiet)
        {
            terminal.Print(model.Diagnostics);
        }

        string output = Output(arguments.Value("--out"), system);
        OutputPath.RefuseInputs(output, file);
        RunSettings.RefuseInputs(simulator, [output, plot]);
        simulator.LoadData();
        var progress = new ProgressLine(terminal, system.TimeUnit);
        SweepOptions options = new()
        {
            Run = RunSettings.Read(arguments, simulator),
            Reductions = ReductionArgument.Read(arguments.Values("--reduce"), system.TimeUnit),
            Shard = shard,
            Overwrite = arguments.Has("--overwrite"),
            Facts = Facts(file, model, arguments),
            Progress = terminal.ErrorIsTerminal && !quiet ? progress.Report : null,
        };
        CheckPlot(plot, options, system);
        if (!quiet)
        {
            SweepReport.WriteHead(terminal.Output, system, model.MethodReason, options);
            RunSettings.WarnOfUselessSeed(options.Run, system, terminal);
            if (!system.IsRandom && system.Experiment!.Sweep.Any(axis => axis.Swept.Any(swept => swept.Kind == SweptKind.Seed)))
            {
                terminal.Warn($"nothing in '{system.Name}' is random; all seeds of the sweep give the same");
            }
        }

        SweepSummary summary = Run(model, output, options, progress, cancellation);
        if (!quiet)
        {
            SweepReport.WriteSummary(terminal.Output, summary);
            SweepReport.WriteNotes(terminal, summary);
        }

        if (plot is not null && summary.Outcome != SweepOutcome.Interrupted)
        {
            Draw(plot, summary.Files[0], quiet ? TextWriter.Null : terminal.Output);
        }

        return SweepReport.Conclude(terminal, summary);
    }

    private static SweepSummary Run(CompiledModel model, string output, SweepOptions options, ProgressLine progress, CancellationToken cancellation)
    {
        try
        {
            return SweepRunner.Run(() => RunSettings.Create(model), output, options, cancellation);
        }
        catch (ResultFileException e)
        {
            throw new UsageException(e.Message, "once it can be written, the same command goes on from what is finished");
        }
        finally
        {
            progress.Clear();
        }
    }

    private static string Output(string? stated, SystemDescription system)
    {
        if (system.Experiment is not { Sweep.Count: > 0 })
        {
            throw new UsageException(
                system.Experiment is null ? $"'{system.Name}' has no experiment, so there is no sweep" : $"experiment '{system.Experiment.Name}' has no sweep",
                "write one, such as sweep { p.eta = linspace(-10, 0, 101) }, or use 'mlang run' for a single run");
        }

        return stated is "-" ? throw new UsageException("a sweep cannot be written to standard output", "it keeps unfinished work beside its result; write --out map.csv")
            : stated ?? system.Experiment.ResultFile
            ?? throw new UsageException("where should the results go?", "write --out map.npz, or save \"map.npz\" in the experiment");
    }

    private static void CheckPlot(string? plot, SweepOptions options, SystemDescription system)
    {
        if (plot is null)
        {
            return;
        }

        if (options.Shard is not null)
        {
            throw new UsageException("--plot: a shard is a part of the result only", "draw it when the shards are merged: mlang merge ... --plot");
        }

        if (SweepPlot.WhyNot(system.Experiment!.Sweep.Count, (options.Reductions ?? system.Experiment.Reductions).Count == 0) is { } reason)
        {
            throw new UsageException($"--plot: {reason}");
        }
    }

    private static JsonObject Facts(string file, CompiledModel model, Arguments arguments)
    {
        JsonObject facts = RunSettings.Facts(file);
        facts["sources"] = model.SourceHash;
        facts["strict"] = arguments.Has("--strict");
        return facts;
    }

    private static void SetThreads(string? text)
    {
        if (text is not null)
        {
            Workers.Threads = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= MostThreads
                ? threads
                : throw new UsageException($"--threads {text}: it must be a whole number from 1 to {MostThreads}");
        }
    }
}
