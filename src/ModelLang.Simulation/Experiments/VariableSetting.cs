using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>What can be set before a run.</summary>
public enum VariableKind
{
    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>An input that nothing feeds.</summary>
    Input,

    /// <summary>The initial value of a state.</summary>
    State,
}

/// <summary>A value to set before a run.</summary>
/// <param name="Kind">What is set.</param>
/// <param name="Index">Its index among the parameters, inputs or states of the system.</param>
/// <param name="Value">The value in base units.</param>
/// <param name="First">The first unit it is set for, where a population has a value per unit.</param>
/// <param name="Last">The last unit, included; -1 for the last there is.</param>
public readonly record struct VariableSetting(VariableKind Kind, int Index, double Value, int First = 0, int Last = -1)
{
    /// <summary>Resets a simulator with values set; parameters come first, for initial values follow from them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside the declared range.</exception>
    /// <exception cref="ExperimentException">A population has no such units.</exception>
    internal static void Apply(IReadOnlyList<VariableSetting> settings, Simulator simulator)
    {
        // Values of units come after what they may follow from.
        foreach (VariableSetting setting in settings.OrderBy(s => s.Variable(simulator).Population >= 0))
        {
            setting.ApplyBeforeReset(simulator);
        }

        simulator.Reset();
        foreach (VariableSetting setting in settings.Where(s => s.Kind == VariableKind.State))
        {
            (int first, int count) = setting.Units(simulator);
            int start = simulator.StateLayout.Offset(setting.Index) + first;
            simulator.State.Slice(start, count).Fill(setting.Variable(simulator).Require(setting.Value));
        }
    }

    /// <summary>The units it is set for.</summary>
    /// <exception cref="ExperimentException">The population has no such units.</exception>
    internal (int First, int Count) Units(Simulator simulator)
    {
        VariableDescription variable = Variable(simulator);
        var selection = new UnitSelection(variable.Name, First, Last);
        if (Kind == VariableKind.Input && variable.Population >= 0 && !selection.IsWhole)
        {
            throw new ExperimentException($"an input is set for all units at once; write '{variable.Name}' without brackets");
        }

        string? shared = variable.Population >= 0 || selection.IsWhole ? null
            : simulator.Description.Populations.FirstOrDefault(p => variable.Name.StartsWith(p.Name + ".", StringComparison.Ordinal))?.Name;
        return shared is not null
            ? throw new ExperimentException($"'{variable.Name}' has one value for all units of '{shared}'; units differ when the model gives it a list, a file or a distribution")
            : variable.Population < 0
            ? selection.In(null, 1)
            : selection.In(simulator.Description.Populations[variable.Population].Name, simulator.PopulationSizes[variable.Population]);
    }

    private void ApplyBeforeReset(Simulator simulator)
    {
        VariableDescription variable = Variable(simulator);
        (int first, int count) = Units(simulator);
        switch (Kind)
        {
            case VariableKind.Parameter when variable.Population >= 0:
                simulator.ParameterValues(Index).Slice(first, count).Fill(variable.Require(Value));
                break;
            case VariableKind.Parameter:
                simulator.SetParameter(Index, Value);
                break;
            case VariableKind.Input:
                simulator.SetInput(Index, Value);
                break;
        }
    }

    private VariableDescription Variable(Simulator simulator) => Kind switch
    {
        VariableKind.Parameter => simulator.Description.Parameters[Index],
        VariableKind.Input => simulator.Description.Inputs[Index],
        _ => simulator.Description.States[Index],
    };
}
