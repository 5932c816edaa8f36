using ModelLang.Compiler.Diagnostics;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Cli;

/// <summary>What <c>mlang run</c> tells about a run.</summary>
internal static class RunReport
{
    /// <summary>Method, steps, samples, and what each recorded variable did.</summary>
    public static void WriteSummary(TextWriter writer, Simulator simulator, string? methodReason, RunResult result)
    {
        SystemDescription system = simulator.Description;
        RunSummary summary = result.Summary;
        string experiment = system.Experiment is { } e ? $", experiment {e.Name}" : "";
        writer.WriteLine($"{system.Name}{experiment}: {Count(summary.States, "state")}, {summary.Method}{(summary.Seed is { } seed ? $", seed {seed}" : "")}");
        if (system.Populations.Count > 0)
        {
            IEnumerable<string> sizes = system.Populations.Zip(simulator.PopulationSizes, (p, size) => $"{p.Name} of {Count(size, "unit")}");
            writer.WriteLine($"{(system.Populations.Count == 1 ? "population" : "populations")} {string.Join(", ", sizes)}");
        }

        if (methodReason is not null)
        {
            writer.WriteLine($"{summary.Method}: {methodReason}");
        }

        string rejected = summary.RejectedSteps > 0 ? $" ({summary.RejectedSteps} rejected)" : "";
        string chosen = summary.IntervalWasChosen ? " (chosen; 'record ... every' states it)" : "";
        writer.WriteLine($"t = {Numbers.Show(summary.EndTime, system.TimeUnit)} after {Count(summary.Steps, "step")}{rejected}, "
            + $"computed in {Duration(summary.WallTime)}");
        writer.WriteLine($"{Count(summary.Samples, "sample")}, one every {Numbers.Show(summary.Interval, system.TimeUnit)}{chosen}");
        if (summary.Samples > 0)
        {
            TrajectoryTable.Write(writer, result.Trajectory);
        }
    }

    /// <summary>What data files and the run warn of, states that left their range, and conditions that did not hold.</summary>
    public static void WriteWarnings(Terminal terminal, SystemDescription system, IReadOnlyList<string> ofData, RunSummary summary)
    {
        foreach (string warning in ofData.Concat(summary.Warnings))
        {
            terminal.Warn(warning);
        }

        foreach (RangeViolation violation in summary.RangeViolations)
        {
            terminal.Warn(RunMessages.Of(violation, system));
        }

        foreach (ConditionViolation violation in summary.BrokenConditions)
        {
            terminal.Warn(RunMessages.Of(violation, system));
        }
    }

    /// <summary>Which state failed, where its equation stands, when, and what to try.</summary>
    public static void WriteFailure(Terminal terminal, SystemDescription system, NumericalFailure failure)
    {
        terminal.Fail(RunMessages.Of(failure, system));
        if (failure.Equation is { } equation)
        {
            terminal.Error.WriteLine($"  its equation: {ExcerptPrinter.Visible(equation.Text)}    {ExcerptPrinter.Visible(equation.File)}:{equation.Line}");
        }

        foreach (string remedy in failure.Remedies)
        {
            terminal.Error.WriteLine($"  try: {remedy}");
        }
    }

    private static string Count(long count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    private static string Duration(TimeSpan time) => time.TotalSeconds < 1
        ? Numbers.Show(Math.Round(time.TotalMilliseconds, 2)) + " ms"
        : Numbers.Show(Math.Round(time.TotalSeconds, 2)) + " s";
}
