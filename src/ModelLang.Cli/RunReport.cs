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
            VariableDescription state = violation.State;
            string time = Numbers.Show(violation.FirstTime, system.TimeUnit);
            string extreme = Numbers.Show(violation.Extreme, state.Unit);
            terminal.Warn(violation.Units > 1
                ? $"{violation.Units} units of '{state.Name}' left their range {Ranges.Show(state)}, the first at t = {time}; '{violation.Name}' went farthest, to {extreme}"
                : $"'{violation.Name}' left its range {Ranges.Show(state)} at t = {time}; the extreme value was {extreme}");
        }

        WriteBroken(terminal, system, summary);
    }

    private static void WriteBroken(Terminal terminal, SystemDescription system, RunSummary summary)
    {
        foreach (ConditionViolation violation in summary.BrokenConditions)
        {
            string time = Numbers.Show(violation.FirstTime, system.TimeUnit);
            terminal.Warn($"{ExcerptPrinter.Visible(violation.Condition.Text)} does not hold at t = {time}");
        }
    }

    /// <summary>Which state failed, where its equation stands, when, and what to try.</summary>
    public static void WriteFailure(Terminal terminal, SystemDescription system, NumericalFailure failure)
    {
        string time = Numbers.Show(failure.Time, system.TimeUnit);
        terminal.Fail(failure.State is { } state
            ? $"at t = {time} '{failure.Name}' {failure.Cause}; it was {Numbers.Show(failure.LastValue, state.Unit)}"
            : $"at t = {time} the solution {failure.Cause}");
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
