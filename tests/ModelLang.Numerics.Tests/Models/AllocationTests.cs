using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Results;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>A compiled model with a drive and recordings runs without allocating.</summary>
public sealed class AllocationTests
{
    private const string Text = """
        import std.theta (theta_recurrent)
        experiment pulses {
          model theta_recurrent
          drive p.I_ext = 3 if mod(t, 2) < 1 else sin(t)
          run 10
          record p.z, p.r every 0.001
        }
        """;

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("rosenbrock")]
    public void Ten_thousand_steps_with_drive_and_recording_allocate_nothing(string method)
    {
        const int Samples = 10_000;
        using CompiledModel model = Model.FromText(Text, new ModelOptions { Experiment = "pulses", Method = method, UseCache = false });
        Simulator simulator = model.CreateSimulator();
        SystemDescription description = simulator.Description;
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 1e-3 });
        var trajectory = new Trajectory(
            "t", "", [.. description.Observables.Select(o => (o.Name, o.Unit))], capacity: Samples + 100);
        double[] values = new double[description.Observables.Count];

        void Record(int from, int to)
        {
            for (int n = from; n < to; n++)
            {
                cursor.AdvanceTo(n * 1e-3);
                simulator.Observe(cursor.Time, cursor.State, values);
                trajectory.Append(cursor.Time, values);
            }
        }

        Record(0, 100);
        const int PerRound = Samples / 5;
        Assert.Equal(0, Allocation.LeastOf(round => Record(100 + (round * PerRound), 100 + ((round + 1) * PerRound))));
        Assert.True(cursor.Statistics.Steps >= (method == "rk4" ? Samples : 100));
    }
}
