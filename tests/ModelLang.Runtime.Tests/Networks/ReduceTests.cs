using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

public sealed class ReduceTests
{
    [Fact]
    public void Sums_have_the_same_bits_at_every_width_and_the_order_that_is_documented()
    {
        for (int n = 0; n < 200; n++)
        {
            double[] x = Values(n);
            double sum = Reduce.Sum(x);
            Assert.Equal(Documented(x), sum);
            Assert.Equal(sum, Reduce.Sum<Lanes512>(x));
            Assert.Equal(sum, Reduce.Sum<Lanes256>(x));
            Assert.Equal(sum, Reduce.Sum<Lanes128>(x));
            Assert.Equal(sum / n, Reduce.Mean(x));
        }
    }

    [Fact]
    public void Sums_are_exact_where_they_can_be()
    {
        Assert.Equal(500_000_500_000, Reduce.Sum([.. Enumerable.Range(1, 1_000_000).Select(i => (double)i)]));
        Assert.Equal(500_000.5, Reduce.Mean([.. Enumerable.Range(1, 1_000_000).Select(i => (double)i)]));
    }

    [Fact]
    public void Extremes_are_found_wherever_they_are()
    {
        for (int n = 1; n < 70; n++)
        {
            for (int at = 0; at < n; at++)
            {
                double[] x = Values(n);
                x[at] = 1000;
                Extremes(x);
                x[at] = -1000;
                Extremes(x);
                x[at] = double.NaN;
                Extremes(x);
            }
        }

        static void Extremes(double[] x)
        {
            double smallest = x.Aggregate(Math.Min);
            double largest = x.Aggregate(Math.Max);
            Assert.Equal(smallest, Reduce.Min(x));
            Assert.Equal(smallest, Reduce.Extreme<Lanes256, Reduce.Smaller>(x));
            Assert.Equal(smallest, Reduce.Extreme<Lanes128, Reduce.Smaller>(x));
            Assert.Equal(largest, Reduce.Max(x));
            Assert.Equal(largest, Reduce.Extreme<Lanes256, Reduce.Larger>(x));
            Assert.Equal(largest, Reduce.Extreme<Lanes128, Reduce.Larger>(x));
        }
    }

    [Fact]
    public void Nothing_has_a_sum_and_no_mean()
    {
        Assert.Equal(0, Reduce.Sum([]));
        Assert.Equal(double.NaN, Reduce.Mean([]));
        Assert.Equal(double.PositiveInfinity, Reduce.Min([]));
        Assert.Equal(double.NegativeInfinity, Reduce.Max([]));
    }

    private static double Documented(double[] x)
    {
        double[] p = new double[32];
        int whole = x.Length - (x.Length % 8);
        for (int i = 0; i < whole; i++)
        {
            p[i % 32] += x[i];
        }

        double[] q = [.. Enumerable.Range(0, 8).Select(k => p[k] + p[k + 16] + (p[k + 8] + p[k + 24]))];
        for (int i = whole; i < x.Length; i++)
        {
            q[i % 8] += x[i];
        }

        return q[0] + q[4] + (q[2] + q[6]) + (q[1] + q[5] + (q[3] + q[7]));
    }

    private static double[] Values(int n)
    {
        double[] values = new double[n];
        Draws.Normal(values, 0.5, 2, double.NegativeInfinity, double.PositiveInfinity, 9, (uint)n);
        return values;
    }
}
