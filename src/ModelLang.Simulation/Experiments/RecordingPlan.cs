using ModelLang.Runtime;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Experiments;

/// <summary>Which of the observed values are recorded, and under which names.</summary>
internal sealed class RecordingPlan
{
    // How many names an error lists.
    private const int MostNames = 20;

    private readonly Simulator _simulator;
    private readonly List<RecordedQuantity> _quantities = [];
    private readonly List<int> _offsets = [];
    private readonly List<int> _states = [];

    /// <summary>Plans what names say, or else what the experiment says, or else all states.</summary>
    /// <exception cref="ExperimentException">A name is unknown, occurs twice, or means units that are not there.</exception>
    public RecordingPlan(Simulator simulator, IReadOnlyList<string>? names)
    {
        _simulator = simulator;
        SystemDescription system = simulator.Description;
        IReadOnlyList<RecordingDescription> recordings = names is not null ? [.. names.Select(Find)]
            : system.Experiment?.Recordings is { Count: > 0 } stated ? stated
            : [.. system.States.Select((state, i) => new RecordingDescription(state.Name, i))]; // states are the first observables
        foreach (RecordingDescription recording in recordings)
        {
            Add(recording);
        }

        if (RecordedQuantity.FirstDuplicate([RecordedQuantity.Single("t", ""), .. _quantities]) is { } twice)
        {
            throw new ExperimentException($"'{twice}' would be recorded twice");
        }
    }

    /// <summary>What is recorded, in order.</summary>
    public IReadOnlyList<RecordedQuantity> Quantities => _quantities;

    /// <summary>Number of values of a sample.</summary>
    public long Width => _quantities.Sum(q => (long)q.Units);

    /// <summary>Whether all that is recorded are states as they are stored, so that nothing need be computed for a sample.</summary>
    public bool IsStates => _states.Count == _offsets.Count;

    /// <summary>Picks the values of a sample from all that is observed.</summary>
    public void Pick(ReadOnlySpan<double> observed, Span<double> row) => Pick(_offsets, observed, row);

    /// <summary>Picks the values of a sample from the state vector, if <see cref="IsStates"/>.</summary>
    public void PickStates(ReadOnlySpan<double> state, Span<double> row) => Pick(_states, state, row);

    private void Pick(List<int> offsets, ReadOnlySpan<double> values, Span<double> row)
    {
        int filled = 0;
        for (int i = 0; i < offsets.Count; i++)
        {
            int units = _quantities[i].Units;
            values.Slice(offsets[i], units).CopyTo(row[filled..]);
            filled += units;
        }
    }

    private void Add(RecordingDescription recording)
    {
        VariableDescription variable = _simulator.Description.Observables[recording.Observable];
        VectorLayout layout = _simulator.ObservableLayout;
        var selection = new UnitSelection(variable.Name, recording.First, recording.Last);
        string? population = variable.Population < 0 ? null : _simulator.Description.Populations[variable.Population].Name;
        (int first, int units) = selection.In(population, layout.Count(recording.Observable));
        _offsets.Add(layout.Offset(recording.Observable) + first);
        if (recording.Observable < _simulator.Description.States.Count && variable.Scale == 1)
        {
            _states.Add(_simulator.StateLayout.Offset(recording.Observable) + first);
        }

        if (population is null)
        {
            _quantities.Add(RecordedQuantity.Single(recording.Label, variable.Unit));
            return;
        }

        string stem = ColumnName.Stem(recording.Label);
        _simulator.UnitLabels.TryGetValue(variable.Population, out IReadOnlyList<string>? labels);
        _quantities.Add(!selection.IsSingle
            ? RecordedQuantity.OfPopulation(stem, variable.Unit, first, units, first == 0 && units == layout.Count(recording.Observable), labels)
            : RecordedQuantity.Single(recording.Label == variable.Name ? selection.ToString() : recording.Label, variable.Unit));
    }

    private RecordingDescription Find(string name)
    {
        SystemDescription system = _simulator.Description;
        UnitSelection selection = UnitSelection.Parse(name);
        for (int i = 0; i < system.Observables.Count; i++)
        {
            if (system.Observables[i].Name == selection.Name)
            {
                return new RecordingDescription(name, i, selection.First, selection.Last);
            }
        }

        throw new ExperimentException(
            $"there is no '{selection.Name}' to record in '{system.Name}'; there is {string.Join(", ", system.Observables.Select(o => o.Name).Take(MostNames))}{(system.Observables.Count > MostNames ? ", ..." : "")}");
    }
}
