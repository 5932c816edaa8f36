namespace ModelLang.Runtime;

/// <summary>Values over time, from a data file; before the first and after the last row the end values hold.</summary>
public sealed class TimeTable
{
    private readonly double[] _times;
    private readonly double[] _values;
    private int _row;

    /// <summary>Makes a table.</summary>
    /// <param name="times">Strictly increasing finite times, at least one.</param>
    /// <param name="values">Finite values, as many as times.</param>
    /// <exception cref="ArgumentException">The arrays are empty, differ in length, or hold something else.</exception>
    public TimeTable(double[] times, double[] values)
    {
        if (times.Length == 0 || times.Length != values.Length)
        {
            throw new ArgumentException("A table needs as many values as times, and at least one.", nameof(values));
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]) || !double.IsFinite(values[i]) || (i > 0 && times[i] <= times[i - 1]))
            {
                throw new ArgumentException($"Row {i}: times must be finite and increase, values must be finite.", nameof(times));
            }
        }

        _times = times;
        _values = values;
    }

    /// <summary>The value of the last row at or before <paramref name="t"/>.</summary>
    public double Previous(double t)
    {
        Seek(t);
        return _values[_row];
    }

    /// <summary>The straight line between the rows around <paramref name="t"/>.</summary>
    public double Linear(double t)
    {
        Seek(t);
        int i = _row;
        if (i + 1 == _times.Length || t <= _times[0])
        {
            return _values[i];
        }

        double theta = (t - _times[i]) / (_times[i + 1] - _times[i]);
        return _values[i] + (theta * (_values[i + 1] - _values[i]));
    }

    /// <summary>The slope of the line that <see cref="Linear"/> follows from <paramref name="t"/> on; 0 outside the rows.</summary>
    public double Slope(double t)
    {
        Seek(t);
        int i = _row;
        return i + 1 == _times.Length || t < _times[0] ? 0 : (_values[i + 1] - _values[i]) / (_times[i + 1] - _times[i]);
    }

    /// <summary>The time of the first row after <paramref name="t"/>, or positive infinity.</summary>
    public double NextRow(double t)
    {
        if (t < _times[0])
        {
            return _times[0];
        }

        Seek(t);
        return _row + 1 < _times.Length ? _times[_row + 1] : double.PositiveInfinity;
    }

    // Time mostly moves on by a little, so the search starts at the row used last.
    private void Seek(double t)
    {
        int row = _row;
        if (t < _times[row] || (row + 8 < _times.Length && t >= _times[row + 8]))
        {
            row = Array.BinarySearch(_times, t);
            row = Math.Max(row >= 0 ? row : ~row - 1, 0);
        }

        while (row + 1 < _times.Length && t >= _times[row + 1])
        {
            row++;
        }

        _row = row;
    }
}
