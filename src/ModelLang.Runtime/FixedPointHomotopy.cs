namespace ModelLang.Runtime;

/// <summary>
/// Follows the curve <c>lambda f(y) = (1 - lambda) kappa (y - y0)</c> from the first guess at <c>lambda = 0</c> to a fixed point
/// at <c>lambda = 1</c>.
/// </summary>
/// <remarks>
/// The curve is traced by its arc length, so it may turn back in lambda where the Jacobian is singular, which is where
/// Newton's method gets stuck. For a system whose states decay when they are large the curve is bounded, so it leads to a
/// fixed point. The rate kappa is the norm of the Jacobian at the guess.
/// Allgower and Georg, Introduction to Numerical Continuation Methods (2003), ch. 6 and sect. 11.
/// </remarks>
internal sealed class FixedPointHomotopy
{
    private const int MostSteps = 4000;
    private const int MostCorrections = 8;
    private const double CorrectorAccuracy = 1e-8;
    private const double FirstStep = 0.05;
    private const double LongestStep = 0.5;
    private const double ShortestStep = 1e-8;
    private const double SmallestScale = 1e-2;
    private const double Overshoot = 0.02;

    private readonly Simulator _simulator;
    private readonly int[] _states;
    private readonly int _m;
    private readonly double[] _start;
    private readonly double[] _scale;
    private readonly double[] _slope;
    private readonly double[] _jacobian;
    private readonly double[] _matrix;
    private readonly int[] _pivots;
    private readonly double _rate;

    private FixedPointHomotopy(Simulator simulator, int[] states)
    {
        _simulator = simulator;
        _states = states;
        _m = states.Length;
        int n = simulator.State.Length;
        _slope = new double[n];
        _jacobian = new double[n * n];
        _matrix = new double[(_m + 1) * (_m + 1)];
        _pivots = new int[_m + 1];
        _start = new double[_m];
        _scale = new double[_m];
        for (int i = 0; i < _m; i++)
        {
            _start[i] = simulator.State[states[i]];
            _scale[i] = Math.Max(Math.Abs(_start[i]), SmallestScale);
        }

        simulator.JacobianAtRest(_jacobian);
        for (int i = 0; i < _m; i++)
        {
            double sum = 0;
            for (int j = 0; j < _m; j++)
            {
                sum += Math.Abs(_jacobian[(states[i] * n) + states[j]]) * _scale[j] / _scale[i];
            }

            _rate = Math.Max(_rate, sum);
        }
    }

    /// <summary>Moves the state of the simulator near a fixed point; false, with the state where it was, when the curve does not lead to one.</summary>
    /// <param name="simulator">The simulator, its state the first guess.</param>
    /// <param name="states">Indices of the states to solve for; the others are held.</param>
    public static bool TryTrace(Simulator simulator, int[] states)
    {
        FixedPointHomotopy homotopy = new(simulator, states);
        if (homotopy.Trace())
        {
            return true;
        }

        homotopy.SetState(new double[states.Length + 1]);
        return false;
    }

    // A point of the curve is u = ((y - y0)/scale, lambda).
    private bool Trace()
    {
        double[] u = new double[_m + 1];
        double[] tangent = new double[_m + 1];
        tangent[_m] = 1;
        if (!TryTangent(u, tangent))
        {
            return false;
        }

        double step = FirstStep;
        for (int count = 0; count < MostSteps; count++)
        {
            double[] next = new double[_m + 1];
            for (int i = 0; i <= _m; i++)
            {
                next[i] = u[i] + (step * tangent[i]);
            }

            double[] nextTangent = (double[])tangent.Clone();
            if (!TryCorrect(next, tangent) || !TryTangent(next, nextTangent) || next[_m] > 1 + Overshoot)
            {
                step /= 2;
                if (step < ShortestStep)
                {
                    return false;
                }

                continue;
            }

            if (next[_m] >= 1)
            {
                double theta = (1 - u[_m]) / (next[_m] - u[_m]);
                for (int i = 0; i <= _m; i++)
                {
                    u[i] += theta * (next[i] - u[i]);
                }

                SetState(u);
                return true;
            }

            u = next;
            tangent = nextTangent;
            step = Math.Min(1.5 * step, LongestStep);
        }

        return false;
    }

    // Newton's method in the plane through the predicted point across the tangent.
    private bool TryCorrect(double[] u, double[] tangent)
    {
        double[] change = new double[_m + 1];
        for (int correction = 0; correction < MostCorrections; correction++)
        {
            if (!TryFactor(u, tangent))
            {
                return false;
            }

            for (int i = 0; i < _m; i++)
            {
                change[i] = -((u[_m] * _slope[_states[i]] / (_rate * _scale[i])) - ((1 - u[_m]) * u[i]));
            }

            change[_m] = 0;
            LinearSolver.Solve(_matrix, _pivots, change);
            double size = 0;
            for (int i = 0; i <= _m; i++)
            {
                u[i] += change[i];
                size = Math.Max(size, Math.Abs(change[i]));
            }

            if (!double.IsFinite(size))
            {
                return false;
            }

            if (size <= CorrectorAccuracy)
            {
                return true;
            }
        }

        return false;
    }

    // The direction of the curve, pointing on as the one before.
    private bool TryTangent(double[] u, double[] tangent)
    {
        if (!TryFactor(u, tangent))
        {
            return false;
        }

        Array.Clear(tangent);
        tangent[_m] = 1;
        LinearSolver.Solve(_matrix, _pivots, tangent);
        double norm = Math.Sqrt(tangent.Sum(x => x * x));
        for (int i = 0; i <= _m; i++)
        {
            tangent[i] /= norm;
        }

        return double.IsFinite(norm) && norm > 0;
    }

    // The Jacobian of the curve with the row of the tangent below it.
    private bool TryFactor(double[] u, double[] row)
    {
        SetState(u);
        _simulator.Derivative(_simulator.Time, _simulator.State, _slope);
        _simulator.JacobianAtRest(_jacobian);
        int n = _slope.Length;
        int width = _m + 1;
        for (int i = 0; i < _m; i++)
        {
            for (int j = 0; j < _m; j++)
            {
                _matrix[(i * width) + j] = u[_m] * _jacobian[(_states[i] * n) + _states[j]] * _scale[j] / (_rate * _scale[i]);
            }

            _matrix[(i * width) + i] -= 1 - u[_m];
            _matrix[(i * width) + _m] = (_slope[_states[i]] / (_rate * _scale[i])) + u[i];
        }

        row.CopyTo(_matrix.AsSpan(_m * width));
        return LinearSolver.Factor(_matrix, _pivots);
    }

    private void SetState(double[] u)
    {
        for (int i = 0; i < _m; i++)
        {
            _simulator.State[_states[i]] = _start[i] + (_scale[i] * u[i]);
        }
    }
}
