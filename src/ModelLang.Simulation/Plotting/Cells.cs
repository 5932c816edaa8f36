namespace ModelLang.Simulation.Plotting;

/// <summary>The values of an image.</summary>
/// <remarks>Where there are more values than an image can show, a cell is the mean of those that fall into it and are finite; without any it is not-a-number.</remarks>
/// <param name="Columns">Number of columns.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Values">The values, row by row from the top.</param>
internal sealed record Cells(int Columns, int Rows, double[] Values)
{
    /// <summary>Units over time: a column is an equal part of the time, the first unit is at the bottom.</summary>
    /// <param name="times">Sample times, ascending.</param>
    /// <param name="values">A row of units for each sample.</param>
    /// <param name="range">The time at the edges of the image.</param>
    /// <param name="mostColumns">How many columns can be told apart.</param>
    /// <param name="mostRows">How many rows can be told apart.</param>
    public static Cells OverTime(ReadOnlySpan<double> times, ReadOnlySpan<double> values, DataRange range, int mostColumns, int mostRows)
    {
        int units = values.Length / Math.Max(1, times.Length);
        int rows = Math.Min(units, mostRows);
        int columns = times.Length == 0 ? 0 : mostColumns;
        double[] cells = new double[rows * columns];
        double[] sums = new double[rows];
        int[] counts = new int[rows];
        int next = 0;
        for (int column = 0; column < columns; column++)
        {
            double end = range.Min + (range.Span * (column + 1) / columns);
            int first = next;
            while (next < times.Length && (times[next] < end || column == columns - 1))
            {
                next++;
            }

            if (next == first)
            {
                // No sample in this part: the nearest one stands for it.
                double middle = end - (0.5 * range.Span / columns);
                first = next == 0 || (next < times.Length && times[next] - middle < middle - times[next - 1]) ? next : next - 1;
            }

            Array.Clear(sums);
            Array.Clear(counts);
            for (int sample = first; sample < Math.Max(next, first + 1); sample++)
            {
                Add(values.Slice(sample * units, units), sums, counts);
            }

            for (int row = 0; row < rows; row++)
            {
                cells[((rows - 1 - row) * columns) + column] = sums[row] / counts[row];
            }
        }

        return new Cells(columns, rows, cells);
    }

    /// <summary>A square matrix, its first row at the top.</summary>
    public static Cells OfMatrix(ReadOnlySpan<double> matrix, int size, int most)
    {
        int cells = Math.Min(size, most);
        double[] values = new double[cells * cells];
        double[] sums = new double[cells];
        int[] counts = new int[cells];
        for (int row = 0, first = 0; row < cells; row++)
        {
            Array.Clear(sums);
            Array.Clear(counts);
            for (; first < size && (long)first * cells / size == row; first++)
            {
                Add(matrix.Slice(first * size, size), sums, counts);
            }

            for (int column = 0; column < cells; column++)
            {
                values[(row * cells) + column] = sums[column] / counts[column];
            }
        }

        return new Cells(cells, cells, values);
    }

    private static void Add(ReadOnlySpan<double> values, double[] sums, int[] counts)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (DataRange.CanShow(values[i]))
            {
                int cell = (int)((long)i * sums.Length / values.Length);
                sums[cell] += values[i];
                counts[cell]++;
            }
        }
    }
}
