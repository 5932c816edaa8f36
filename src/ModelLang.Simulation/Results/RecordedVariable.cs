namespace ModelLang.Simulation.Results;

/// <summary>One labelled column of a <see cref="Trajectory"/>.</summary>
public sealed class RecordedVariable
{
    private readonly Trajectory _trajectory;
    private double[] _values;

    internal RecordedVariable(Trajectory trajectory, string name, string unit, double[] values)
    {
        _trajectory = trajectory;
        _values = values;
        Name = name;
        Unit = unit;
    }

    /// <summary>Name, unique in the trajectory; e.g. <c>r</c>, <c>z.re</c>, <c>X.r[0]</c>.</summary>
    public string Name { get; }

    /// <summary>Unit of <see cref="Values"/>; empty if dimensionless.</summary>
    public string Unit { get; }

    /// <summary>The values so far, length <see cref="Trajectory.Count"/>.</summary>
    public ReadOnlySpan<double> Values
    {
        get
        {
            int count = _trajectory.Count; // read before the array: a newer array still holds these rows
            return _values.AsSpan(0, count);
        }
    }

    internal void Set(int row, double value) => _values[row] = value;

    internal void Resize(int capacity) => Array.Resize(ref _values, capacity);
}
