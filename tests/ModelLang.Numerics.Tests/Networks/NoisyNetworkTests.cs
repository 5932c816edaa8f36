using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Numerics.Tests.Networks;

/// <summary>Networks with noise per unit, connections and delays: statistics, bits at any number of threads, allocation.</summary>
public sealed class NoisyNetworkTests(ITestOutputHelper output)
{
    // Stationary variance 1, autocovariance exp(-lag).
    private const string OrnsteinUhlenbeck = """
        operator ou {
          noise xi
          state x = 0
          x' = -x + sqrt(2)*xi
        }
        circuit c {
          population X : ou[UNITS] { init x ~ normal(0, 1) }
        }
        """;

    private const string Network = """
        operator unit {
          param b = 1
          NOISE
          input u = 0
          input v = 0
          state x = 0.1
          state a = 0
          output s = tanh(x)
          x' = -b*x - a + u + v + 0.3 TERM
          a' = 0.2*(x - a)
        }
        circuit c {
          population X : unit[UNITS] { b ~ uniform(0.8, 1.2), init x ~ normal(0, 0.5) }
          connect X.s -> X.u by fixed_indegree(k = 10) { weight ~ normal(0, 0.2) }
          connect X.s -> X.v by fixed_indegree(k = 5) { weight = 0.1, delay ~ uniform(0.35, 0.9) }
          output m = mean(X.x)
        }
        """;

    /// <summary>
    /// With step h each method makes a Gaussian chain x -> a*x + b*N(0, h), whose stationary variance is 2*b^2*h/(1 - a^2) and whose autocovariance is that
    /// times a power of a: a = 1 - h, b = 1 for euler_maruyama, a = 1 - h + h^2/2, b = 1 - h/2 for stochastic_heun.
    /// </summary>
    [Theory]
    [InlineData("euler_maruyama")]
    [InlineData("stochastic_heun")]
    public void Ornstein_Uhlenbeck_units_have_the_moments_of_the_method(string method)
    {
        // The standard error of a variance of n values is sqrt(2/n); 4.5 of them are exceeded once in 150,000 draws.
        const int Units = 200_000;
        double bound = 4.5 * Math.Sqrt(2.0 / Units);
        foreach (double h in (double[])[0.5, 0.25, 0.125])
        {
            (double a, double b) = method == "euler_maruyama" ? (1 - h, 1.0) : (1 - h + (h * h / 2), 1 - (h / 2));
            double variance = 2 * b * b * h / (1 - (a * a));
            Simulator simulator = Simulate(OrnsteinUhlenbeck.Replace("UNITS", $"{Units}"), method, seed: 3);
            SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = h });
            cursor.AdvanceTo(10);
            double[] early = cursor.State.ToArray();
            cursor.AdvanceTo(11);
            double[] late = cursor.State.ToArray();

            double found = early.Average(x => x * x);
            double covariance = early.Zip(late, (x, y) => x * y).Average();
            double neighbours = early.Zip(early.Skip(1), (x, y) => x * y).Average();
            output.WriteLine($"{method} h = {h}: variance {found:F4} expected {variance:F4}, autocovariance {covariance:F4} expected {variance * Math.Pow(a, 1 / h):F4}, neighbours {neighbours:F5}");
            Assert.Equal(variance, found, variance * bound);
            Assert.Equal(variance * Math.Pow(a, 1 / h), covariance, variance * bound);
            Assert.InRange(Math.Abs(neighbours), 0, variance * bound);
            Assert.InRange(Math.Abs(early.Average()), 0, Math.Sqrt(variance) * bound);
        }
    }

    [Theory]
    [InlineData("euler_maruyama")]
    [InlineData("stochastic_heun")]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    public void Any_number_of_threads_gives_the_same_bits(string method)
    {
        int threads = Workers.Threads;
        try
        {
            double[][] states =
            [
                .. new[] { 1, 2, 3 }.Select(count =>
                {
                    Workers.Threads = count;
                    SolutionCursor cursor = SolutionCursor.Create(Simulate(NetworkOf(12_000, method), method, seed: 5), new IntegrationSettings { Step = 0.1 });
                    cursor.AdvanceTo(3);
                    return cursor.State.ToArray();
                }),
            ];

            Assert.True(states[0].Distinct().Count() > 20_000);
            Assert.Equal(states[0], states[1]);
            Assert.Equal(states[0], states[2]);
        }
        finally
        {
            Workers.Threads = threads;
        }
    }

    [Theory]
    [InlineData("euler_maruyama")]
    [InlineData("stochastic_heun")]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    public void Nothing_is_allocated_when_warm(string method)
    {
        SolutionCursor cursor = SolutionCursor.Create(
            Simulate(NetworkOf(500, method), method, seed: 5), new IntegrationSettings { Step = 0.05, MaximumStep = 0.05 });
        cursor.AdvanceTo(10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        cursor.AdvanceTo(30);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string NetworkOf(int units, string method)
    {
        bool noisy = method is "euler_maruyama" or "stochastic_heun";
        return Network.Replace("UNITS", $"{units}").Replace("NOISE", noisy ? "noise xi" : "").Replace("TERM", noisy ? "+ 0.2*xi" : "");
    }

    private static Simulator Simulate(string text, string method, ulong seed)
    {
        using CompiledModel model = Model.FromText(text, new ModelOptions { Circuit = "c", Method = method, UseCache = false });
        Assert.Empty(model.Diagnostics);
        Simulator simulator = model.CreateSimulator();
        simulator.Seed = seed;
        simulator.Reset();
        return simulator;
    }
}
