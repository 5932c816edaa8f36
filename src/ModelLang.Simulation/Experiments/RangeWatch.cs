using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Notes which states leave their declared range, when first and how far, and which conditions stop to hold.</summary>
internal sealed class RangeWatch
{
    private readonly Simulator _simulator;
    private readonly Bounded[] _bounded;
    private readonly bool[] _holds;
    private readonly double[] _firstBroken;

    public RangeWatch(Simulator simulator)
    {
        IReadOnlyList<VariableDescription> states = simulator.Description.States;
        _simulator = simulator;
        _holds = new bool[simulator.Description.Conditions.Count];
        _firstBroken = new double[_holds.Length];
        Array.Fill(_firstBroken, double.NaN);
        _bounded = [.. Enumerable.Range(0, states.Count)
            .Where(i => !double.IsInfinity(states[i].Lower) || !double.IsInfinity(states[i].Upper))
            .Select(i => new Bounded(states[i], simulator.StateLayout.Offset(i), simulator.StateLayout.Count(i)))];
    }

    /// <summary>What was seen, in the order of the states.</summary>
    public IReadOnlyList<RangeViolation> Violations => [.. _bounded.Select(b => b.Violation).OfType<RangeViolation>()];

    /// <summary>The conditions that did not hold, in the order of the model.</summary>
    public IReadOnlyList<ConditionViolation> BrokenConditions =>
        [.. _simulator.Description.Conditions.Zip(_firstBroken, (c, t) => new ConditionViolation(c, t)).Where(v => !double.IsNaN(v.FirstTime))];

    /// <summary>Forgets what was seen.</summary>
    public void Forget()
    {
        Array.Fill(_firstBroken, double.NaN);
        foreach (Bounded bounded in _bounded)
        {
            bounded.Forget();
        }
    }

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

        foreach (Bounded bounded in _bounded)
        {
            bounded.Look(t, y);
        }
    }

    /// <summary>A state with a range, one value or one per unit.</summary>
    private sealed class Bounded(VariableDescription state, int offset, int count)
    {
        private readonly bool[] _left = new bool[count];
        private int _units;
        private double _firstTime;
        private double _extreme;
        private int _farthest = -1;

        public RangeViolation? Violation => _units == 0 ? null
            : new RangeViolation(state, _firstTime, _extreme * state.Scale, state.Population < 0 ? -1 : _farthest, _units);

        public void Forget()
        {
            Array.Clear(_left);
            _units = 0;
            _farthest = -1;
        }

        public void Look(double t, ReadOnlySpan<double> y)
        {
            ReadOnlySpan<double> values = y.Slice(offset, count);
            for (int i = 0; i < values.Length; i++)
            {
                if (!state.Allows(values[i]))
                {
                    Note(t, i, values[i]);
                }
            }
        }

        private void Note(double t, int unit, double value)
        {
            if (_units == 0)
            {
                _firstTime = t;
            }

            if (_units == 0 || Excess(value) > Excess(_extreme))
            {
                (_extreme, _farthest) = (value, unit);
            }

            if (!_left[unit])
            {
                _left[unit] = true;
                _units++;
            }
        }

        private double Excess(double value) => Math.Max(state.Lower - value, value - state.Upper);
    }
}
