using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Sweeps;

namespace ModelLang.Cli;

/// <summary>What <c>mlang sweep</c> and <c>mlang merge</c> tell of a sweep.</summary>
internal static class SweepReport
{
    /// <summary>Points, failures, speed and files.</summary>
    public static void WriteSummary(TextWriter writer, SweepSummary summary)
    {
        writer.WriteLine($"grid      {summary.Grid}");
        if (summary.Outcome == SweepOutcome.WasDone)
        {
            writer.WriteLine($"{summary.Points} points are done already; nothing to do");
        }
        else
        {
            string computed = summary.Computed == 0
                ? "none"
                : $"{summary.Computed} in {Duration(summary.WallTime)}, {Numbers.Show(Math.Round(summary.PointsPerSecond, 1))} points/s on {summary.Threads} thread{(summary.Threads == 1 ? "" : "s")}";
            writer.WriteLine($"points    {summary.Points}");
            writer.WriteLine($"computed  {computed}");
            if (summary.Before > 0)
            {
                writer.WriteLine($"before    {summary.Before}, found finished");
            }
        }

        writer.WriteLine($"failed    {summary.Failed}");
        foreach (string path in summary.Outcome == SweepOutcome.Completed ? summary.Files : [])
        {
            writer.WriteLine($"wrote {path}");
        }
    }

    /// <summary>What happened at points, and what files warn of.</summary>
    public static void WriteNotes(Terminal terminal, SweepSummary summary)
    {
        foreach (string warning in summary.Warnings)
        {
            terminal.Warn(warning);
        }

        if (summary.DamagedBlocks > 0)
        {
            terminal.Warn($"{summary.DamagedBlocks} finished block{(summary.DamagedBlocks == 1 ? " was" : "s were")} damaged and computed again");
        }

        foreach (SweepNote note in summary.Notes.Where(n => n.Kind != SweepNoteKind.Failure))
        {
            terminal.Warn($"at {Points(note)}: {note.Message}");
        }
    }

    /// <summary>The first point that failed, and why; the exit code that says so.</summary>
    public static int Conclude(Terminal terminal, SweepSummary summary)
    {
        if (summary.Notes.FirstOrDefault(n => n.Kind == SweepNoteKind.Failure) is { } failure)
        {
            terminal.Fail($"{summary.Failed} of {summary.Points} points failed; their results are nan and their status is 1. The first is {Place(failure)}: {failure.Message}");
            foreach (string hint in failure.Hints)
            {
                terminal.Error.WriteLine($"  {hint}");
            }
        }

        if (summary.Outcome == SweepOutcome.Interrupted)
        {
            terminal.Warn($"interrupted with {summary.Before + summary.Computed} of {summary.Points} points done; they are kept, and the same command goes on from there");
            return ExitCode.Interrupted;
        }

        return summary.Failed > 0 ? ExitCode.NumericalFailure : ExitCode.Success;
    }

    /// <summary>Model, experiment, grid and method.</summary>
    public static void WriteHead(TextWriter writer, SystemDescription system, string? methodReason, SweepOptions options)
    {
        string experiment = system.Experiment is { } e ? $", experiment {e.Name}" : "";
        writer.WriteLine($"{system.Name}{experiment}: {system.Method}{(options.Shard is { } shard ? $", shard {shard}" : "")}");
        if (methodReason is not null)
        {
            writer.WriteLine($"{system.Method}: {methodReason}");
        }
    }

    private static string Points(SweepNote note) => note.Points == 1 ? Place(note) : $"{note.Points} points, the first {Place(note)}";

    private static string Place(SweepNote note) => $"point {note.FirstPoint}{(note.Values.Length > 0 ? $" ({note.Values})" : "")}";

    private static string Duration(TimeSpan time) => time.TotalSeconds < 1
        ? Numbers.Show(Math.Round(time.TotalMilliseconds, 1)) + " ms"
        : Numbers.Show(Math.Round(time.TotalSeconds, 2)) + " s";
}
