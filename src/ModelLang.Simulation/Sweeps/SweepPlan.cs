using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;
using ModelLang.Simulation.Sweeps.Reductions;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Everything about a sweep that is known before its first point runs.</summary>
internal sealed class SweepPlan
{
    /// <summary>Names that results and axes cannot have.</summary>
    public const string Status = "status";

    /// <inheritdoc cref="Status"/>
    public const string FailureTime = "failure_time";

    /// <summary>Name of time as a dimension.</summary>
    public const string Time = "t";

    private readonly IReadOnlyList<ReductionDescription> _reductions;
    private readonly IReadOnlyList<string> _labels;

    /// <summary>Plans a sweep.</summary>
    /// <param name="simulator">The model with its data; it is reset.</param>
    /// <param name="options">What to compute.</param>
    /// <exception cref="ExperimentException">The sweep is incomplete or contradicts itself.</exception>
    /// <exception cref="DataFileException">A file with values holds something else than it should.</exception>
    /// <exception cref="IOException">A file is missing or unreadable.</exception>
    public SweepPlan(Simulator simulator, SweepOptions options)
    {
        System = simulator.Description;
        ExperimentDescription? experiment = System.Experiment;
        Grid = SweepGrid.Create(simulator, options.Axes ?? experiment?.Sweep ?? [], options.Run.Settings ?? [], options.Run.Seed is not null);
        Run = options.Run with { Settings = null, Progress = null };
        ExperimentRun run = FirstRun(simulator);
        Samples = run.Samples;
        Recorded = run.Quantities;
        _labels = options.Run.Record ?? (experiment?.Recordings is { Count: > 0 } recordings ? [.. recordings.Select(r => r.Label)] : [.. Recorded.Select(q => q.Name)]);
        _reductions = options.Reductions ?? experiment?.Reductions ?? [];
        Columns = _reductions.Count == 0 ? [.. Recorded.Select((_, i) => new SweepColumn(i, null, 0, Samples.Count))] : [.. _reductions.Select(ColumnOf)];
        Layout = SweepLayout.Create(Grid.Count, [.. Columns.Select(Variable)], PointRunners.Granularity(simulator));
        CheckNames();
    }

    /// <summary>The model.</summary>
    public SystemDescription System { get; }

    /// <summary>The points.</summary>
    public SweepGrid Grid { get; }

    /// <summary>What is the same for all points.</summary>
    public RunOptions Run { get; }

    /// <summary>The times of the samples of each point.</summary>
    public SampleTimes Samples { get; }

    /// <summary>What is recorded at each point.</summary>
    public IReadOnlyList<RecordedQuantity> Recorded { get; }

    /// <summary>Where each variable of the layout comes from.</summary>
    public IReadOnlyList<SweepColumn> Columns { get; }

    /// <summary>Blocks and results.</summary>
    public SweepLayout Layout { get; }

    /// <summary>Whether all samples are kept.</summary>
    public bool KeepsTraces => _reductions.Count == 0;

    /// <summary>Name of the dimension along the units of a recorded population.</summary>
    public static string UnitDimension(RecordedQuantity quantity) => quantity.Name + "_unit";

    // Its length and what it records are those of all points.
    private ExperimentRun FirstRun(Simulator simulator)
    {
        SweepPoint first = Grid[0];
        try
        {
            VariableSetting.Apply(first.Settings, simulator);
        }
        catch (Exception e) when (e is SteadyStateException or ArgumentOutOfRangeException or NetworkException)
        {
            // This point will fail; others may not.
        }

        simulator.Time = 0;
        return new ExperimentRun(simulator, Run with { Seed = first.Seed ?? Run.Seed }, []);
    }

    private SweepColumn ColumnOf(ReductionDescription reduction)
    {
        int recorded = _labels.ToList().IndexOf(reduction.Recording);
        if (recorded < 0)
        {
            throw new ExperimentException($"'{reduction.Recording}' is not recorded, so it cannot be reduced; recorded are {string.Join(", ", _labels.Select(l => $"'{l}'"))}");
        }

        (int first, int count) = Reducer.Window(Samples, reduction.From, reduction.To);
        return count > 0
            ? new SweepColumn(recorded, reduction.Kind, first, count)
            : throw new ExperimentException($"{Reducer.Show(reduction, System.TimeUnit)}: no sample lies in this time; there are samples "
                + $"from {Numbers.Show(Samples.First, System.TimeUnit)} to {Numbers.Show(Samples[Samples.Count - 1], System.TimeUnit)}");
    }

    private SweepVariable Variable(SweepColumn column, int index)
    {
        RecordedQuantity quantity = Recorded[column.Recorded];
        (string Name, int Length)[] dimensions =
        [
            .. column.Kind is null ? [(Time, column.Count)] : Array.Empty<(string, int)>(),
            .. quantity.IsPopulation ? [(UnitDimension(quantity), quantity.Units)] : Array.Empty<(string, int)>(),
        ];
        ReductionDescription? reduction = column.Kind is null ? null : _reductions[index];
        return new SweepVariable(
            reduction?.Label ?? quantity.Name,
            reduction is null ? quantity.Unit : Reducer.UnitOf(reduction.Kind, quantity.Unit, System.TimeUnit),
            reduction is null ? "" : Reducer.Show(reduction, System.TimeUnit),
            [.. dimensions.Select(d => d.Name)],
            [.. dimensions.Select(d => d.Length)]);
    }

    private void CheckNames()
    {
        HashSet<string> names = [Status, FailureTime, .. KeepsTraces ? [Time] : Array.Empty<string>()];
        foreach (string name in Grid.Axes.SelectMany(a => a.Quantities).Select(q => q.Name).Concat(Layout.Variables.Select(v => v.Name)))
        {
            if (!names.Add(name))
            {
                throw new ExperimentException($"two arrays of the result would be named '{name}'; give what is recorded or reduced another name");
            }
        }
    }
}

/// <summary>Where the values of a result come from.</summary>
/// <param name="Recorded">Index of the recorded quantity.</param>
/// <param name="Kind">What its samples are reduced to; null keeps them.</param>
/// <param name="First">The first sample that counts.</param>
/// <param name="Count">How many count.</param>
internal sealed record SweepColumn(int Recorded, ReductionKind? Kind, int First, int Count);
