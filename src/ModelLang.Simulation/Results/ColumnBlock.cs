namespace ModelLang.Simulation.Results;

/// <summary>The values of one recorded quantity, sample by sample, in one array.</summary>
internal sealed class ColumnBlock
{
    private readonly Trajectory _trajectory;
    private double[] _values;
    private RecordedVariable?[]? _columns;

    public ColumnBlock(Trajectory trajectory, RecordedQuantity quantity, double[] values)
    {
        _trajectory = trajectory;
        _values = values;
        Quantity = quantity;
    }

    public RecordedQuantity Quantity { get; }

    public int Units => Quantity.Units;

    /// <summary>The values so far: <see cref="Trajectory.Count"/> rows of <see cref="Units"/> values.</summary>
    public ReadOnlySpan<double> Values
    {
        get
        {
            int count = _trajectory.Count; // read before the array: a newer array still holds these rows
            return _values.AsSpan(0, count * Units);
        }
    }

    /// <summary>The values of one sample.</summary>
    public ReadOnlySpan<double> Row(int sample) => Values.Slice(sample * Units, Units);

    /// <summary>One column; the same object each time.</summary>
    public RecordedVariable Column(int column)
    {
        _columns ??= new RecordedVariable?[Units];
        return _columns[column] ??= new RecordedVariable(this, column);
    }

    public void Set(int sample, ReadOnlySpan<double> values) => values.CopyTo(_values.AsSpan(sample * Units));

    public void Resize(int capacity) => Array.Resize(ref _values, checked(capacity * Units));
}
