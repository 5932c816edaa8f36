using ModelLang.Cli.Commands;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;

namespace ModelLang.Cli;

/// <summary>The command line as a function: arguments and writers in, exit code out.</summary>
internal static class CommandLine
{
    internal static Command[] Commands { get; } =
        [RunCommand.Row, SweepCommand.Row, MergeCommand.Row, CheckCommand.Row, ShowCommand.Row, EmitCommand.Row, ExplainCommand.Row];

    /// <summary>Carries out a command.</summary>
    /// <param name="args">The arguments after <c>mlang</c>.</param>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes messages.</param>
    /// <param name="cancellation">Interrupts a run, which keeps what it recorded.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default) =>
        Run(args, new Terminal(output, error), cancellation);

    internal static int Run(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        int code = Guard(args, terminal, cancellation);
        try
        {
            terminal.Output.Flush();
            return code;
        }
        catch (IOException e)
        {
            terminal.Fail($"cannot write to standard output: {e.Message}");
            return ExitCode.Usage;
        }
    }

    /// <summary>Turns every exception into a message and an exit code.</summary>
    private static int Guard(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            return Dispatch(args, terminal, cancellation);
        }
        catch (UsageException e)
        {
            terminal.Fail(e.Message, e.Hint);
            return ExitCode.Usage;
        }
        catch (ModelException e)
        {
            return DiagnosticReport.Fail(terminal, e.Diagnostics);
        }
        catch (DataFileException e)
        {
            terminal.Fail(e.Message);
            return ExitCode.ModelError;
        }
        catch (NetworkException e)
        {
            terminal.Fail(e.Message);
            return ExitCode.ModelError;
        }
        catch (SteadyStateException e)
        {
            terminal.Fail(e.Message, "check the parameters, or give initial values near the steady state instead");
            return ExitCode.NumericalFailure;
        }
        catch (ExperimentException e)
        {
            terminal.Fail(e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ResultFileException)
        {
            terminal.Fail(e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            string place = e.StackTrace?.Split('\n')[0].Trim() ?? "unknown place";
            terminal.Fail($"this is a fault of mlang, not of your model: {e.GetType().Name}: {e.Message} ({place})",
                $"please report it with the command, the model file and the version, mlang {Help.Version}");
            return ExitCode.Fault;
        }
    }

    private static int Dispatch(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        string first = args.Length > 0 ? args[0] : "--help";
        if (first is "--version")
        {
            terminal.Output.WriteLine("mlang " + Help.Version);
            return ExitCode.Success;
        }

        if (first is "--help" or "-h" or "help")
        {
            terminal.Output.Write(args.Length > 1 ? Help.Of(Find(args[1])) : Help.Overview(Commands));
            return args.Length > 0 ? ExitCode.Success : ExitCode.Usage;
        }

        Command command = Find(first);
        if (args.Contains("--help") || args.Contains("-h"))
        {
            terminal.Output.Write(Help.Of(command));
            return ExitCode.Success;
        }

        return command.Execute(Arguments.Parse(command, args.AsSpan(1)), terminal, cancellation);
    }

    private static Command Find(string name) => Array.Find(Commands, c => c.Name == name)
        ?? throw new UsageException(
            $"'{name}' is not a command",
            name.EndsWith(".mlang", StringComparison.Ordinal) ? $"mlang run {name}" : Nearest.Hint(name, [.. Commands.Select(c => c.Name)]));
}
