using ModelLang.Compiler.Semantics;
using Xunit;

namespace ModelLang.Compiler.Tests.Semantics;

public sealed class GeometricSequenceTests
{
    [Fact]
    public void Powers_of_ten_are_the_nearest_doubles() =>
        Assert.Equal([0.001, 0.01, 0.1, 1, 10, 100, 1000], GeometricSequence.Of(0.001, 1000, 7));

    [Theory]
    [InlineData(0.1, 100, 31)]
    [InlineData(3, 0.7, 12)]
    [InlineData(-5, -1e-9, 100)]
    [InlineData(1e-300, 1e300, 1001)]
    [InlineData(5e-324, double.MaxValue, 64)]
    [InlineData(1, 1.0000001, 9)]
    [InlineData(2, 2, 4)]
    public void Ratios_are_equal_and_the_ends_exact(double first, double last, int count)
    {
        double[] values = GeometricSequence.Of(first, last, count);
        Assert.Equal(count, values.Length);
        Assert.Equal(first, values[0]);
        Assert.Equal(last, values[^1]);
        double from = Math.Log(Math.Abs(first));
        double to = Math.Log(Math.Abs(last));
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(Math.Sign(first), Math.Sign(values[i]));
            if (Math.Abs(values[i]) > 1e-300)
            {
                Assert.Equal(from + ((to - from) * i / (count - 1)), Math.Log(Math.Abs(values[i])), 1e-12);
            }
        }
    }

    [Fact]
    public void A_million_values_end_beside_the_last_one()
    {
        double[] values = GeometricSequence.Of(1, 1000, 1_000_000);
        Assert.Equal(Math.Log(1000) / 999_999, Math.Log(values[^1] / values[^2]), 1e-15);
    }

    [Fact]
    public void One_value_is_the_first() => Assert.Equal([3.0], GeometricSequence.Of(3, 7, 1));
}
