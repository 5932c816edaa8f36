using ModelLang.Testing;
using Xunit;

namespace ModelLang.Runtime.Tests.Delays;

public class DelayHistoryTests
{
    // An irrational delay is on no grid.
    private static readonly double s_delay = Math.Sqrt(0.5);

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("heun", 2)]
    [InlineData("rk4", 4)]
    public void Linear_equation_is_solved_with_the_order_of_the_method(string method, int order)
    {
        int steps = order == 1 ? 800 : order == 2 ? 200 : 50;
        AssertOrder(order, n => Math.Abs(Run(Linear(method), 4, n)[0] - LinearExact(4)), steps);
    }

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("heun", 2)]
    [InlineData("rk4", 4)]
    public void A_smooth_past_with_several_delays_of_a_nonlinear_quantity_keeps_the_order(string method, int order)
    {
        int steps = order == 1 ? 800 : order == 2 ? 200 : 50;
        AssertOrder(order, n => Math.Abs(Run(Smooth(method), 4, n)[0] - Math.Sin(4)), steps);
    }

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("heun", 2)]
    [InlineData("rk4", 4)]
    public void A_jump_of_what_is_delayed_keeps_the_order(string method, int order)
    {
        int steps = order == 1 ? 800 : order == 2 ? 200 : 40;
        double exact = (1 - Math.Exp(s_delay + 0.5 - 4)) + 0.5;
        AssertOrder(order, n => Math.Abs(Run(Switched(method), 4, n)[0] - exact), steps);
    }

    // The solution is made of polynomials; a step over a kink would show.
    [Theory]
    [InlineData("rk4")]
    [InlineData("bs")]
    public void Polynomial_pieces_are_exact(string method)
    {
        DelayedSystem system = Linear(method);
        SolutionCursor cursor = SolutionCursor.Create(system, new IntegrationSettings { Step = 0.1, RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-3 });
        for (int n = 1; n <= 20; n++)
        {
            cursor.AdvanceTo(n * 0.1);
            Assert.Equal(LinearExact(cursor.Time), cursor.State[0], 1e-13);
        }

        Assert.InRange(cursor.Statistics.Rejected, 0, 1);
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-8)]
    public void Step_control_meets_its_tolerance(double tolerance)
    {
        IntegrationSettings settings = new() { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance };
        foreach ((DelayedSystem system, double exact) in new[] { (Linear("bs"), LinearExact(4)), (Smooth("bs"), Math.Sin(4)) })
        {
            SolutionCursor cursor = SolutionCursor.Create(system, settings);
            cursor.AdvanceTo(4);
            Assert.Equal(exact, cursor.State[0], 20 * tolerance);
            Assert.InRange(cursor.Statistics.Rejected, 0, 5 + (cursor.Statistics.Steps / 10));
        }
    }

    [Theory]
    [InlineData("heun")]
    [InlineData("bs")]
    public void The_past_takes_what_the_longest_delay_needs(string method)
    {
        DelayedSystem system = Linear(method);
        SolutionCursor cursor = SolutionCursor.Create(system, new IntegrationSettings { Step = 0.001, MaximumStep = 0.001 });
        cursor.AdvanceTo(1.5);
        long bytes = system.PastOfTest.Bytes;
        int nodes = method == "heun" ? 1 : 3;
        Assert.InRange(bytes / 8 / (1 + nodes), 708, method == "heun" ? 711 : 1024);
        cursor.AdvanceTo(40);
        Assert.Equal(bytes, system.PastOfTest.Bytes);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    [InlineData("bs")]
    public void Nothing_is_allocated_when_warm(string method)
    {
        DelayedSystem system = Linear(method);
        SolutionCursor cursor = SolutionCursor.Create(system, new IntegrationSettings { Step = 0.01, MaximumStep = 0.01 });
        cursor.AdvanceTo(4);
        Assert.Equal(0, Allocation.LeastOf(round => cursor.AdvanceTo(12 + (8 * round))));
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void Steps_taken_one_by_one_are_those_of_one_run(string method)
    {
        DelayedSystem one = Linear(method);
        one.Step(0.1, 40);
        DelayedSystem many = Linear(method);
        for (int n = 0; n < 40; n++)
        {
            many.Step(0.1);
        }

        Assert.Equal(one.State[0], many.State[0]);
        Assert.Equal(LinearExact(4), many.State[0], method == "euler" ? 0.1 : 0.01);
    }

    // Delays that are multiples of the step end where steps end, up to rounding.
    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void Delays_on_the_grid_give_the_same_bits_however_steps_are_grouped(string method)
    {
        DelayedSystem Make() => DelayedSystem.Make(
            method, [0.5], (t, y, past, dydt) => dydt[0] = (2 * Math.Sin(3 * past.Value(0, t, 0.3))) - past.Value(0, t, 0.7) - y[0], 0.3, 0.7);
        DelayedSystem one = Make();
        one.Step(0.1, 2000);
        DelayedSystem many = Make();
        for (int n = 0; n < 2000; n++)
        {
            many.Step(0.1);
        }

        Assert.Equal(one.State[0], many.State[0]);
    }

    [Fact]
    public void A_run_with_step_control_goes_on_where_it_ended()
    {
        DelayedSystem system = Linear("bs");
        IntegrationSettings settings = new() { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-8 };
        foreach (double end in new[] { 0.31, 1.1, 2.9, 4 })
        {
            SolutionCursor cursor = SolutionCursor.Create(system, settings);
            cursor.AdvanceTo(end);
            cursor.Settle();
            Assert.Equal(LinearExact(end), system.State[0], 1e-6);
        }

        DelayedSystem stepped = Linear("bs");
        stepped.StepSettings = settings;
        stepped.Step(0.3, 5);
        stepped.Step(0.5, 5);
        Assert.Equal(LinearExact(4), stepped.State[0], 1e-6);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_delay_that_is_not_positive_is_refused(double delay)
    {
        DelayedSystem system = Linear("rk4");
        system.Delays = [delay];
        DelayException refusal = Assert.Throws<DelayException>(() => system.Step(0.1));
        Assert.Contains("of 'x' is", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("positive and finite", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_longer_than_a_delay_is_refused_with_the_longest_that_works()
    {
        DelayedSystem system = Linear("rk4");
        system.Delays = [0.25, 3];
        DelayException refusal = Assert.Throws<DelayException>(() => system.Step(0.5));
        Assert.Equal(
            "The delay of 'x', 0.25 ms, is shorter than the step of 0.5 ms: what it asks for is not known yet. Use a step of at most 0.25 ms, or a method that controls its step.",
            refusal.Message);
    }

    [Fact]
    public void What_is_not_known_is_not_made_up()
    {
        DelayedSystem system = Linear("heun");
        system.Step(0.1, 20);
        Assert.Contains("known up to t = 2 ms", Assert.Throws<DelayException>(() => system.PastOfTest.Value(0, 2, -0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("Reset first", Assert.Throws<DelayException>(() => system.PastOfTest.Value(0, 2, 1.5)).Message, StringComparison.Ordinal);
        Assert.Equal(1, system.PastOfTest.Value(0, 2, 2.5));
    }

    [Theory]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void Values_of_a_block_are_those_of_each_quantity(string method)
    {
        const int Count = 11;
        DelayedSystem system = DelayedSystem.Make(
            method,
            [.. Enumerable.Range(1, Count).Select(i => (double)i)],
            (t, y, past, dydt) =>
            {
                past.Values(0, t, s_delay, dydt);
                for (int i = 0; i < Count; i++)
                {
                    dydt[i] = -dydt[Count - 1 - i < i ? i : Count - 1 - i];
                }
            },
            s_delay);
        system.Step(0.1, 30);
        double[] block = new double[4];
        system.PastOfTest.Values(5, 3, 0.62, block);
        Assert.Equal(Enumerable.Range(5, 4).Select(i => system.PastOfTest.Value(i, 3, 0.62)), block);
    }

    [Fact]
    public void Rows_of_a_grid_are_the_states_of_the_steps()
    {
        DelayedSystem system = Linear("euler");
        double[] states = new double[41];
        states[0] = 1;
        for (int n = 1; n <= 40; n++)
        {
            system.Step(0.1);
            states[n] = system.State[0];
        }

        DelayHistory past = system.PastOfTest;
        Assert.True(past.IsUniform);
        Assert.Equal((0, 0.1, 40), (past.GridStart, past.GridStep, past.NewestRow));
        Assert.Equal(states[33..], Enumerable.Range(33, 8).Select(n => past.Row(n)[0]));
        Assert.Equal(1, past.Row(-5)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => past.Row(41)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => past.Row(12)[0]);
        DelayedSystem cubic = Linear("rk4");
        Run(cubic, 4, 40);
        Assert.False(cubic.PastOfTest.IsUniform);
    }

    [Fact]
    public void Slope_is_that_of_the_solution()
    {
        DelayedSystem system = Smooth("rk4");
        Run(system, 4, 200);
        Assert.Equal(Math.Sin(2 * 3.33), system.PastOfTest.Slope(0, 4, 0.67), 1e-5);
        Assert.Equal(Math.Sin(2 * -0.5), system.PastOfTest.Slope(0, 1, 1.5), 1e-5);
    }

    [Fact]
    public void A_new_run_forgets_the_past()
    {
        DelayedSystem system = Linear("heun");
        system.Step(0.1, 20);
        double first = system.State[0];
        system.Reset();
        Assert.Equal(1, system.PastOfTest.Value(0, 0, 0.5));
        system.Step(0.1, 20);
        Assert.Equal(first, system.State[0]);
    }

    // Each quantity is the other one a delay ago, halved, plus the state: constant at 2.
    [Fact]
    public void Quantities_made_of_delayed_ones_have_a_past_that_fits()
    {
        DelayedSystem system = DelayedSystem.Make("heun", [1, 0], (t, _, past, dydt) => (dydt[0], dydt[1]) = (0, past.Value(0, t, 1)), 1);
        system.Map = (t, y, past, signals) => (signals[0], signals[1]) = ((past.Value(1, t, 1) / 2) + y[0], (past.Value(0, t, 1) / 2) + y[0]);
        Assert.Equal([1, 6], Run(system, 3, 30).Select(x => Math.Round(x, 12)));
    }

    private static void AssertOrder(int order, Func<int, double> error, int steps)
    {
        double measured = Math.Log2(error(steps) / error(4 * steps)) / 2;
        Assert.InRange(measured, order - 0.35, order + 0.8);
    }

    private static double[] Run(DelayedSystem system, double end, int steps)
    {
        SolutionCursor cursor = SolutionCursor.Create(system, new IntegrationSettings { Step = end / steps });
        cursor.AdvanceTo(end);
        return cursor.State.ToArray();
    }

    // x' = -x(t - d), x = 1 before t = 0.
    private static DelayedSystem Linear(string method) =>
        DelayedSystem.Make(method, [1], (t, _, past, dydt) => dydt[0] = -past.Value(0, t, s_delay), s_delay);

    // By the method of steps: sum of (-1)^k (t - (k - 1)d)^k / k! over k with (k - 1)d <= t.
    private static double LinearExact(double t)
    {
        double sum = 1;
        double factorial = 1;
        for (int k = 1; (k - 1) * s_delay <= t; k++)
        {
            factorial *= -k;
            sum += Math.Pow(t - ((k - 1) * s_delay), k) / factorial;
        }

        return sum;
    }

    // x = sin t for all t, through q = x^2 a short and a long delay ago.
    private static DelayedSystem Smooth(string method)
    {
        DelayedSystem system = DelayedSystem.Make(
            method,
            [0],
            (t, y, past, dydt) =>
                dydt[0] = Math.Cos(t) + past.Value(0, t, 0.3217) - Square(t - 0.3217) - (2 * (past.Value(0, t, 2.51) - Square(t - 2.51))) - y[0] + Math.Sin(t),
            0.3217,
            2.51);
        system.Map = (_, y, _, signals) => signals[0] = y[0] * y[0];
        system.Before = (t, values) => values[0] = Square(t);
        return system;
    }

    // x' = s(t - d) - x with s = 1 after t = 0.5, and x = 0.5 + what comes of it.
    private static DelayedSystem Switched(string method)
    {
        DelayedSystem system = DelayedSystem.Make(
            method, [0.5, 0], (t, y, past, dydt) => (dydt[0], dydt[1]) = (past.Value(1, t, s_delay) - (y[0] - 0.5), 0), s_delay);
        system.Jump = 0.5;
        system.Map = (_, y, _, signals) => (signals[0], signals[1]) = (y[0], system.HasJumped ? 1 : 0);
        return system;
    }

    private static double Square(double t) => Math.Sin(t) * Math.Sin(t);
}
