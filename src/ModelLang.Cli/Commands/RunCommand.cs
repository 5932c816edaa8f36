using System.Text.Json.Nodes;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Results;
using ModelLang.Simulation.Sweeps;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang run</c>: compiles a model, simulates it and writes what was recorded.</summary>
internal static class RunCommand
{
    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "run", "FILE", 1, 1, "Simulates an experiment, or a circuit for a duration.",
        """
        Examples
          mlang run theta.mlang                                   the only experiment of the file
          mlang run theta.mlang -e step --out step.csv --plot step.svg
          mlang run theta.mlang -c theta_recurrent --duration 100 --set p.eta=-4 --set J=16
          mlang run qif.mlang -e step --set p.tau=12ms --solver "rk4 dt=0.01ms" --out - | head
          mlang run net.mlang -e rest --set X.tau=12ms --set "X.eta[0..9]=1" --plot rest.svg --plot-correlation fc.svg

        --set takes the path of a parameter, of a free input, or of a state (its initial value). What has a unit in the
        model needs one here as well: p.tau=12ms, --duration 50ms; any unit of the same kind will do. In a population
        X.eta means all units, "X.eta[3]" one and "X.eta[0..9]" ten of them, if the model gives each unit a value of its own;
        what stands later counts.
        --solver with another method compiles again; settings alone do not.
        An experiment with a sweep runs once, with the values that stand in the model; 'mlang sweep' runs all its points.
        Ctrl-C keeps what was recorded: it is written as usual, and the exit code is 4.
        """,
        [
            .. RunSettings.Options,
            new Option("--out", "FILE", "write the samples: .csv, .npz, or - for CSV on standard output", "-o"),
            new Option("--plot", "FILE", "draw the samples: .svg or .png", "-p"),
            new Option("--plot-correlation", "[NAME=]FILE", "draw how the units of a recorded population correlate over time (functional connectivity): .svg or .png; NAME where several populations are recorded"),
            .. RunSettings.Manners,
        ],
        Execute);

    private static int Execute(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        string file = ModelPath.Require(arguments.Positional[0]);
        string? output = arguments.Value("--out");
        string? plot = arguments.Value("--plot");
        CorrelationArgument? correlation = CorrelationArgument.Parse(arguments.Value("--plot-correlation"));
        bool toStandardOutput = output is "-";
        bool quiet = arguments.Has("--quiet");
        CheckPaths(output, [plot, correlation?.File], file);

        using CompiledModel model = RunSettings.Load(file, arguments);
        Simulator simulator = RunSettings.Create(model);
        SystemDescription system = simulator.Description;
        if (!quiet)
        {
            terminal.Print(model.Diagnostics);
        }

        RunSettings.RefuseInputs(simulator, [output, plot, correlation?.File]);
        IReadOnlyList<string> warnings = simulator.LoadData();
        correlation?.Check(simulator);
        var progress = new ProgressLine(terminal, system.TimeUnit);
        RunOptions run = RunSettings.Read(arguments, simulator) with
        {
            Progress = terminal.ErrorIsTerminal && !quiet ? progress.Report : null,
        };

        RunResult result = simulator.Run(run, cancellation);
        progress.Clear();

        if (!quiet)
        {
            RunSettings.WarnOfUselessSeed(run, system, terminal);
        }

        List<string> written = Write(result, output, () => Facts(file, simulator, result), terminal);
        written.AddRange(Draw(result.Trajectory, plot, correlation, system));
        if (!quiet)
        {
            TextWriter writer = toStandardOutput ? terminal.Error : terminal.Output;
            RunReport.WriteSummary(writer, simulator, model.MethodReason, result);
            if (system.Experiment is { Sweep.Count: > 0 } swept)
            {
                writer.WriteLine($"this is the model as it stands; mlang sweep runs the points of '{swept.Name}'");
            }

            foreach (ConnectionDescription connection in simulator.Connections)
            {
                writer.WriteLine($"{connection.Statement}: {connection.Storage}");
            }

            foreach (string path in written)
            {
                writer.WriteLine($"wrote {path}");
            }

            RunReport.WriteWarnings(terminal, system, warnings, result.Summary);
        }

        return Conclude(result, system, terminal);
    }

    private static int Conclude(RunResult result, SystemDescription system, Terminal terminal)
    {
        switch (result.Outcome)
        {
            case RunOutcome.Failed:
                RunReport.WriteFailure(terminal, system, result.Failure!);
                return ExitCode.NumericalFailure;
            case RunOutcome.Cancelled:
                terminal.Warn($"interrupted at t = {Numbers.Show(result.Summary.EndTime, system.TimeUnit)}; the {result.Summary.Samples} samples taken until then are kept");
                return ExitCode.Interrupted;
            default:
                return ExitCode.Success;
        }
    }

    private static List<string> Write(RunResult result, string? output, Func<JsonObject> facts, Terminal terminal)
    {
        List<string> written = [];
        if (output is "-")
        {
            CsvWriter.Write(result.Trajectory, terminal.Output);
        }
        else if (output is not null)
        {
            ResultFile.Write(output, result.Trajectory, facts());
            written.Add(output);
        }

        return written;
    }

    private static IEnumerable<string> Draw(Trajectory trajectory, string? plot, CorrelationArgument? correlation, SystemDescription system)
    {
        var options = new PlotOptions { Title = system.Experiment is { } e ? $"{system.Name}, {e.Name}" : system.Name };
        if (plot is not null)
        {
            PlotFile.Write(plot, TrajectoryPlot.Create(trajectory, options));
            yield return plot;
        }

        if (correlation is not null)
        {
            PlotFile.Write(correlation.File, CorrelationPlot.Create(correlation.In(trajectory), options));
            yield return correlation.File;
        }
    }

    private static void CheckPaths(string? output, string?[] plots, string modelFile)
    {
        if (output is not null and not "-")
        {
            OutputPath.CheckResult(output, modelFile);
            if (SweepResult.IsAt(output))
            {
                throw new UsageException($"'{output}' is the result of a sweep", "choose another name, or remove it first");
            }
        }

        foreach (string plot in plots.OfType<string>())
        {
            OutputPath.CheckPlot(plot, modelFile);
        }
    }

    private static JsonObject Facts(string file, Simulator simulator, RunResult result)
    {
        JsonObject facts = RunSettings.Facts(file);
        facts["circuit"] = simulator.Description.Name;
        facts["experiment"] = simulator.Description.Experiment?.Name;
        facts["populations"] = new JsonObject(simulator.Description.Populations.Zip(simulator.PopulationSizes, (p, size) => KeyValuePair.Create(p.Name, (JsonNode?)size)));
        facts["method"] = result.Summary.Method;
        facts["seed"] = result.Summary.Seed;
        facts["outcome"] = result.Outcome.ToString().ToLowerInvariant();
        facts["endTime"] = result.Summary.EndTime;
        facts["steps"] = result.Summary.Steps;
        return facts;
    }
}
