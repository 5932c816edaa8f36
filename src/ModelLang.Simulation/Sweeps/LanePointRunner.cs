using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Runs many points at once, each in a lane of vector registers.</summary>
/// <remarks>A point that fails is run again by itself, which tells when and why.</remarks>
internal sealed class LanePointRunner : IPointRunner
{
    // Enough lanes to keep the processor busy, few enough for the nearest cache.
    private const int MostLanes = 256;
    private const int BytesOfLanes = 24 * 1024;

    // What the samples of all lanes may take together.
    private const long BytesOfSamples = 64L << 20;

    private readonly Func<Simulator> _create;
    private readonly List<Simulator> _simulators;
    private readonly TimeTable[] _tables;
    private readonly SinglePointRunner _single;
    private readonly int _lanes;
    private RunOptions? _planned;
    private ILaneRuns? _runs;

    /// <summary>Makes a runner.</summary>
    /// <param name="first">A simulator with lanes and its data, for this runner alone.</param>
    /// <param name="create">Makes more of them.</param>
    public LanePointRunner(Simulator first, Func<Simulator> create)
    {
        _create = create;
        _simulators = [first];
        _tables = DataFile.LoadTables(first);
        _single = new SinglePointRunner(first);
        int fitting = BytesOfLanes / (sizeof(double) * ((ILaneKernel)first).LaneElements);
        _lanes = Math.Clamp(fitting / LaneBlock.Group * LaneBlock.Group, 2 * LaneBlock.Group, MostLanes);
    }

    /// <inheritdoc/>
    public void Run(IReadOnlyList<SweepPoint> points, RunOptions options, Action<SweepPoint, RunResult> done, CancellationToken cancellation)
    {
        RunOptions common = options with { Seed = null, Settings = null };
        if (_planned != common)
        {
            (_runs, _planned) = (Plan(points, options), common);
        }

        // Noise is the same in all lanes, so that they must have the same seed.
        foreach (var group in points.GroupBy(p => p.Seed ?? options.Seed))
        {
            foreach (SweepPoint[] some in group.Chunk(_runs?.Most ?? _lanes))
            {
                RunSome(some, options, done, cancellation);
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    private void RunSome(SweepPoint[] points, RunOptions options, Action<SweepPoint, RunResult> done, CancellationToken cancellation)
    {
        List<SweepPoint> alone = [];
        if (_runs is null)
        {
            alone.AddRange(points);
        }
        else
        {
            _runs.Run(points, (simulator, point) => Set(simulator, point, options), done, alone.Add, cancellation);
        }

        if (alone.Count > 0 && !cancellation.IsCancellationRequested)
        {
            _single.Run(alone, options, done, cancellation);
        }
    }

    // Whether a point can begin; if not, running it alone tells why.
    private static bool Set(Simulator simulator, SweepPoint point, RunOptions options)
    {
        try
        {
            if ((point.Seed ?? options.Seed ?? simulator.Description.Experiment?.Seed) is { } seed)
            {
                simulator.Seed = unchecked((ulong)seed);
            }

            VariableSetting.Apply(point.Settings, simulator);
            return true;
        }
        catch (Exception e) when (e is SteadyStateException or ArgumentOutOfRangeException or ExperimentException)
        {
            return false;
        }
    }

    // As many lanes as there are points, if the cache and the memory have room for them; null if only one point at a time has.
    private ILaneRuns? Plan(IReadOnlyList<SweepPoint> points, RunOptions options)
    {
        Simulator first = _simulators[0];
        if (points.FirstOrDefault(p => Set(first, p, options)) is not { } point)
        {
            return null;
        }

        options = options with { Seed = point.Seed ?? options.Seed, Settings = null };
        double bytes = new ExperimentRun(first, options, []).BytesOfSamples;
        int lanes = (int)Math.Min(Math.Min(_lanes, points.Count), BytesOfSamples / bytes);
        if (lanes < Math.Min(LaneBlock.Group, points.Count))
        {
            return null;
        }

        while (_simulators.Count < lanes)
        {
            Simulator simulator = _create();
            for (int i = 0; i < _tables.Length; i++)
            {
                simulator.SetTable(i, _tables[i]);
            }

            simulator.HasData = true;
            _simulators.Add(simulator);
        }

        Simulator[] used = [.. _simulators.Take(lanes)];
        foreach (Simulator simulator in used)
        {
            Set(simulator, point, options);
        }

        return first is IFixedStepLanes ? new FixedStepLaneRuns(used, options) : new AdaptiveLaneRuns(used, options);
    }
}

/// <summary>The runs of some points, each in a lane.</summary>
internal interface ILaneRuns
{
    /// <summary>How many points can be run at once.</summary>
    int Most { get; }

    /// <summary>Runs points.</summary>
    /// <param name="points">The points, at most <see cref="Most"/>.</param>
    /// <param name="set">Gives a simulator the values of a point; says whether it can begin.</param>
    /// <param name="done">Receives the result of a point.</param>
    /// <param name="alone">Receives each point that has to be run by itself.</param>
    /// <param name="cancellation">Ends the call.</param>
    void Run(
        IReadOnlyList<SweepPoint> points, Func<Simulator, SweepPoint, bool> set, Action<SweepPoint, RunResult> done, Action<SweepPoint> alone, CancellationToken cancellation);
}
