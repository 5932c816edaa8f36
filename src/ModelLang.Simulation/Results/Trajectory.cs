namespace ModelLang.Simulation.Results;

/// <summary>The labelled result of one run: sample times and one column of values per recorded variable.</summary>
/// <remarks>
/// Rows are appended while a run goes on. Appending allocates only when the capacity is exceeded, which doubles it.
/// One thread appends; any thread may read at any moment and sees whole rows only, so a run that was interrupted
/// leaves a trajectory that can be written and plotted.
/// </remarks>
public sealed class Trajectory
{
    private const int MostNames = 20;

    private readonly ColumnBlock _time;
    private readonly ColumnBlock[] _blocks;
    private readonly RecordedPopulation[] _populations;
    private readonly int _width;
    private RecordedVariable[]? _variables;
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
        : this(RecordedQuantity.Single(timeName, timeUnit), [.. variables.Select(v => RecordedQuantity.Single(v.Name, v.Unit))], capacity)
    {
    }

    internal Trajectory(RecordedQuantity time, IReadOnlyList<RecordedQuantity> quantities, int capacity)
        : this(time, Room(time, capacity), [.. quantities.Select(q => (q, Room(q, capacity)))])
    {
    }

    private Trajectory(RecordedQuantity time, double[] times, (RecordedQuantity Quantity, double[] Values)[] arrays)
    {
        if (RecordedQuantity.FirstDuplicate([time, .. arrays.Select(a => a.Quantity)]) is { } twice)
        {
            throw new ArgumentException($"two columns are named '{twice}'");
        }

        _time = new ColumnBlock(this, time, times);
        _blocks = [.. arrays.Select(a => new ColumnBlock(this, a.Quantity, a.Values))];
        _capacity = times.Length;
        _populations = [.. _blocks.Where(b => b.Quantity.IsPopulation).Select(b => new RecordedPopulation(b))];
        _width = _blocks.Sum(b => b.Units);
    }

    /// <summary>The sample times: their name, unit and values.</summary>
    public RecordedVariable Time => _time.Column(0);

    /// <summary>The recorded variables in the order of recording; each unit of a population is one.</summary>
    public IReadOnlyList<RecordedVariable> Variables =>
        _variables ??= [.. _blocks.SelectMany(b => Enumerable.Range(0, b.Units).Select(b.Column))];

    /// <summary>The recorded populations in the order of recording.</summary>
    public IReadOnlyList<RecordedPopulation> Populations => _populations;

    /// <summary>All that was recorded, a population in one piece.</summary>
    internal IReadOnlyList<ColumnBlock> Blocks => _blocks;

    /// <summary>Number of samples, the length of every column.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The variable of that name; a unit of a population is <c>X.r[3]</c>.</summary>
    /// <exception cref="KeyNotFoundException">No variable has that name.</exception>
    public RecordedVariable this[string name]
    {
        get
        {
            if (Array.Find(_blocks, b => !b.Quantity.IsPopulation && b.Quantity.Name == name) is { } single)
            {
                return single.Column(0);
            }

            return ColumnName.TryUnit(name, out string stem, out int unit) && Array.Find(_blocks, b => b.Quantity.Holds(stem, unit)) is { } population
                ? population.Column(unit - population.Quantity.FirstUnit)
                : throw Missing(name);
        }
    }

    /// <summary>The population recorded under a name: <c>X.r</c>, or <c>X.r[10..19]</c> for one of several ranges of units.</summary>
    /// <exception cref="KeyNotFoundException">No population, or more than one part of it, was recorded under that name.</exception>
    public RecordedPopulation Population(string name)
    {
        RecordedPopulation[] parts = Array.FindAll(_populations, p => ColumnName.Stem(p.Name) == name);
        return Array.Find(_populations, p => p.Name == name) ?? (parts.Length == 1 ? parts[0] : throw Missing(name));
    }

    /// <summary>Wraps columns that are already complete.</summary>
    /// <param name="timeUnit">Unit of time; empty if dimensionless. The time is named <c>t</c>.</param>
    /// <param name="times">Sample times, length n; kept, not copied.</param>
    /// <param name="variables">Name, unit and values (length n; kept, not copied) of each column.</param>
    /// <exception cref="ArgumentException">A name is empty or occurs twice, or lengths differ.</exception>
    public static Trajectory FromColumns(string timeUnit, double[] times, params (string Name, string Unit, double[] Values)[] variables) =>
        Array.Exists(variables, v => v.Values.Length != times.Length)
            ? throw new ArgumentException($"every column needs {times.Length} values, one for each sample time", nameof(variables))
            : FromArrays(timeUnit, times, [.. variables.Select(v => (RecordedQuantity.Single(v.Name, v.Unit), v.Values))]);

    /// <summary>Wraps arrays that are already complete, a population with a row per sample.</summary>
    internal static Trajectory FromArrays(string timeUnit, double[] times, params (RecordedQuantity Quantity, double[] Values)[] arrays) =>
        FromArrays(RecordedQuantity.Single("t", timeUnit), times, arrays);

    /// <summary>Wraps arrays over anything else than time.</summary>
    internal static Trajectory FromArrays(RecordedQuantity places, double[] values, params (RecordedQuantity Quantity, double[] Values)[] arrays) =>
        new(places, values, arrays) { _count = values.Length };

    /// <summary>Appends one sample.</summary>
    /// <param name="time">Sample time in the unit of <see cref="Time"/>.</param>
    /// <param name="values">One value per variable, in their order and units.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> does not have one value per variable.</exception>
    public void Append(double time, ReadOnlySpan<double> values)
    {
        if (values.Length != _width)
        {
            throw new ArgumentException($"a row needs {_width} values, not {values.Length}", nameof(values));
        }

        int row = _count;
        if (row == _capacity)
        {
            Grow();
        }

        _time.Set(row, [time]);
        foreach (ColumnBlock block in _blocks)
        {
            block.Set(row, values[..block.Units]);
            values = values[block.Units..];
        }

        Volatile.Write(ref _count, row + 1);
    }

    /// <summary>Forgets all samples, so that the room for them can be used again.</summary>
    internal void Clear() => Volatile.Write(ref _count, 0);

    private void Grow()
    {
        int widest = _blocks.Select(b => b.Units).Append(1).Max();
        _capacity = (int)Math.Min(Math.Max(2L * _capacity, 16), Array.MaxLength / widest);
        _time.Resize(_capacity);
        foreach (ColumnBlock block in _blocks)
        {
            block.Resize(_capacity);
        }
    }

    private static double[] Room(RecordedQuantity quantity, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new double[(long)capacity * quantity.Units];
    }

    private KeyNotFoundException Missing(string name)
    {
        IEnumerable<string> known = _blocks.Select(b =>
            b.Quantity.IsPopulation ? ColumnName.OfRange(ColumnName.Stem(b.Quantity.Name), b.Quantity.FirstUnit, b.Units) : b.Quantity.Name);
        string list = string.Join(", ", known.Take(MostNames)) + (_blocks.Length > MostNames ? ", ..." : "");
        return new KeyNotFoundException(_populations.Any(p => ColumnName.Stem(p.Name) == name)
            ? $"'{name}' has more than one value; take Population(\"{name}\") or one of {list}"
            : $"'{name}' is not recorded; recorded are {list}");
    }
}
