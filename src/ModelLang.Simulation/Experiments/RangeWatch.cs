using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Notes which states leave their declared range, when first and how far, and which conditions stop to hold.</summary>
internal sealed class RangeWatch
{
    private readonly IReadOnlyList<VariableDescription> _states;
    private readonly int[] _bounded;
    private readonly double[] _firstTime;
    private readonly double[] _extreme;

    private readonly Simulator _simulator;
    private readonly bool[] _holds;
    private readonly double[] _firstBroken;

    public RangeWatch(Simulator simulator)
    {
        IReadOnlyList<VariableDescription> states = simulator.Description.States;
        _simulator = simulator;
        _holds = new bool[simulator.Description.Conditions.Count];
        _firstBroken = new double[_holds.Length];
        Array.Fill(_firstBroken, double.NaN);
        _states = states;
        _bounded = [.. Enumerable.Range(0, states.Count).Where(i => !double.IsInfinity(states[i].Lower) || !double.IsInfinity(states[i].Upper))];
        _firstTime = new double[states.Count];
        _extreme = new double[states.Count];
        Array.Fill(_firstTime, double.NaN);
    }

    /// <summary>What was seen, in the order of the states.</summary>
    public IReadOnlyList<RangeViolation> Violations =>
        [.. _bounded.Where(i => !double.IsNaN(_firstTime[i]))
            .Select(i => new RangeViolation(_states[i], _firstTime[i], _extreme[i] * _states[i].Scale))];

    /// <summary>The conditions that did not hold, in the order of the model.</summary>
    public IReadOnlyList<ConditionViolation> BrokenConditions =>
        [.. _simulator.Description.Conditions.Zip(_firstBroken, (c, t) => new ConditionViolation(c, t)).Where(v => !double.IsNaN(v.FirstTime))];

    /// <summary>Looks at a state vector, in base units.</summary>
    public void Look(double t, ReadOnlySpan<double> y)
    {
        _simulator.CheckConditions(t, y, _holds);
        for (int i = 0; i < _holds.Length; i++)
        {
            if (!_holds[i] && double.IsNaN(_firstBroken[i]))
            {
                _firstBroken[i] = t;
            }
        }

        foreach (int i in _bounded)
        {
            double value = y[i];
            VariableDescription state = _states[i];
            if (state.Allows(value))
            {
                continue;
            }

            if (double.IsNaN(_firstTime[i]))
            {
                _firstTime[i] = t;
                _extreme[i] = value;
            }
            else if (Excess(state, value) > Excess(state, _extreme[i]))
            {
                _extreme[i] = value;
            }
        }
    }

    private static double Excess(VariableDescription state, double value) => Math.Max(state.Lower - value, value - state.Upper);
}
