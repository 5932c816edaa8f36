using System.Globalization;
using ModelLang.Compiler.Emit;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public class NumberFormatTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(10, "10")]
    [InlineData(-2, "-2")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-5, "1e-5")]
    [InlineData(1e20, "1e20")]
    [InlineData(12345678901, "12345678901.0")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void Literal_is_short(double value, string text) => Assert.Equal(text, NumberFormat.Literal(value));

    [Fact]
    public void Literal_parses_back_to_the_same_bits()
    {
        Random random = new(1);
        foreach (double value in Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)))
            .Concat([double.Epsilon, double.MaxValue, double.MinValue, Math.PI, 5e-324, 2.2250738585072014e-308]).Where(double.IsFinite))
        {
            string text = NumberFormat.Literal(value);
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)));
        }
    }
}
