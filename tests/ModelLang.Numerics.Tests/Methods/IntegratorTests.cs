using ModelLang.Compiler;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Methods;

public class IntegratorTests
{
    private const string Pulse = """
        param a = 0.3
        state x = 0
        let drive = 1 if t >= a and t < 0.7 else 0
        x' = drive
        """;

    private const string VanDerPol = """
        param eps = 1
        state y1 = 2
        state y2 = 0
        y1' = y2
        eps * y2' = (1 - y1^2)*y2 - y1
        """;

    public static TheoryData<string> Adaptive => ["dopri5", "tsit5", "rosenbrock"];

    public static TheoryData<string> All => ["euler", "heun", "rk4", "dopri5", "tsit5", "rosenbrock"];

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void Error_follows_the_tolerance(string method)
    {
        double previous = double.PositiveInfinity;
        foreach (double rtol in new[] { 1e-4, 1e-6, 1e-8 })
        {
            SolutionCursor cursor = Cursor(Problems.NonAutonomous(1), method, new IntegrationSettings { RelativeTolerance = rtol, AbsoluteTolerance = rtol });
            cursor.AdvanceTo(3.3);
            double error = Problems.Distance(cursor.State, Problems.Exact(3.3, 1));
            Assert.InRange(error, 0, 100 * rtol);
            Assert.True(error < previous / 5);
            previous = error;
        }
    }

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void Samples_between_steps_are_as_good_as_the_steps(string method)
    {
        SolutionCursor cursor = Cursor(Problems.NonAutonomous(1), method, new IntegrationSettings { RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-7 });
        for (int i = 1; i <= 300; i++)
        {
            cursor.AdvanceTo(i * 0.01);
            Assert.Equal(i * 0.01, cursor.Time);
            Assert.InRange(Problems.Distance(cursor.State, Problems.Exact(cursor.Time, 1)), 0, 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Discontinuities_are_met_exactly(string method)
    {
        SolutionCursor cursor = Cursor(Pulse, method, new IntegrationSettings { Step = 0.1 });
        double[] values = new double[2];
        cursor.AdvanceTo(0.3);
        cursor.Simulator.Observe(cursor.Time, cursor.State, values);
        Assert.Equal([0, 1], values.Select(v => Math.Round(v, 14)));
        cursor.AdvanceTo(1);
        Assert.Equal(0.4, cursor.State[0], 1e-14);
        Assert.Equal(3, cursor.Statistics.Segments);
        Assert.Equal(0, cursor.Statistics.MovedDiscontinuities);
    }

    [Fact]
    public void A_discontinuity_off_the_grid_is_reported()
    {
        Simulator simulator = Problems.Simulator(Pulse, "rk4");
        simulator.SetParameter(0, 0.32);
        simulator.Reset();
        FixedStepIntegrator integrator = new(simulator, 0.1);
        integrator.AdvanceTo(1);
        Assert.Equal(1, integrator.Statistics.MovedDiscontinuities);
        Assert.Equal(0.32, integrator.FirstMovedDiscontinuity);
        Assert.Throws<ArgumentException>(() => integrator.AdvanceTo(1.05));
    }

    [Fact]
    public void Step_control_rejects_few_steps()
    {
        SolutionCursor cursor = Cursor(VanDerPol, "dopri5", new IntegrationSettings());
        cursor.AdvanceTo(100);
        Assert.InRange(cursor.Statistics.Rejected, 0, cursor.Statistics.Steps / 5);
    }

    [Theory]
    [InlineData("rk4", NumericalFailureKind.NotFinite)]
    [InlineData("dopri5", NumericalFailureKind.StepTooSmall)]
    [InlineData("rosenbrock", NumericalFailureKind.StepTooSmall)]
    public void Blow_up_names_state_and_time(string method, NumericalFailureKind kind)
    {
        SolutionCursor cursor = Cursor("""
            state calm = 1
            state wild = 1
            calm' = -calm
            wild' = wild^2
            """, method, new IntegrationSettings { Step = 0.01 });
        NumericalFailureException failure = Assert.Throws<NumericalFailureException>(() => cursor.AdvanceTo(2));
        Assert.Equal(kind, failure.Kind);
        Assert.Equal(1, failure.StateIndex);
        Assert.InRange(failure.Time, 0.99, 1.1);
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    public void Discontinuities_without_end_are_a_failure_that_tells_their_distance(string method)
    {
        SolutionCursor cursor = Cursor("""
            state x = 1
            x' = -x if mod(t, 1e-9) < 5e-10 else x
            """, method, new IntegrationSettings { Step = 0.01 });
        NumericalFailureException failure = Assert.Throws<NumericalFailureException>(() => cursor.AdvanceTo(10));
        Assert.Equal(NumericalFailureKind.TooManyDiscontinuities, failure.Kind);
        Assert.InRange(failure.Step, 4.9e-10, 5.1e-10);
        Assert.Contains("Discontinuities", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_allocated_in_ten_thousand_steps(string method)
    {
        SolutionCursor cursor = Cursor(Problems.NonAutonomous(1), method, new IntegrationSettings { Step = 0.001, MaximumStep = 0.001 });
        double[] values = new double[2];
        cursor.AdvanceTo(0.5);
        Assert.Equal(0, Allocation.LeastOf(round =>
        {
            for (int i = 1; i <= 20; i++)
            {
                cursor.AdvanceTo(0.5 + (((20 * round) + i) * 0.1));
                cursor.Simulator.Observe(cursor.Time, cursor.State, values);
            }
        }));
        Assert.InRange(cursor.Statistics.Steps, 10_000, 11_000);
    }

    // Reference values: Mazzia and Magherini, Test Set for Initial Value Problem Solvers (2008), problem ROBER at t = 1e11.
    [Fact]
    public void Robertson_reactions_agree_with_the_reference()
    {
        SolutionCursor cursor = Cursor("""
            state y1 = 1
            state y2 = 0
            state y3 = 0
            y1' = -0.04*y1 + 1e4*y2*y3
            y2' = 0.04*y1 - 1e4*y2*y3 - 3e7*y2^2
            y3' = 3e7*y2^2
            """, "rosenbrock", new IntegrationSettings { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-16 });
        cursor.AdvanceTo(1e11);
        Assert.Equal(1, cursor.State[0] / 0.2083340149701255e-7, 1e-5);
        Assert.Equal(1, cursor.State[1] / 0.8333360770334713e-13, 1e-5);
        Assert.Equal(0.9999999791665050, cursor.State[2], 1e-8);
        Assert.InRange(cursor.Statistics.Steps, 1, 3000);
    }

    // Reference values: the same test set, problem VDPOL at t = 2.
    [Fact]
    public void Stiff_van_der_Pol_agrees_with_the_reference()
    {
        Simulator simulator = Problems.Simulator(VanDerPol, "rosenbrock");
        simulator.SetParameter(0, 1e-6);
        simulator.Reset();
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-10 });
        cursor.AdvanceTo(2);
        Assert.Equal(1.706167732170483, cursor.State[0], 1e-6);
        Assert.Equal(-0.8928097010247975, cursor.State[1], 1e-6);
        Assert.InRange(cursor.Statistics.Steps, 1, 10_000);
    }

    [Fact]
    public void Jacobian_agrees_with_differences()
    {
        Simulator simulator = Problems.Simulator("""
            param p = 0.7
            state a = 0.3
            state b = -0.4
            state c = 1.2
            let m = logistic(a*b - p) + tanh(c)
            a' = sin(t)*exp(-a^2) + m*b
            b' = (a if b < 0 else c)*m - sqrt(1 + c^2)
            c' = log(1 + a^2)*cos(b) - c^3/(1 + p)
            """, "rosenbrock");
        const double t = 0.6;
        double[] y = simulator.State.ToArray();
        double[] jacobian = new double[9];
        simulator.Jacobian(t, y, jacobian);
        double[] low = new double[3];
        double[] high = new double[3];
        for (int j = 0; j < 3; j++)
        {
            const double h = 1e-5;
            double at = y[j];
            y[j] = at - h;
            simulator.Derivative(t, y, low);
            y[j] = at + h;
            simulator.Derivative(t, y, high);
            y[j] = at;
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal((high[i] - low[i]) / (2 * h), jacobian[(3 * i) + j], 1e-8);
            }
        }
    }

    [Fact]
    public void Steady_states_start_at_the_fixed_point()
    {
        DynamicalSystem system = TestSystem.Parse("""
            param I = 2
            state x = 0.1
            state y = 1
            state free = 0.25
            x' = I - x^3 - y
            y' = 2*x - y
            free' = x - free
            """);
        system = system with { States = system.States.Select((s, i) => s with { Steady = i < 2 }).ToEquatableArray() };
        Simulator simulator = Problems.Simulator(system, "rk4");
        double[] slope = new double[3];
        simulator.Derivative(0, simulator.State, slope);
        Assert.Equal(0, slope[0], 1e-12);
        Assert.Equal(0, slope[1], 1e-12);
        Assert.Equal(0.25, simulator.State[2]);
        Assert.Contains("'x'", Assert.ThrowsAny<Exception>(() => Problems.Simulator(NoFixedPoint(), "rk4")).ToString());
    }

    [Fact]
    public void A_default_follows_the_parameter_it_depends_on_unless_it_is_set()
    {
        Simulator simulator = Problems.Simulator("""
            param a = 2
            param b = 3*a
            state x = b
            x' = -x
            """, "rk4");
        Assert.Equal(6, simulator.GetParameter(1));
        simulator.SetParameter(0, 5);
        simulator.Reset();
        Assert.Equal(15, simulator.State[0]);
        simulator.SetParameter(1, 1);
        simulator.SetParameter(0, 7);
        Assert.Equal(1, simulator.GetParameter(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.SetParameter(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.SetParameter(0, double.NaN));
    }

    private static DynamicalSystem NoFixedPoint()
    {
        DynamicalSystem system = TestSystem.Parse("""
            state x = 0
            x' = 1 + x^2
            """);
        return system with { States = system.States.Select(s => s with { Steady = true }).ToEquatableArray() };
    }

    private static SolutionCursor Cursor(string text, string method, IntegrationSettings settings) =>
        SolutionCursor.Create(Problems.Simulator(text, method), settings);
}
