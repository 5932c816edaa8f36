using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;

namespace ModelLang.Cli;

/// <summary>What each recorded variable did, a line for each; the units of a population share one.</summary>
internal static class TrajectoryTable
{
    private const int MostRows = 40;
    private const int Unit = 5;

    /// <summary>First and last value, the means over the units of a population, and the extremes.</summary>
    public static void Write(TextWriter writer, Trajectory trajectory)
    {
        List<string[]> rows = [["", "first", "last", "least", "greatest", "unit"]];
        rows.AddRange(trajectory.Blocks.Take(MostRows).Select(block => Row(block, trajectory.Count)));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, i) => i is 0 or Unit ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            writer.WriteLine(("  " + string.Join("  ", cells)).TrimEnd());
        }

        if (trajectory.Blocks.Count > MostRows)
        {
            writer.WriteLine($"  and {trajectory.Blocks.Count - MostRows} more");
        }
    }

    private static string[] Row(ColumnBlock block, int samples)
    {
        ReadOnlySpan<double> values = block.Values;
        (double least, double greatest) = values.Length > 0 ? (values[0], values[0]) : (double.NaN, double.NaN);
        foreach (double value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        RecordedQuantity quantity = block.Quantity;
        string name = quantity.IsPopulation ? $"{quantity.Name} ({(block.Units == 1 ? "1 unit" : $"mean of {block.Units} units")})" : quantity.Name;
        return [name, Numbers.Show(Mean(block.Row(0))), Numbers.Show(Mean(block.Row(samples - 1))), Numbers.Show(least), Numbers.Show(greatest), quantity.Unit];
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
