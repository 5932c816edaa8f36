namespace ModelLang.Simulation.Results;

/// <summary>The labelled result of one run: sample times and one column of values per recorded variable.</summary>
/// <remarks>
/// Rows are appended while a run goes on. Appending allocates only when the capacity is exceeded, which doubles it.
/// One thread appends; any thread may read at any moment and sees whole rows only, so a run that was interrupted
/// leaves a trajectory that can be written and plotted.
/// </remarks>
public sealed class Trajectory
{
    private readonly RecordedVariable[] _variables;
    private int _count;
    private int _capacity;

    /// <summary>Creates a trajectory without samples.</summary>
    /// <param name="timeName">Name of the independent variable, usually <c>t</c>.</param>
    /// <param name="timeUnit">Unit of time, e.g. <c>ms</c>; empty if dimensionless.</param>
    /// <param name="variables">Name and unit of each column, in order; e.g. <c>r</c>, <c>z.re</c>, <c>X.r[0]</c>.</param>
    /// <param name="capacity">How many samples fit before the columns grow; at least 1.</param>
    /// <exception cref="ArgumentException">A name is empty or occurs twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public Trajectory(string timeName, string timeUnit, IReadOnlyList<(string Name, string Unit)> variables, int capacity = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        RequireDistinctNames(variables.Select(v => v.Name).Prepend(timeName));
        _capacity = capacity;
        Time = new RecordedVariable(this, timeName, timeUnit, new double[capacity]);
        _variables = [.. variables.Select(v => new RecordedVariable(this, v.Name, v.Unit, new double[capacity]))];
    }

    private Trajectory(string timeName, string timeUnit, double[] times, (string Name, string Unit, double[] Values)[] variables)
    {
        RequireDistinctNames(variables.Select(v => v.Name).Prepend(timeName));
        if (Array.Exists(variables, v => v.Values.Length != times.Length))
        {
            throw new ArgumentException($"every column needs {times.Length} values, one for each sample time", nameof(variables));
        }

        _capacity = _count = times.Length;
        Time = new RecordedVariable(this, timeName, timeUnit, times);
        _variables = [.. variables.Select(v => new RecordedVariable(this, v.Name, v.Unit, v.Values))];
    }

    /// <summary>The sample times: their name, unit and values.</summary>
    public RecordedVariable Time { get; }

    /// <summary>The recorded variables in the order of recording.</summary>
    public IReadOnlyList<RecordedVariable> Variables => _variables;

    /// <summary>Number of samples, the length of every column.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The variable of that name.</summary>
    /// <exception cref="KeyNotFoundException">No variable has that name.</exception>
    public RecordedVariable this[string name] =>
        Array.Find(_variables, v => v.Name == name)
        ?? throw new KeyNotFoundException($"'{name}' is not recorded; recorded are {string.Join(", ", _variables.Select(v => v.Name))}");

    /// <summary>Wraps columns that are already complete.</summary>
    /// <param name="timeUnit">Unit of time; empty if dimensionless. The time is named <c>t</c>.</param>
    /// <param name="times">Sample times, length n; kept, not copied.</param>
    /// <param name="variables">Name, unit and values (length n; kept, not copied) of each column.</param>
    /// <exception cref="ArgumentException">A name is empty or occurs twice, or lengths differ.</exception>
    public static Trajectory FromColumns(string timeUnit, double[] times, params (string Name, string Unit, double[] Values)[] variables) =>
        new("t", timeUnit, times, variables);

    /// <summary>Appends one sample.</summary>
    /// <param name="time">Sample time in the unit of <see cref="Time"/>.</param>
    /// <param name="values">One value per variable, in their order and units.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> does not have one value per variable.</exception>
    public void Append(double time, ReadOnlySpan<double> values)
    {
        if (values.Length != _variables.Length)
        {
            throw new ArgumentException($"a row needs {_variables.Length} values, not {values.Length}", nameof(values));
        }

        int row = _count;
        if (row == _capacity)
        {
            Grow();
        }

        Time.Set(row, time);
        for (int i = 0; i < values.Length; i++)
        {
            _variables[i].Set(row, values[i]);
        }

        Volatile.Write(ref _count, row + 1);
    }

    private void Grow()
    {
        _capacity = (int)Math.Min(Math.Max(2L * _capacity, 16), Array.MaxLength);
        Time.Resize(_capacity);
        foreach (RecordedVariable variable in _variables)
        {
            variable.Resize(_capacity);
        }
    }

    private static void RequireDistinctNames(IEnumerable<string> names)
    {
        var seen = new HashSet<string>();
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            if (!seen.Add(name))
            {
                throw new ArgumentException($"two columns are named '{name}'");
            }
        }
    }
}
