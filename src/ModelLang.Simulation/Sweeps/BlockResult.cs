using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;
using ModelLang.Simulation.Sweeps.Reductions;

namespace ModelLang.Simulation.Sweeps;

/// <summary>The results of the points of one block. One thread fills it, block after block, in the same arrays.</summary>
internal sealed class BlockResult
{
    private const byte Done = 0;
    private const byte Failed = 1;
    private const byte Missing = 255;

    private readonly SweepPlan _plan;
    private readonly Reducer _reducer = new();

    public BlockResult(SweepPlan plan)
    {
        _plan = plan;
        int points = (int)Math.Min(plan.Layout.PointsPerBlock, plan.Layout.Points);
        Status = new byte[points];
        FailureTimes = new double[points];
        Values = [.. plan.Layout.Variables.Select(v => new double[points * v.Size])];
    }

    /// <summary>0 for each point that was run, 1 for each that failed.</summary>
    public byte[] Status { get; }

    /// <summary>When each point failed; not-a-number for those that did not.</summary>
    public double[] FailureTimes { get; }

    /// <summary>Of each variable, the values of all points.</summary>
    public double[][] Values { get; }

    /// <summary>What else is to tell.</summary>
    public SweepNotes Notes { get; } = new();

    /// <summary>The block.</summary>
    public int Block { get; private set; }

    /// <summary>How many points it has.</summary>
    public int Points => _plan.Layout.PointsIn(Block);

    /// <summary>Whether all points were run.</summary>
    public bool IsComplete => PointsDone == Points;

    /// <summary>How many points were run.</summary>
    public int PointsDone => Points - Status.AsSpan(0, Points).Count(Missing);

    /// <summary>Begins a block.</summary>
    public void Start(int block)
    {
        Block = block;
        Status.AsSpan().Fill(Missing);
        FailureTimes.AsSpan().Fill(double.NaN);
        Notes.Clear();
    }

    /// <summary>Takes the result of a point. After a failure reductions are not-a-number; of the samples those taken before it are kept.</summary>
    public void Take(SweepPoint point, RunResult result)
    {
        int place = (int)(point.Index - _plan.Layout.FirstPoint(Block));
        bool failed = result.Outcome == RunOutcome.Failed;
        Status[place] = failed ? Failed : Done;
        FailureTimes[place] = result.Failure?.Time ?? double.NaN;
        Notes.Add(point, result, _plan.Grid, _plan.System);
        for (int v = 0; v < Values.Length; v++)
        {
            int size = (int)_plan.Layout.Variables[v].Size;
            Fill(_plan.Columns[v], result.Trajectory, failed, Values[v].AsSpan(place * size, size));
        }
    }

    private void Fill(SweepColumn column, Trajectory trajectory, bool failed, Span<double> values)
    {
        values.Fill(double.NaN);
        if (trajectory.Count == 0 || (failed && column.Kind is not null))
        {
            return;
        }

        ColumnBlock recorded = trajectory.Blocks[column.Recorded];
        if (column.Kind is not { } kind)
        {
            recorded.Values.CopyTo(values);
            return;
        }

        int units = recorded.Units;
        ReadOnlySpan<double> times = trajectory.Time.Values.Slice(column.First, column.Count);
        ReadOnlySpan<double> samples = recorded.Values.Slice(column.First * units, column.Count * units);
        for (int unit = 0; unit < units; unit++)
        {
            values[unit] = _reducer.Reduce(kind, times, samples, unit, units, _plan.System.TimeUnit);
        }
    }
}
