using ModelLang.Dynamic;
using ModelLang.Numerics.Tests.Models;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Lanes;

/// <summary>A lane gives the bits of its simulator by itself.</summary>
public sealed class FixedStepLaneTests
{
    // Three noises, one of them multiplicative, an input that jumps at a time of its own in each lane, a file-free drive in time, conditions, functions.
    private const string Text = """
        operator unit {
          param a     = 1.5
          param onset = 0.52 in [0, inf)
          param k     = 3
          input u = 0
          NOISES
          state x = 0.2
          state y = a/10
          state w = 0.1
          let gain = logistic(k*(x - 0.3)) if x > 0.25 else tanh(k*x)
          x' = -x + gain + u + (a if t >= onset else 0.1) + 0.1*cos(2*pi*t) + NOISE1
          y' = x*y - y^3 + sin(3*t) + NOISE2
          w' = 1 + sin(t) + max(x, y) - exp(-w^2) + NOISE3
        }
        experiment e {
          model  unit
          drive  u = 0.3 if mod(t, 0.5) < 0.25 else 0
          run    3
        }
        """;

    public static TheoryData<string, string> Models
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string name in ReferenceModel.Names.Where(n => !n.Contains('.') && !n.StartsWith("dde", StringComparison.Ordinal)))
            {
                foreach (string method in (string[])["euler", "heun", "rk4"])
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
        double step = reference.Interval / Math.Ceiling(reference.Interval / 0.01);
        AssertSameBits(reference.Model, step, steps: 150);
    }

    [Theory]
    [InlineData("euler", false)]
    [InlineData("heun", false)]
    [InlineData("rk4", false)]
    [InlineData("rk4", true)]
    [InlineData("euler_maruyama", false)]
    [InlineData("milstein", false)]
    [InlineData("stochastic_heun", false)]
    public void Drives_jumps_conditions_and_noise_give_the_same_bits(string method, bool strict)
    {
        using CompiledModel model = Compile(method, strict);
        Assert.Equal(!strict, model.CreateSimulator() is ILaneKernel);
        if (!strict)
        {
            AssertSameBits(model, 0.01, steps: 300);
        }
    }

    // Fourteen states do not fit the registers, so that a single simulator works in arrays.
    [Theory]
    [InlineData("euler_maruyama")]
    [InlineData("milstein")]
    [InlineData("stochastic_heun")]
    public void Many_states_with_noise_give_the_same_bits(string method)
    {
        string nodes = string.Concat(Enumerable.Range(0, 14).Select(i => $"  node n{i} : unit {{ b = {1 + (0.1 * i)} }}\n  edge n{i}.x -> n{(i + 1) % 14}.u {{ weight = 0.5 }}\n"));
        string text = $$"""
            operator unit {
              param b = 1
              input u = 0
              noise xi
              noise zeta
              state x = 0.1
              x' = -b*x + tanh(u) + {{(method == "milstein" ? "" : "0.2*xi + ")}}0.1*x*zeta
            }
            circuit c {
            {{nodes}}
            }
            """;
        using CompiledModel model = Model.FromText(text, new ModelOptions { Circuit = "c", Method = method, Lanes = true, UseCache = false });
        AssertSameBits(model, 0.01, 100);
    }

    [Fact]
    public void Strict_polynomials_give_the_same_bits()
    {
        const string Polynomial = """
            operator p { param a = 1
              state x = 0.1
              state y = 0.2
              x' = y*a - x/3 + 2*t
              y' = -x*a + sqrt(abs(y)) }
            """;
        using CompiledModel model = Model.FromText(Polynomial, new ModelOptions { Circuit = "p", Method = "rk4", Strict = true, Lanes = true, UseCache = false });
        AssertSameBits(model, 0.01, 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    public void Fewer_simulators_may_take_part_in_a_second_run(int count)
    {
        using CompiledModel model = Compile("rk4");
        Simulator[] simulators = Ensembles.Create(model);
        EnsembleIntegrator ensemble = new(simulators, 0.01);
        ensemble.AdvanceTo(1.5);
        for (int lane = 0; lane < count; lane++)
        {
            simulators[lane].Reset();
        }

        ensemble.Restart(count);
        ensemble.AdvanceTo(1);
        AssertSame(ensemble, model, [.. simulators.Take(count)], 1, 0.01);
    }

    [Fact]
    public void One_that_fails_does_not_stop_the_others()
    {
        const string Explosion = """
            operator p {
              param a = 1
              state x = 1
              x' = a*x^2
            }
            """;
        using CompiledModel model = Model.FromText(Explosion, new ModelOptions { Circuit = "p", Method = "rk4", Lanes = true, UseCache = false });
        Simulator[] simulators = [.. Enumerable.Range(0, 10).Select(_ => model.CreateSimulator())];
        simulators[3].SetParameter(0, 10);
        for (int lane = 0; lane < 10; lane++)
        {
            simulators[lane].SetParameter(0, lane == 3 ? 10 : -1);
        }

        EnsembleIntegrator ensemble = new(simulators, 0.01);
        ensemble.AdvanceTo(20);
        Assert.Equal(Enumerable.Range(0, 10).Select(lane => lane == 3), Enumerable.Range(0, 10).Select(ensemble.HasFailed));
    }

    [Fact]
    public void Nothing_is_allocated_when_warm()
    {
        using CompiledModel model = Compile("stochastic_heun");
        Simulator[] simulators = Ensembles.Create(model);
        EnsembleIntegrator ensemble = new(simulators, 0.01);
        double sum = 0;
        ensemble.AdvanceTo(0.5);
        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            foreach (Simulator simulator in simulators)
            {
                simulator.Reset();
            }

            ensemble.Restart(simulators.Length);
            for (int sample = 1; sample <= 200; sample++)
            {
                ensemble.AdvanceTo(sample * 0.01);
                sum += ensemble.State(4)[0];
            }
        }));
    }

    [Fact]
    public void Simulators_that_do_not_go_together_are_refused()
    {
        using CompiledModel model = Compile("euler_maruyama");
        using CompiledModel other = Compile("euler");
        using CompiledModel without = Model.FromText(TextWith(noise: false), new ModelOptions { Experiment = "e", Method = "euler", UseCache = false });
        Simulator[] simulators = Ensembles.Create(model, 3);
        simulators[1].Seed = 8;
        Assert.Contains("seed", Assert.Throws<ArgumentException>(() => new EnsembleIntegrator(simulators, 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new EnsembleIntegrator([model.CreateSimulator(), other.CreateSimulator()], 0.1));
        Assert.Throws<ArgumentException>(() => new EnsembleIntegrator([without.CreateSimulator()], 0.1));
        Assert.Throws<ArgumentException>(() => new EnsembleIntegrator([], 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnsembleIntegrator([other.CreateSimulator()], 0));
        Assert.Throws<ArgumentException>(() => new EnsembleIntegrator([other.CreateSimulator()], 0.1).AdvanceTo(0.15));
    }

    private static string TextWith(bool noise) => Text.Replace("NOISES", noise ? "noise xi\n  noise zeta\n  noise eta" : "")
        .Replace("NOISE1", noise ? "0.1*xi" : "0").Replace("NOISE2", noise ? "0.2*y*zeta" : "0").Replace("NOISE3", noise ? "0.3*eta" : "0");

    private static CompiledModel Compile(string method, bool strict = false)
    {
        string text = TextWith(method is "euler_maruyama" or "milstein" or "stochastic_heun");
        return Model.FromText(text, new ModelOptions { Experiment = "e", Method = method, Strict = strict, Lanes = true, UseCache = false });
    }

    private static void AssertSameBits(CompiledModel model, double step, int steps)
    {
        Simulator[] simulators = Ensembles.Create(model);
        EnsembleIntegrator ensemble = new(simulators, step);
        foreach (int part in (int[])[3, 2])
        {
            ensemble.AdvanceTo(steps / part * step);
        }

        AssertSame(ensemble, model, simulators, steps / 2 * step, step);
    }

    private static void AssertSame(EnsembleIntegrator ensemble, CompiledModel model, Simulator[] simulators, double until, double step)
    {
        for (int lane = 0; lane < simulators.Length; lane++)
        {
            Simulator alone = model.CreateSimulator();
            alone.Seed = simulators[lane].Seed;
            Ensembles.Vary(alone, lane);
            SolutionCursor cursor = SolutionCursor.Create(alone, new IntegrationSettings { Step = step });
            cursor.AdvanceTo(until);
            Assert.Equal(cursor.State.ToArray(), ensemble.State(lane).ToArray());
        }
    }
}
