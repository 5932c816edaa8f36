namespace ModelLang.Runtime;

/// <content>The past as rows of a grid, for code that reads many delays of many quantities.</content>
public sealed partial class DelayHistory
{
    private bool _isUniform;

    /// <summary>
    /// Whether the past is rows on a grid with linear interpolation between them: a fixed step, a method of order 1 or 2, a constant past before the run,
    /// and no jump of a quantity inside it.
    /// </summary>
    public bool IsUniform => _isUniform && !_hasFunction && _nodes == 1 && _count > 0;

    /// <summary>Time of row 0, where the run began.</summary>
    public double GridStart { get; private set; }

    /// <summary>Distance of the rows.</summary>
    public double GridStep { get; private set; }

    /// <summary>Number of the newest row.</summary>
    public long NewestRow { get; private set; }

    /// <summary>A number that changes when rows that were known are replaced: with a new run, or a jump.</summary>
    internal long Version { get; private set; }

    /// <summary>The values of all quantities at a point of the grid.</summary>
    /// <param name="number">Its number; all rows up to 0 are the initial values. At most as far back as the longest delay reaches.</param>
    /// <returns>The values, in the order of <see cref="Simulator.Signals"/>; valid until the next step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The row is not known yet or no longer.</exception>
    public ReadOnlySpan<double> Row(long number)
    {
        long back = NewestRow - number;
        if (number < 0 || (number == 0 && back >= _count))
        {
            return _initial;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(back, nameof(number));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(back, _count, nameof(number));
        return Row((int)back, 1);
    }

    /// <summary>Says whether the run goes on over the same grid.</summary>
    internal void ContinueGrid(double t, double step) => _isUniform &= step == GridStep && DiscontinuityImages.AreSame(t, GridStart + (NewestRow * step));

    private void BeginGrid(double t, double? step)
    {
        GridStart = t;
        GridStep = step ?? 0;
        NewestRow = 0;
        _isUniform = step is not null;
    }

    private void NoteGrid(double length)
    {
        NewestRow++;
        _isUniform &= Math.Abs(length - GridStep) <= 1e-6 * GridStep;
    }
}
