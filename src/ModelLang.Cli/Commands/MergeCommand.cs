using ModelLang.Simulation.Sweeps;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang merge</c>: puts the shards of a sweep together.</summary>
internal static class MergeCommand
{
    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "merge", "OUT [SHARD...]", 1, int.MaxValue, "Puts the shards of a sweep together.",
        """
        Examples
          mlang merge map.npz                              the shards beside it, map.npz.shard-1-of-8 and so on
          mlang merge map.npz node1/map.npz.shard-1-of-2 node2/map.npz.shard-2-of-2
          mlang merge map.npz --plot map.svg

        The result has the same bytes as that of a sweep in one piece. Shards of different sweeps, or with something missing or damaged,
        are refused, and what is missing is named. The folders of the shards stay; remove them when they are no longer needed.
        """,
        [SweepCommand.Plot, SweepCommand.Overwrite, new Option("--quiet", null, "print errors only", "-q")],
        Execute);

    private static int Execute(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        bool quiet = arguments.Has("--quiet");
        string? plot = arguments.Value("--plot");
        if (plot is not null)
        {
            OutputPath.CheckPlot(plot);
        }

        SweepSummary summary = SweepMerge.Run(arguments.Positional[0], [.. arguments.Positional.Skip(1)], arguments.Has("--overwrite"));
        if (!quiet)
        {
            SweepReport.WriteSummary(terminal.Output, summary);
            SweepReport.WriteNotes(terminal, summary);
        }

        if (plot is not null)
        {
            SweepCommand.Draw(plot, summary.Files[0], quiet ? TextWriter.Null : terminal.Output);
        }

        return SweepReport.Conclude(terminal, summary);
    }
}
