namespace ModelLang.Runtime;

/// <summary>The segments between discontinuities as a simulator meets them on the grid <c>start + n*dt</c>.</summary>
internal sealed class GridSegments(Simulator simulator, double step)
{
    private const int MostDiscontinuitiesInStep = 1 << 20;

    // How far from a whole number of steps still counts as rounding.
    private const double GridTolerance = 1e-6;

    private double _nextDiscontinuity;

    /// <summary>Time of step 0.</summary>
    public double Start { get; private set; }

    /// <summary>Number of the step at which the present segment ends.</summary>
    public long End { get; private set; }

    /// <summary>How many segments were entered.</summary>
    public long Count { get; private set; }

    /// <summary>How many discontinuities were moved to the grid.</summary>
    public long Moved { get; private set; }

    /// <summary>The first discontinuity that does not lie on the grid, or NaN.</summary>
    public double FirstMoved { get; private set; } = double.NaN;

    /// <summary>Whether a time is a whole number of steps from the start, up to rounding.</summary>
    public bool IsOnGrid(double time)
    {
        double steps = (time - Start) / step;
        return Math.Abs(steps - Math.Round(steps)) <= GridTolerance + (4 * (Math.BitIncrement(Math.Abs(time)) - Math.Abs(time)) / step);
    }

    /// <summary>Begins to count anew.</summary>
    public void Forget() => (Count, Moved, FirstMoved) = (0, 0, double.NaN);

    /// <summary>Puts step 0 at a time and enters the segment there.</summary>
    public void Restart(double start)
    {
        Start = start;
        Enter(start, 0);
    }

    /// <summary>Enters the segment that begins at a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="at">Number of the step that has been reached.</param>
    public void Enter(double time, long at)
    {
        double end = SolutionCursor.SegmentEnd(simulator, time);
        simulator.EnterSegment(DiscontinuityTimes.Middle(time, end));
        _nextDiscontinuity = end;
        Count++;
        double steps = (end - Start) / step;
        if (!(steps < long.MaxValue / 2))
        {
            End = long.MaxValue;
            return;
        }

        End = Math.Max((long)Math.Round(steps), at);
        if (!IsOnGrid(end))
        {
            Moved++;
            FirstMoved = double.IsNaN(FirstMoved) ? end : FirstMoved;
        }
    }

    /// <summary>Enters the segments that begin at a step, if any do.</summary>
    /// <param name="at">Number of the step that has been reached.</param>
    /// <returns>Whether any did.</returns>
    /// <exception cref="NumericalFailureException">There are too many.</exception>
    public bool Meet(long at)
    {
        if (at != End)
        {
            return false;
        }

        double first = _nextDiscontinuity;
        for (int passed = 1; at == End; passed++)
        {
            Enter(_nextDiscontinuity, at);
            if (passed > MostDiscontinuitiesInStep)
            {
                throw new NumericalFailureException(NumericalFailureKind.TooManyDiscontinuities, simulator, -1, first, (_nextDiscontinuity - first) / passed);
            }
        }

        return true;
    }
}
