using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Plotting;
using ModelLang.Simulation.Results;

namespace ModelLang.Cli;

/// <summary>The value of <c>--plot-correlation</c>: a file, after the recorded population where there are several, such as <c>X.r=fc.svg</c>.</summary>
/// <param name="Population">Name of the recorded population, or null for the only one.</param>
/// <param name="File">Where the picture goes.</param>
internal sealed record CorrelationArgument(string? Population, string File)
{
    /// <summary>Takes the value apart; null without one.</summary>
    public static CorrelationArgument? Parse(string? text)
    {
        int at = text?.IndexOf('=') ?? -1;
        return text is null ? null : at < 0 ? new CorrelationArgument(null, text) : new CorrelationArgument(text[..at], text[(at + 1)..]);
    }

    /// <summary>Finds out before a run whether there will be such a population.</summary>
    /// <exception cref="UsageException">Nothing or more than one fits, or it has too many units.</exception>
    public void Check(Simulator simulator)
    {
        RecordedQuantity quantity = Find([.. new RecordingPlan(simulator, null).Quantities.Where(q => q.IsPopulation)], q => q.Name);
        if (quantity.Units > CorrelationPlot.MostUnits)
        {
            throw new UsageException(
                $"--plot-correlation: '{quantity.Name}' has {quantity.Units} units, at most {CorrelationPlot.MostUnits} are correlated",
                $"record some of them, such as {ColumnName.OfRange(ColumnName.Stem(quantity.Name), 0, 1000)}");
        }
    }

    /// <summary>The population to draw.</summary>
    public RecordedPopulation In(Trajectory trajectory) => Find(trajectory.Populations, p => p.Name);

    private T Find<T>(IReadOnlyList<T> recorded, Func<T, string> name)
    {
        T[] fitting = [.. recorded.Where(r => Population is null || name(r) == Population)];
        string known = string.Join(", ", recorded.Select(name));
        return fitting.Length == 1 ? fitting[0]
            : recorded.Count == 0 ? throw new UsageException("--plot-correlation: no population is recorded", "record all units of one, or a range, such as record X.r[0..9]")
            : Population is null ? throw new UsageException("--plot-correlation: more than one population is recorded", $"say which, such as --plot-correlation {name(recorded[0])}={File}; there are {known}")
            : throw new UsageException($"--plot-correlation: '{Population}' is not a recorded population", Nearest.Hint(Population, [.. recorded.Select(name)]));
    }
}
