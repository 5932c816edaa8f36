using Xunit;

namespace ModelLang.Runtime.Tests;

/// <summary>Every length from none to several vectors and a rest, every number of slopes: the bits are those of plain loops.</summary>
public sealed class LinearCombinationTests
{
    private const int MostSlopes = 8;
    private static readonly double[] s_weights = [0.1, -1.7, 3e-9, 0.30000000000000004, 2.0 / 3, -5e7, 1.25, 0.7];

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 41)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Add_is_a_plain_loop(int n)
    {
        for (int count = 0; count <= MostSlopes; count++)
        {
            (double[] start, double[][] slopes, double[] weights) = Operands(n, count);
            double[] result = new double[n];
            LinearCombination.Add(result, start, weights, slopes);
            Assert.Equal(Enumerable.Range(0, n).Select(i => Plain(start[i], weights, slopes, i)), result);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void AddScaled_is_a_plain_loop(int n)
    {
        const double H = 0.0371;
        for (int count = 1; count <= MostSlopes; count++)
        {
            (double[] start, double[][] slopes, double[] weights) = Operands(n, count);
            double[] result = new double[n];
            LinearCombination.AddScaled(result, start, H, weights, slopes);
            Assert.Equal(Enumerable.Range(0, n).Select(i => Math.FusedMultiplyAdd(H, PlainSum(weights, slopes, i), start[i])), result);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_result_may_be_the_start(int n)
    {
        (double[] start, double[][] slopes, double[] weights) = Operands(n, 3);
        double[] apart = new double[n];
        LinearCombination.Add(apart, start, weights, slopes);
        double[] scaled = new double[n];
        LinearCombination.AddScaled(scaled, start, 0.5, weights, slopes);

        double[] inPlace = [.. start];
        LinearCombination.Add(inPlace, inPlace, weights, slopes);
        Assert.Equal(apart, inPlace);
        inPlace = [.. start];
        LinearCombination.AddScaled(inPlace, inPlace, 0.5, weights, slopes);
        Assert.Equal(scaled, inPlace);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_value_does_not_depend_on_where_it_lies(int n)
    {
        // Each element alone goes through the loop behind the vectors.
        (double[] start, double[][] slopes, double[] weights) = Operands(n, 5);
        double[] whole = new double[n];
        LinearCombination.Add(whole, start, weights, slopes);
        for (int i = 0; i < n; i++)
        {
            double[] alone = new double[1];
            LinearCombination.Add(alone, [start[i]], weights, [.. slopes.Select(k => new[] { k[i] })]);
            Assert.Equal(alone[0], whole[i]);
        }
    }

    [Fact]
    public void The_error_is_a_root_mean_square_in_units_of_the_tolerance()
    {
        double[] y0 = [1, -4, 0];
        double[] y1 = [2, 3, 0];
        double[][] slopes = [[1, 2, 3], [4, 5, 6]];
        double[] scale = [0.1 + (0.01 * 2), 0.1 + (0.01 * 4), 0.1];
        double expected = Math.Sqrt(Enumerable.Range(0, 3).Select(i => Math.Pow(0.5 * ((2 * slopes[0][i]) - slopes[1][i]) / scale[i], 2)).Sum() / 3);
        Assert.Equal(expected, LinearCombination.ScaledError(0.5, [2, -1], slopes, y0, y1, 0.01, [0.1, 0.1, 0.1]), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Terms_with_noise_are_added_element_by_element(int n)
    {
        (double[] y, double[][] k, _) = Operands(n, 3);
        double[] sum = [.. y];
        LinearCombination.AddProduct(sum, k[0], k[1]);
        Assert.Equal(y.Select((value, i) => value + (k[0][i] * k[1][i])), sum);
        sum = [.. y];
        LinearCombination.AddMeanProduct(sum, k[0], k[1], k[2]);
        Assert.Equal(y.Select((value, i) => value + (0.5 * (k[0][i] + k[1][i]) * k[2][i])), sum);
        sum = [.. y];
        LinearCombination.AddMilstein(sum, k[0], k[1], 0.01);
        Assert.Equal(y.Select((value, i) => value + (k[0][i] * ((k[1][i] * k[1][i]) - 0.01))), sum);
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearCombination.Add(new double[3], new double[2], [1], [new double[3]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearCombination.Add(new double[3], new double[3], [1, 2], [new double[3]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearCombination.AddScaled(new double[3], new double[3], 1, [1], [new double[2]]));
    }

    private static double Plain(double start, double[] weights, double[][] slopes, int i)
    {
        for (int j = 0; j < weights.Length; j++)
        {
            start = Math.FusedMultiplyAdd(weights[j], slopes[j][i], start);
        }

        return start;
    }

    private static double PlainSum(double[] weights, double[][] slopes, int i) =>
        Plain(weights[0] * slopes[0][i], weights[1..], slopes[1..], i);

    private static (double[] Start, double[][] Slopes, double[] Weights) Operands(int n, int count)
    {
        Random random = new(n);
        double[] Vector() => [.. Enumerable.Range(0, n).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4)))];
        return (Vector(), [.. Enumerable.Range(0, count).Select(_ => Vector())], s_weights[..count]);
    }
}
