namespace ModelLang.Simulation.Results;

/// <summary>One labelled column of a <see cref="Trajectory"/>.</summary>
public sealed class RecordedVariable
{
    private readonly ColumnBlock _block;
    private readonly int _column;
    private double[] _copy = [];

    internal RecordedVariable(ColumnBlock block, int column)
    {
        _block = block;
        _column = column;
        Name = block.Quantity.NameOf(column);
    }

    /// <summary>Name, unique in the trajectory; e.g. <c>r</c>, <c>z.re</c>, <c>X.r[0]</c>.</summary>
    public string Name { get; }

    /// <summary>Unit of <see cref="Values"/>; empty if dimensionless.</summary>
    public string Unit => _block.Quantity.Unit;

    /// <summary>The values so far, length <see cref="Trajectory.Count"/>. Those of a unit of a population are copied from its array when there are new ones.</summary>
    public ReadOnlySpan<double> Values
    {
        get
        {
            ReadOnlySpan<double> all = _block.Values;
            if (_block.Units == 1)
            {
                return all;
            }

            double[] copy = _copy;
            int count = all.Length / _block.Units;
            if (copy.Length != count)
            {
                copy = new double[count];
                for (int i = 0; i < count; i++)
                {
                    copy[i] = all[(i * _block.Units) + _column];
                }

                _copy = copy;
            }

            return copy;
        }
    }
}
