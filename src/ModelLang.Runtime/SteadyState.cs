namespace ModelLang.Runtime;

/// <summary>Finds the fixed point from which a simulation starts.</summary>
public static class SteadyState
{
    private const int MostIterations = 200;
    private const int MostHalvings = 40;
    private const double RelativeAccuracy = 1e-10;

    /// <summary>
    /// Solves <c>f(t, y) = 0</c> for some states by Newton's method with damping, the others held at their initial values;
    /// starts from the state of the simulator and leaves the solution there. Where Newton's method gets stuck, the curve
    /// of <see cref="FixedPointHomotopy"/> is followed first.
    /// </summary>
    /// <param name="simulator">The simulator, its state a first guess.</param>
    /// <param name="states">Positions in the state vector of the states to solve for.</param>
    /// <exception cref="SteadyStateException">The iteration came to no point with a vanishing right-hand side.</exception>
    public static void Solve(Simulator simulator, params int[] states)
    {
        double[] guess = simulator.State.ToArray();
        try
        {
            Iterate(simulator, states);
        }
        catch (SteadyStateException)
        {
            guess.CopyTo(simulator.State);
            if (!FixedPointHomotopy.TryTrace(simulator, states))
            {
                throw;
            }

            Iterate(simulator, states);
        }
    }

    private static void Iterate(Simulator simulator, int[] states)
    {
        double[] slope = new double[simulator.State.Length];
        simulator.Derivative(simulator.Time, simulator.State, slope);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double norm = Norm(slope, states);
            if (norm == 0)
            {
                return;
            }

            double[] step = NewtonStep(simulator, states, slope);
            bool isSmall = IsSmall(step, simulator.State, states);
            if (!TryImprove(simulator, states, step, norm, slope) && !isSmall)
            {
                throw Failure(simulator, states, "the iteration got stuck");
            }

            if (isSmall)
            {
                return;
            }
        }

        throw Failure(simulator, states, $"{MostIterations} iterations were not enough");
    }

    private static double[] NewtonStep(Simulator simulator, int[] states, double[] slope)
    {
        int n = slope.Length;
        int m = states.Length;
        double[] jacobian = new double[n * n];
        double[] matrix = new double[m * m];
        double[] step = new double[m];
        int[] pivots = new int[m];
        simulator.JacobianAtRest(jacobian);
        for (int i = 0; i < m; i++)
        {
            step[i] = -slope[states[i]];
            for (int j = 0; j < m; j++)
            {
                matrix[(i * m) + j] = jacobian[(states[i] * n) + states[j]];
            }
        }

        if (!LinearSolver.Factor(matrix, pivots))
        {
            throw Failure(simulator, states, "the Jacobian is singular");
        }

        LinearSolver.Solve(matrix, pivots, step);
        return step;
    }

    // Halves the step until the right-hand side gets smaller; without success the state stays as it is.
    private static bool TryImprove(Simulator simulator, int[] states, double[] step, double norm, double[] slope)
    {
        double[] start = simulator.State.ToArray();
        double damping = 1;
        for (int halving = 0; halving < MostHalvings; halving++)
        {
            for (int i = 0; i < states.Length; i++)
            {
                simulator.State[states[i]] = start[states[i]] + (damping * step[i]);
            }

            simulator.Derivative(simulator.Time, simulator.State, slope);
            if (Norm(slope, states) < norm)
            {
                return true;
            }

            damping /= 2;
        }

        start.CopyTo(simulator.State);
        simulator.Derivative(simulator.Time, simulator.State, slope);
        return false;
    }

    private static double Norm(double[] slope, int[] states)
    {
        double sum = 0;
        foreach (int state in states)
        {
            sum += slope[state] * slope[state];
        }

        return Math.Sqrt(sum);
    }

    private static bool IsSmall(double[] step, ReadOnlySpan<double> y, int[] states)
    {
        for (int i = 0; i < states.Length; i++)
        {
            if (!(Math.Abs(step[i]) <= RelativeAccuracy * Math.Max(Math.Abs(y[states[i]]), 1e-3)))
            {
                return false;
            }
        }

        return true;
    }

    private static SteadyStateException Failure(Simulator simulator, int[] states, string reason)
    {
        string names = string.Join(", ", states.Take(5).Select(i => $"'{simulator.StateLayout.NameOf(i)}'"));
        return new SteadyStateException(
            $"No steady state found for {names}{(states.Length > 5 ? ", ..." : "")}: {reason}. Give an initial value nearer to it, or a number in place of 'steady'.");
    }
}
