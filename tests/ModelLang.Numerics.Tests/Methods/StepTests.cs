using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Methods;

/// <summary><see cref="Simulator.Step"/>: a simulator in someone else's loop.</summary>
public sealed class StepTests
{
    private const string Text = """
        operator pulsed {
          param a = 0.3
          input u = 0
          state x = 1
          state v = 0
          let drive = 1 if t >= a and t < 0.7 else 0
          x' = v + sin(3*t)
          v' = drive + u - x
          output e = x^2 + v^2
        }
        """;

    public static TheoryData<string> Fixed => ["euler", "heun", "rk4"];

    public static TheoryData<string> Adaptive => ["dopri5", "tsit5", "rosenbrock"];

    [Theory]
    [MemberData(nameof(Fixed))]
    public void Single_steps_give_the_bits_of_one_run(string method)
    {
        using CompiledModel model = Compile(method);
        Simulator whole = model.CreateSimulator();
        SolutionCursor.Create(whole, new IntegrationSettings { Step = 0.01 }).AdvanceTo(2);

        Simulator single = model.CreateSimulator();
        Simulator blocks = model.CreateSimulator();
        for (int n = 0; n < 200; n++)
        {
            single.Step(0.01);
        }

        blocks.Step(0.01, 37);
        blocks.Step(0.01, 163);

        Assert.Equal(whole.State.ToArray(), single.State.ToArray());
        Assert.Equal(whole.State.ToArray(), blocks.State.ToArray());
        Assert.Equal(whole.Time, single.Time);
    }

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void Step_control_lands_on_the_end_of_every_step(string method)
    {
        using CompiledModel model = Compile(method);
        var tight = new IntegrationSettings { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-11 };
        Simulator whole = model.CreateSimulator();
        SolutionCursor cursor = SolutionCursor.Create(whole, tight);
        cursor.AdvanceTo(2);

        Simulator single = model.CreateSimulator();
        single.StepSettings = tight;
        for (int n = 0; n < 20; n++)
        {
            single.Step(0.1);
        }

        Assert.Equal(2, single.Time, 1e-14);
        Assert.Equal(cursor.State[0], single.State[0], 1e-9);
        Assert.Equal(cursor.State[1], single.State[1], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Fixed))]
    [MemberData(nameof(Adaptive))]
    public void Input_parameter_state_and_time_may_change_between_steps(string method)
    {
        using CompiledModel model = Compile(method);
        Simulator changed = model.CreateSimulator();
        changed.Step(0.01, 5);
        changed.SetInput(0, 2);
        changed.SetParameter(0, 0.05);
        changed.State[0] = 0.25;
        changed.Time = 0.1;
        changed.Step(0.01, 5);

        Simulator fresh = model.CreateSimulator();
        fresh.State[0] = 0.25;
        fresh.State[1] = Before();
        fresh.Time = 0.1;
        fresh.SetInput(0, 2);
        fresh.SetParameter(0, 0.05);
        fresh.Step(0.01, 5);

        Assert.Equal(fresh.State[0], changed.State[0], 1e-8);
        Assert.Equal(fresh.State[1], changed.State[1], 1e-8);

        double Before()
        {
            Simulator first = model.CreateSimulator();
            first.Step(0.01, 5);
            return first.State[1];
        }
    }

    [Theory]
    [MemberData(nameof(Fixed))]
    [MemberData(nameof(Adaptive))]
    public void Loop_allocates_nothing(string method)
    {
        using CompiledModel model = Compile(method);
        Simulator simulator = model.CreateSimulator();
        Loop(10);
        Assert.Equal(0, Allocation.LeastOf(() => Loop(1000)));

        void Loop(int count)
        {
            for (int n = 0; n < count; n++)
            {
                simulator.SetInput(0, simulator.State[0] < 0 ? 1 : 0);
                simulator.Step(0.001);
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(0.1, 0)]
    [InlineData(0.1, -3)]
    public void Impossible_steps_are_refused(double dt, long steps)
    {
        using CompiledModel model = Compile("rk4");
        Simulator simulator = model.CreateSimulator();
        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.Step(dt, steps));
    }

    private static CompiledModel Compile(string method) => Model.FromText(Text, new ModelOptions { Method = method, UseCache = false });
}
