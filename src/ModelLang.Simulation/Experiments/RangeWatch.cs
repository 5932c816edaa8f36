using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Notes which states leave their declared range: when first, and how far.</summary>
internal sealed class RangeWatch
{
    private readonly IReadOnlyList<VariableDescription> _states;
    private readonly int[] _bounded;
    private readonly double[] _firstTime;
    private readonly double[] _extreme;

    public RangeWatch(IReadOnlyList<VariableDescription> states)
    {
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

    /// <summary>Looks at a state vector, in base units.</summary>
    public void Look(double t, ReadOnlySpan<double> y)
    {
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
