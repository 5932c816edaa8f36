using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Networks;

/// <summary>What each rule of connect connects, read from the derivative: with x' = u and linear connections it is the matrix times the state.</summary>
public sealed class ConnectionRuleTests
{
    private const int N = 40;

    [Fact]
    public void One_to_one_is_the_identity() => Assert.All(Entries("one_to_one { weight = 3 }", 1), e => Assert.Equal(e.Target == e.Source ? 3 : 0, e.Weight));

    [Fact]
    public void All_to_all_has_every_entry() => Assert.All(Entries("all_to_all { weight = 0.5 }", 1), e => Assert.Equal(0.5, e.Weight));

    [Fact]
    public void Without_autapses_the_diagonal_is_empty() => Assert.All(
        Entries("all_to_all(autapses = false) { weight = 0.5 }", 1), e => Assert.Equal(e.Target == e.Source ? 0 : 0.5, e.Weight));

    [Fact]
    public void Single_units_have_no_autapses_either()
    {
        using CompiledModel model = Model.FromText("""
            operator leaky {
              input u = 0
              state r = 1
              r' = u
            }
            circuit pair {
              node a : leaky
              node b : leaky { init r = 2 }
              connect [a.r, b.r] -> [a.u, b.u] by all_to_all(autapses = false) { weight = 0.5 }
            }
            """, new ModelOptions { Circuit = "pair", Method = "rk4", UseCache = false });
        Simulator simulator = model.CreateSimulator();
        double[] slope = new double[2];

        simulator.Derivative(0, simulator.State, slope);

        Assert.Equal([1.0, 0.5], slope);
    }

    // The number of connections is binomial; 4.5 standard deviations are exceeded once in 150,000 networks.
    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.2, false)]
    [InlineData(0.0, true)]
    [InlineData(1.0, false)]
    public void Random_connections_have_their_probability(double p, bool autapses)
    {
        var entries = Entries(FormattableString.Invariant($"random(p = {p}, autapses = {(autapses ? "true" : "false")})"), 1);
        int possible = autapses ? N * N : N * (N - 1);

        Assert.All(entries, e => Assert.True(e.Weight is 0 or 1));
        Assert.InRange(Math.Abs(entries.Sum(e => e.Weight) - (p * possible)), 0, 4.5 * Math.Sqrt(possible * p * (1 - p)));
        Assert.True(autapses || entries.Where(e => e.Target == e.Source).All(e => e.Weight == 0));
    }

    [Theory]
    [InlineData("multapses = false")]
    [InlineData("multapses = true")]
    [InlineData("autapses = false, multapses = false")]
    public void Fixed_numbers_are_exact(string options)
    {
        bool single = options.Contains("multapses = false", StringComparison.Ordinal);
        bool noSelf = options.Contains("autapses = false", StringComparison.Ordinal);
        var indegree = Entries($"fixed_indegree(k = 7, {options})", 1);
        var outdegree = Entries($"fixed_outdegree(k = 7, {options})", 1);
        var total = Entries($"fixed_total(n = 123, {options})", 1);

        Assert.All(indegree.GroupBy(e => e.Target), row => Assert.Equal(7, row.Sum(e => e.Weight)));
        Assert.All(outdegree.GroupBy(e => e.Source), column => Assert.Equal(7, column.Sum(e => e.Weight)));
        Assert.Equal(123, total.Sum(e => e.Weight));
        foreach (var e in indegree.Concat(outdegree).Concat(total))
        {
            Assert.True(e.Weight >= 0 && e.Weight == Math.Floor(e.Weight) && (!single || e.Weight <= 1));
            Assert.False(noSelf && e.Target == e.Source && e.Weight > 0);
        }
    }

    [Theory]
    [InlineData("random(p = 0.2)")]
    [InlineData("fixed_indegree(k = 5)")]
    [InlineData("fixed_total(n = 100)")]
    public void Seed_decides(string rule)
    {
        Assert.Equal(Entries(rule, 1), Entries(rule, 1));
        Assert.NotEqual(Entries(rule, 1), Entries(rule, 2));
    }

    // Mean and variance of 1600 normal weights, within 4.5 standard errors.
    [Fact]
    public void Each_connection_draws_its_weight()
    {
        double[] weights = [.. Entries("all_to_all { weight ~ normal(2, 0.5) }", 3).Select(e => e.Weight)];
        double mean = weights.Average();

        Assert.Equal(2, mean, 4.5 * 0.5 / Math.Sqrt(weights.Length));
        Assert.Equal(0.25, weights.Average(w => (w - mean) * (w - mean)), 4.5 * 0.25 * Math.Sqrt(2.0 / weights.Length));
    }

    private static List<(int Target, int Source, double Weight)> Entries(string rule, ulong seed)
    {
        string text = $$"""
            operator unit {
              input u = 0
              state x = 0
              x' = u
            }
            circuit c {
              population X : unit[{{N}}]
              connect X.x -> X.u by {{rule}}
            }
            """;
        using CompiledModel model = Model.FromText(text, new ModelOptions { Circuit = "c", Method = "rk4", UseCache = false });
        Simulator simulator = model.CreateSimulator();
        simulator.Seed = seed;
        simulator.Reset();
        List<(int, int, double)> entries = [];
        double[] state = new double[N];
        double[] derivative = new double[N];
        for (int source = 0; source < N; source++)
        {
            Array.Clear(state);
            state[source] = 1;
            simulator.Derivative(0, state, derivative);
            for (int target = 0; target < N; target++)
            {
                entries.Add((target, source, derivative[target]));
            }
        }

        return entries;
    }
}
