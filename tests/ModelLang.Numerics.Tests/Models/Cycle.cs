using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Measures limit cycles.</summary>
internal static class Cycle
{
    private const int Periods = 5;

    /// <summary>The mean period of upward crossings of the middle between the extremes of a state, after a transient.</summary>
    /// <remarks>
    /// The crossing inside a step is the root of the cubic through values and slopes at its ends; with thousands of steps in a
    /// period its error is far below that of the integration.
    /// </remarks>
    /// <param name="simulator">Emitted for a fixed-step method; starts from its present state.</param>
    /// <param name="state">Name of the state.</param>
    /// <param name="step">The step.</param>
    /// <param name="transient">Time to leave out; its second half shows the extremes, so it holds several periods.</param>
    public static double Period(Simulator simulator, string state, double step, double transient)
    {
        int index = simulator.Description.States.Select(s => s.Name).ToList().IndexOf(state);
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = step });
        double start = simulator.Time;
        long n = (long)(transient / (2 * step));
        cursor.AdvanceTo(start + (n * step));
        (double least, double largest) = (cursor.State[index], cursor.State[index]);
        for (long end = 2 * n; n < end;)
        {
            cursor.AdvanceTo(start + (++n * step));
            (least, largest) = (Math.Min(least, cursor.State[index]), Math.Max(largest, cursor.State[index]));
        }

        double level = 0.5 * (least + largest);
        double[] slopes = new double[simulator.State.Length];
        List<double> crossings = [];
        (double value, double slope) = Now();
        long last = n + (long)(10 * transient / step);
        while (crossings.Count <= Periods)
        {
            Assert.True(n < last && largest > least, $"'{state}' does not oscillate; it stays between {least:R} and {largest:R}");
            cursor.AdvanceTo(start + (++n * step));
            (double nextValue, double nextSlope) = Now();
            if (value < level && nextValue >= level)
            {
                crossings.Add((n - 1 + Root(value - level, nextValue - level, slope * step, nextSlope * step)) * step);
            }

            (value, slope) = (nextValue, nextSlope);
        }

        return (crossings[^1] - crossings[0]) / Periods;

        (double Value, double Slope) Now()
        {
            simulator.Derivative(cursor.Time, cursor.State, slopes);
            return (cursor.State[index], slopes[index]);
        }
    }

    // Root in [0, 1] of the Hermite cubic with end values a < 0 <= b and slopes da, db, by bisection.
    private static double Root(double a, double b, double da, double db)
    {
        (double low, double high) = (0.0, 1.0);
        for (int i = 0; i < 60; i++)
        {
            double x = 0.5 * (low + high);
            double y = ((1 + (2 * x)) * (1 - x) * (1 - x) * a) + (x * (1 - x) * (1 - x) * da) + (x * x * (3 - (2 * x)) * b) + (x * x * (x - 1) * db);
            (low, high) = y < 0 ? (x, high) : (low, x);
        }

        return 0.5 * (low + high);
    }
}
