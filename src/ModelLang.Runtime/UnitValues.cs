namespace ModelLang.Runtime;

/// <summary>The values of a quantity that a population has one of per unit, in the declared unit.</summary>
/// <remarks>A view on the simulator: it shows what is there at the moment it is read.</remarks>
public readonly struct UnitValues
{
    private readonly Simulator _simulator;
    private readonly UnitValueKind _kind;
    private readonly int _index;

    /// <summary>Makes a view.</summary>
    /// <param name="simulator">Whose values they are.</param>
    /// <param name="kind">What kind of quantity it is.</param>
    /// <param name="index">Its index among the parameters, states or observables of the description.</param>
    public UnitValues(Simulator simulator, UnitValueKind kind, int index) => (_simulator, _kind, _index) = (simulator, kind, index);

    /// <summary>Number of units.</summary>
    public int Count => _simulator.PopulationSizes[Variable.Population];

    /// <summary>The value of a unit, in the declared unit; outputs cannot be set.</summary>
    /// <param name="unit">Number of the unit, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit, or the value is outside the declared range.</exception>
    /// <exception cref="InvalidOperationException">The quantity is computed, so that it cannot be set.</exception>
    public double this[int unit]
    {
        get
        {
            Check(unit);
            return _kind switch
            {
                UnitValueKind.Parameter => _simulator.ReadParameterValues(_index)[unit] * Variable.Scale,
                UnitValueKind.State => _simulator.State[_simulator.StateLayout.Offset(_index) + unit] * Variable.Scale,
                _ => _simulator.ObservedUnit(_index, unit),
            };
        }

        set
        {
            Check(unit);
            double stored = Variable.Require(value / Variable.Scale);
            switch (_kind)
            {
                case UnitValueKind.Parameter:
                    _simulator.ParameterValues(_index)[unit] = stored;
                    break;
                case UnitValueKind.State:
                    _simulator.State[_simulator.StateLayout.Offset(_index) + unit] = stored;
                    break;
                default:
                    throw new InvalidOperationException($"'{Variable.Name}' is computed and cannot be set.");
            }
        }
    }

    private VariableDescription Variable => _kind switch
    {
        UnitValueKind.Parameter => _simulator.Description.Parameters[_index],
        UnitValueKind.State => _simulator.Description.States[_index],
        _ => _simulator.Description.Observables[_index],
    };

    private void Check(int unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, Count);
    }
}

/// <summary>What kind of quantity <see cref="UnitValues"/> shows.</summary>
public enum UnitValueKind
{
    /// <summary>A parameter with a value per unit.</summary>
    Parameter,

    /// <summary>A state.</summary>
    State,

    /// <summary>A computed quantity.</summary>
    Observable,
}
