using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Testing;
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
    /// Multiplicative noise in the sense of Ito leaves the mean exp(-t). The weak order follows from the errors of the mean at steps h and h/2, and its
    /// uncertainty from the standard errors of the means over independent units.
    /// </summary>
    [Theory]
    [InlineData("euler_maruyama", 1)]
    [InlineData("milstein", 1)]
    [InlineData("stochastic_heun", 1)]
    public void Weak_order_of_the_mean_is_that_of_the_method(string method, double least)
    {
        const int Units = 200_000;
        const double End = 2;
        (double Error, double Uncertainty)[] found = [.. ((double[])[0.5, 0.25]).Select(h =>
        {
            Simulator simulator = Simulate($$"""
                operator growth {
                  noise xi
                  state x = 1
                  x' = -x + 0.3*x*xi
                }
                circuit c {
                  population X : growth[{{Units}}]
                }
                """, method, seed: 11);
            SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = h });
            cursor.AdvanceTo(End);
            double[] x = cursor.State.ToArray();
            double mean = x.Average();
            double deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) / Units);
            return (Math.Abs(mean - Math.Exp(-End)), 4.5 * deviation / Math.Abs(mean - Math.Exp(-End)));
        })];

        double order = Math.Log2(found[0].Error / found[1].Error);
        double uncertainty = (found[0].Uncertainty + found[1].Uncertainty) / Math.Log(2);
        output.WriteLine($"{method}: errors {found[0].Error:E2}, {found[1].Error:E2}, weak order {order:F2} within {uncertainty:F2}");

        // The next power of the step adds half a step's worth to the order at these steps.
        Assert.True(order > least - uncertainty - 0.05, $"weak order {order} is below {least}");
        Assert.True(method == "stochastic_heun" || order < least + uncertainty + 0.25, $"weak order {order} is above {least}: the error is not the method's");
    }

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
        Assert.Equal(0, Allocation.LeastOf(round => cursor.AdvanceTo(14 + (4 * round))));
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
