using ModelLang.Runtime.Tests.Delays;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

[Collection(nameof(Workers))]
public sealed class DelayedConnectionTests
{
    private const double Step = 0.01;

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string method in new[] { "euler", "heun", "rk4", "bs", "order 5" })
            {
                foreach (string delays in new[] { "one", "few", "many", "many on the grid", "many with none", "none" })
                {
                    cases.Add(method, delays);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_product_is_the_sum_over_the_past_of_each_connection(string method, string kind)
    {
        // Signals 0 to 2 belong to something else; sources are signals 3 to 22; targets are 17 of the units.
        const int First = 3;
        const int Sources = 20;
        const int Targets = 17;
        foreach (ConnectionPattern pattern in new[] { ConnectionPattern.AllToAll(Sources, Targets), ConnectionPattern.Random(0.4, Sources, Targets, 2, 2) })
        {
            double[] weights = Normal(pattern.Count);
            double[] delays = Delays(kind, pattern.Count);
            var connection = new DelayedConnection(pattern, weights, delays);
            double[] target = new double[Targets];
            int evaluations = 0;
            DelayedRhs rhs = (t, y, past, dydt) =>
            {
                connection.Multiply(past, First, t, y[First..], target);
                y.CopyTo(dydt);
                for (int i = 0; i < dydt.Length; i++)
                {
                    dydt[i] *= -1 - (0.1 * i) + Math.Sin(t);
                }

                for (int i = 0; i < Targets; i++)
                {
                    double sum = 0;
                    double size = 0;
                    for (int c = pattern.RowStart[i]; c < pattern.RowStart[i + 1]; c++)
                    {
                        int j = First + pattern.Source[c];
                        double term = weights[c] * (delays[c] > 0 ? past.Value(j, t, delays[c]) : y[j]);
                        sum += term;
                        size += Math.Abs(term);
                    }

                    // Times of rows carry roundings of t, which move a point of interpolation by some 1e-12 of a step.
                    Assert.Equal(sum, target[i], 1e-10 * (size + 1e-3));
                    dydt[i] += 0.1 * target[i];
                }

                evaluations++;
            };
            double[] bounds = delays.Any(d => d > 0) ? [connection.ShortestDelay, connection.LongestDelay] : [1];
            double[] initial = Normal(First + Sources);
            DelayedSystem system = method == "order 5" ? new FixedStep(5, initial, rhs, bounds) : DelayedSystem.Make(method, initial, rhs, bounds);

            // Once before any run, once from a constant past, once from one that the model gives.
            system.Derivative(0, system.State, new double[First + Sources]);
            SolutionCursor.Create(system, new IntegrationSettings { Step = Step }).AdvanceTo(0.7);
            system.Before = (t, values) =>
            {
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = Math.Cos(t + i);
                }
            };
            system.Reset();
            SolutionCursor.Create(system, new IntegrationSettings { Step = Step }).AdvanceTo(0.4);
            Assert.True(evaluations > 20);
        }
    }

    [Fact]
    public void Sorted_connections_have_the_same_bits_with_any_number_of_threads_and_allocate_nothing()
    {
        const int N = 800;
        ConnectionPattern pattern = ConnectionPattern.AllToAll(N, N, autapses: false);
        double[] delays = Delays("many", pattern.Count);
        var connection = new DelayedConnection(pattern, Normal(pattern.Count), delays);
        double[] target = new double[N];
        DelayedSystem system = DelayedSystem.Make("heun", Normal(N), (t, y, past, dydt) =>
        {
            for (int i = 0; i < N; i++)
            {
                dydt[i] = Math.Cos(t + i);
            }
        }, connection.ShortestDelay, connection.LongestDelay);
        SolutionCursor.Create(system, new IntegrationSettings { Step = Step }).AdvanceTo(0.5);
        Assert.True(system.PastOfTest.IsUniform);
        double[]? first = null;
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            using var team = new ThreadCount(threads);
            connection.Multiply(system.PastOfTest, 0, 0.49, system.State, target);
            connection.Multiply(system.PastOfTest, 0, 0.5, system.State, target);
            Assert.Equal(first ??= [.. target], target);
            connection.Multiply(system.PastOfTest, 0, 0.5, system.State, target);
            Assert.Equal(first, target);
            Assert.Equal(0, Allocation.LeastOf(() =>
            {
                connection.Multiply(system.PastOfTest, 0, 0.49, system.State, target);
                connection.Multiply(system.PastOfTest, 0, 0.5, system.State, target);
            }));
        }
    }

    [Fact]
    public void A_new_run_and_a_changed_state_are_seen()
    {
        const int N = 20;
        ConnectionPattern pattern = ConnectionPattern.AllToAll(N, N);
        var connection = new DelayedConnection(pattern, 1, Delays("many with none", pattern.Count));
        double[] target = new double[N];
        DelayedSystem system = DelayedSystem.Make("euler", Normal(N), (t, y, past, dydt) =>
        {
            connection.Multiply(past, 0, t, y, target);
            dydt.Fill(-Reduce.Mean(target));
        }, connection.ShortestDelay, connection.LongestDelay);
        double[] first = Run(system, 1);
        double[] second = Run(system, 2);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Run(system, 1));
        Assert.Equal(second, Run(system, 2));

        static double[] Run(DelayedSystem system, double value)
        {
            system.Reset();
            system.State.Fill(value);
            system.Step(Step, 3);
            system.State[0] += value;
            system.Step(Step, 3);
            return [.. system.State];
        }
    }

    [Fact]
    public void Delays_are_listed_each_or_by_their_bounds()
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(20, 20);
        DelayList few = Collect(pattern, Delays("few", 400));
        Assert.Equal([0.1, 0.2, 0.3], few.Distinct.ToArray());
        Assert.True(few.IsComplete);
        DelayList many = Collect(pattern, Delays("many", 400));
        Assert.False(many.IsComplete);
        Assert.InRange(many.Shortest, 0.05, 0.06);
        Assert.InRange(many.Longest, 0.29, 0.3);
        Assert.Equal(double.PositiveInfinity, Collect(pattern, Delays("none", 400)).Shortest);

        static DelayList Collect(ConnectionPattern pattern, double[] delays)
        {
            DelayList list = new("ms");
            var connection = new DelayedConnection(pattern, 1, delays);
            connection.CollectDelays(list, "'delay'");
            Assert.Equal(list.Shortest, connection.ShortestDelay);
            Assert.Equal(list.Longest, connection.LongestDelay);
            return list;
        }
    }

    [Fact]
    public void The_storage_is_said()
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(20, 20, autapses: false);
        Assert.Equal("380 of 400 with 3 delays", new DelayedConnection(pattern, 1, Delays("few", 380)).Storage);
        Assert.Equal("380 of 400 with a delay each, 8 kB", new DelayedConnection(pattern, 1, Delays("many", 380)).Storage);
        Assert.Equal("dense 20 x 20, 4 kB, one delay", new DelayedConnection(pattern, 1, Delays("one", 380)).Storage);
    }

    [Fact]
    public void Wrong_input_is_refused_with_what_to_do()
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(2, 2);
        Refused("Each of 4 connections needs a delay, but 1 are given", () => new DelayedConnection(pattern, 1, [1]));
        Refused("from unit 1 to unit 0 is -2: a delay must not be negative", () => new DelayedConnection(pattern, 1, [1, -2, 1, 1]));
        Refused("The delay of the connection from unit 0 to unit 1 is NaN", () => new DelayedConnection(pattern, 1, [1, 1, double.NaN, 1]));
        Refused("The weight of the connection from unit 0 to unit 0 is Infinity", () => new DelayedConnection(pattern, double.PositiveInfinity, [1, 1, 1, 1]));

        static void Refused(string part, Func<object> make) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    private static double[] Normal(int count)
    {
        double[] values = new double[count];
        Draws.Normal(values, 0.5, 2, double.NegativeInfinity, double.PositiveInfinity, 9, 1);
        return values;
    }

    private static double[] Delays(string kind, int count)
    {
        double[] delays = new double[count];
        Draws.Uniform(delays, 0.05, 0.3, double.NegativeInfinity, double.PositiveInfinity, 9, 2);
        for (int c = 0; c < count; c++)
        {
            delays[c] = kind switch
            {
                "one" => 0.1234,
                "few" => new[] { 0.1, 0.3, 0.2 }[c % 3],
                "many on the grid" => Step * Math.Round(delays[c] / Step * (1 + (c % 2))),
                "many with none" => c % 3 == 0 ? 0 : c % 3 == 1 ? Step : delays[c],
                "none" => 0,
                _ => delays[c],
            };
        }

        return delays;
    }
}
