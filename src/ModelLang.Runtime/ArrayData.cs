namespace ModelLang.Runtime;

/// <summary>Numbers read from a file, in base units, row by row.</summary>
/// <param name="Rows">Number of rows; 1 for a list.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Values">Length <c>Rows*Columns</c>.</param>
/// <param name="Source">Where they came from, for messages.</param>
/// <param name="ColumnLabels">Labels of the columns, or null.</param>
/// <param name="RowLabels">Labels of the rows, or null.</param>
public sealed record ArrayData(
    int Rows, int Columns, double[] Values, string Source, IReadOnlyList<string>? ColumnLabels = null, IReadOnlyList<string>? RowLabels = null)
{
    /// <summary>The numbers, if there are as many as wanted.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <param name="what">What they are for.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public double[] Require(int count, string what) => Values.Length == count
        ? Values
        : throw new ArgumentException($"{Source} holds {Values.Length} numbers, but '{what}' needs {count}, one for each unit.");

    /// <summary>The numbers of a matrix, if it has the shape that is wanted.</summary>
    /// <param name="rows">Number of rows wanted.</param>
    /// <param name="columns">Number of columns wanted.</param>
    /// <param name="what">What it is for.</param>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public double[] Require(int rows, int columns, string what) => Rows == rows && Columns == columns
        ? Values
        : throw new ArgumentException($"{Source} is a matrix of {Rows} rows and {Columns} columns, but {what} needs {rows} rows and {columns} columns.");

    /// <summary>The numbers as numbers of units, counted from 0.</summary>
    /// <exception cref="ArgumentException">One is not a whole number, or negative.</exception>
    public int[] RequireIndices()
    {
        int[] indices = new int[Values.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = Values[i] is >= 0 and <= int.MaxValue && Values[i] == Math.Floor(Values[i])
                ? (int)Values[i]
                : throw new ArgumentException(FormattableString.Invariant($"number {i + 1} of {Source} is {Values[i]:R}; units are whole numbers from 0 on"));
        }

        return indices;
    }

    /// <summary>Checks the delays that follow from a matrix.</summary>
    /// <param name="delays">One for each connection.</param>
    /// <param name="pattern">The connections.</param>
    /// <param name="rowsAreTargets">Whether the rows of the matrix are targets rather than sources.</param>
    /// <exception cref="ArgumentException">A delay is negative or not a number; the message names row and column, counted from 1 without labels.</exception>
    public void RequireDelays(ReadOnlySpan<double> delays, ConnectionPattern pattern, bool rowsAreTargets)
    {
        for (int k = 0; k < delays.Length; k++)
        {
            if (!(delays[k] >= 0) || double.IsInfinity(delays[k]))
            {
                (int row, int column) = rowsAreTargets ? (pattern.Target[k], pattern.Source[k]) : (pattern.Source[k], pattern.Target[k]);
                throw new ArgumentException(FormattableString.Invariant(
                    $"row {row + 1}, column {column + 1} of {Source} gives the delay {delays[k]:R}; a delay is a finite time, zero or positive"));
            }
        }
    }

    /// <summary>Checks that two matrices are about the same units in the same order, where both say so.</summary>
    /// <param name="other">The other one.</param>
    /// <exception cref="ArgumentException">A label differs.</exception>
    public void RequireLabelsOf(ArrayData other)
    {
        if (ColumnLabels is null || other.ColumnLabels is null)
        {
            return;
        }

        for (int i = 0; i < Math.Min(ColumnLabels.Count, other.ColumnLabels.Count); i++)
        {
            if (ColumnLabels[i] != other.ColumnLabels[i])
            {
                throw new ArgumentException($"Column {i + 1} is '{ColumnLabels[i]}' in {Source}, but '{other.ColumnLabels[i]}' in {other.Source}; both need the same order.");
            }
        }
    }
}
