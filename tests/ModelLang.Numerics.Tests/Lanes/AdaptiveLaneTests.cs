using ModelLang.Dynamic;
using ModelLang.Numerics.Tests.Models;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Lanes;

/// <summary>With step control, a lane gives the bits of its simulator by itself.</summary>
public sealed class AdaptiveLaneTests
{
    private const string Text = """
        operator unit {
          param a     = 1.5
          param onset = 0.52 in [0, inf)
          input u = 0
          state x = 0.2
          state y = a/10
          let gain = logistic(3*(x - 0.3)) if x > 0.25 else tanh(x)
          x' = -x + gain + u + (a if t >= onset else 0.1) + 0.1*cos(2*pi*t)
          y' = x*y - y^3 + sin(3*t)
        }
        experiment e {
          model  unit
          drive  u = 0.3 if mod(t, 0.5) < 0.25 else 0
          run    3
        }
        """;

    private static readonly IntegrationSettings s_settings = new() { RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9 };

    public static TheoryData<string, string> Models
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string name in ReferenceModel.Names.Where(n => !n.Contains('.') && !n.StartsWith("dde", StringComparison.Ordinal)))
            {
                foreach (string method in (string[])["dopri5", "tsit5"])
                {
                    cases.Add(name, method);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Published_models_give_the_same_bits(string name, string method)
    {
        using var reference = new ReferenceModel(name, method, lanes: true);
        AssertSameBits(reference.Model, reference.Interval, 20);
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("tsit5")]
    public void Drives_jumps_and_conditions_give_the_same_bits(string method)
    {
        using CompiledModel model = Compile(method);
        AssertSameBits(model, 0.003, 1000);
        AssertSameBits(model, 0.7, 4);
    }

    [Fact]
    public void One_that_is_done_makes_room_for_another_run()
    {
        using CompiledModel model = Compile("dopri5");
        Simulator[] simulators = [.. Enumerable.Range(0, 3).Select(_ => model.CreateSimulator())];
        AdaptiveEnsembleIntegrator ensemble = new(simulators, s_settings);
        double[][] ends = new double[20][];
        int[] runs = new int[3];
        int next = 0;
        for (int lane = 0; lane < 3; lane++)
        {
            Begin(lane);
        }

        while (ensemble.Advance())
        {
            for (int lane = 0; lane < 3; lane++)
            {
                if (ensemble.HasArrived(lane))
                {
                    ends[runs[lane]] = ensemble.Cursor(lane).State.ToArray();
                    Begin(lane);
                }
            }
        }

        for (int run = 0; run < ends.Length; run++)
        {
            Assert.Equal(Alone(model, run, EndOf(run)), ends[run]);
        }

        static double EndOf(int run) => 0.1 + (run * 7 % 11);

        void Begin(int lane)
        {
            if (next == ends.Length)
            {
                ensemble.Leave(lane);
                return;
            }

            runs[lane] = next;
            Set(simulators[lane], next);
            ensemble.Restart(lane);
            ensemble.Aim(lane, EndOf(next++));
        }
    }

    [Fact]
    public void One_that_fails_does_not_stop_the_others()
    {
        const string Explosion = """
            operator p {
              param a = -1
              state x = 1
              x' = a*x^2
            }
            """;
        using CompiledModel model = Model.FromText(Explosion, new ModelOptions { Circuit = "p", Method = "dopri5", Lanes = true, UseCache = false });
        Simulator[] simulators = [.. Enumerable.Range(0, 10).Select(_ => model.CreateSimulator())];
        simulators[3].SetParameter(0, 10);
        AdaptiveEnsembleIntegrator ensemble = new(simulators, s_settings);
        for (int lane = 0; lane < 10; lane++)
        {
            ensemble.Restart(lane);
            ensemble.Aim(lane, 20);
        }

        int open = 10;
        while (open > 0 && ensemble.Advance())
        {
            for (int lane = 0; lane < 10; lane++)
            {
                if (ensemble.HasArrived(lane) || ensemble.HasFailed(lane))
                {
                    Assert.Equal(lane == 3, ensemble.HasFailed(lane));
                    ensemble.Leave(lane);
                    open--;
                }
            }
        }

        Assert.Equal(0, open);
    }

    [Fact]
    public void Nothing_is_allocated_when_warm()
    {
        using CompiledModel model = Compile("dopri5");
        Simulator[] simulators = Ensembles.Create(model);
        AdaptiveEnsembleIntegrator ensemble = new(simulators, s_settings);
        Run(ensemble, simulators, 0.01, 100, (_, _) => { });
        Action<int, int> nothing = (_, _) => { };
        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            foreach (Simulator simulator in simulators)
            {
                simulator.Reset();
            }

            Run(ensemble, simulators, 0.01, 300, nothing);
        }));
    }

    private static CompiledModel Compile(string method) =>
        Model.FromText(Text, new ModelOptions { Experiment = "e", Method = method, Lanes = true, UseCache = false });

    private static void Set(Simulator simulator, int run)
    {
        simulator.SetParameter(0, 1 + (0.1 * run));
        simulator.Reset();
    }

    private static double[] Alone(CompiledModel model, int run, double end)
    {
        Simulator simulator = model.CreateSimulator();
        Set(simulator, run);
        SolutionCursor cursor = SolutionCursor.Create(simulator, s_settings);
        cursor.AdvanceTo(end);
        return cursor.State.ToArray();
    }

    // Each lane records its own samples, in whatever order they come.
    private static void Run(AdaptiveEnsembleIntegrator ensemble, Simulator[] simulators, double interval, int samples, Action<int, int> record)
    {
        Span<int> taken = stackalloc int[simulators.Length];
        for (int lane = 0; lane < simulators.Length; lane++)
        {
            ensemble.Restart(lane);
            ensemble.Aim(lane, interval);
        }

        while (ensemble.Advance())
        {
            for (int lane = 0; lane < simulators.Length; lane++)
            {
                Assert.False(ensemble.HasFailed(lane));
                while (ensemble.HasArrived(lane))
                {
                    record(lane, ++taken[lane]);
                    if (taken[lane] == samples)
                    {
                        ensemble.Leave(lane);
                    }
                    else
                    {
                        ensemble.Aim(lane, (taken[lane] + 1) * interval);
                    }
                }
            }
        }
    }

    private static void AssertSameBits(CompiledModel model, double interval, int samples)
    {
        Simulator[] simulators = Ensembles.Create(model);
        AdaptiveEnsembleIntegrator ensemble = new(simulators, s_settings);
        double[][][] recorded = [.. simulators.Select(_ => new double[samples + 1][])];
        Run(ensemble, simulators, interval, samples, (lane, sample) => recorded[lane][sample] = ensemble.Cursor(lane).State.ToArray());
        for (int lane = 0; lane < simulators.Length; lane++)
        {
            Simulator alone = model.CreateSimulator();
            Ensembles.Vary(alone, lane);
            SolutionCursor cursor = SolutionCursor.Create(alone, s_settings);
            for (int sample = 1; sample <= samples; sample++)
            {
                cursor.AdvanceTo(sample * interval);
                Assert.Equal(cursor.State.ToArray(), recorded[lane][sample]);
            }

            IntegrationStatistics cost = ensemble.Cursor(lane).Statistics;
            Assert.Equal((cursor.Statistics.Steps, cursor.Statistics.Rejected), (cost.Steps, cost.Rejected));
        }
    }
}
