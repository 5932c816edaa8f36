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
public readonly record struct VariableSetting(VariableKind Kind, int Index, double Value)
{
    /// <summary>Resets a simulator with values set; parameters come first, for initial values follow from them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside the declared range.</exception>
    internal static void Apply(IReadOnlyList<VariableSetting> settings, Simulator simulator)
    {
        foreach (VariableSetting setting in settings.Where(s => s.Kind == VariableKind.Parameter))
        {
            simulator.SetParameter(setting.Index, setting.Value);
        }

        foreach (VariableSetting setting in settings.Where(s => s.Kind == VariableKind.Input))
        {
            simulator.SetInput(setting.Index, setting.Value);
        }

        simulator.Reset();
        foreach (VariableSetting setting in settings.Where(s => s.Kind == VariableKind.State))
        {
            simulator.State[setting.Index] = simulator.Description.States[setting.Index].Require(setting.Value);
        }
    }
}
