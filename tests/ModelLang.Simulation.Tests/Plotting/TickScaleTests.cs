using ModelLang.Simulation.Plotting;
using Xunit;

namespace ModelLang.Simulation.Tests.Plotting;

public sealed class TickScaleTests
{
    [Theory]
    [InlineData(0, 100, 5, "0 20 40 60 80 100")]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 0.3, 3, "0.0 0.1 0.2 0.3")]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0.0 0.5 1.0")]
    [InlineData(-72.3, -49.1, 5, "−70 −65 −60 −55 −50")]
    [InlineData(0.9, 4.1, 2, "2 4")]
    [InlineData(12, 19, 2, "12 14 16 18")] // one tick would be too few
    [InlineData(0, 99999, 5, "0 20000 40000 60000 80000")]
    [InlineData(0, 3e-5, 3, "0 10 20 30")]
    [InlineData(0, 5e6, 5, "0 1 2 3 4 5")]
    [InlineData(0, 1e-300, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1e300, 1e300, 2, "−1 0 1")]
    [InlineData(1e6, 1e6 + 0.5, 5, "0.0 0.1 0.2 0.3 0.4 0.5")]
    [InlineData(-1000000.5, -1000000.1, 4, "−0.5 −0.4 −0.3 −0.2 −0.1")]
    public void Labels_are_short_and_round(double min, double max, int most, string labels)
    {
        TickScale scale = TickScale.Create(new DataRange(min, max), most, 30);
        Assert.Equal(labels, string.Join(' ', scale.Majors.Select(t => t.Label)));
    }

    [Theory]
    [InlineData(0, 99999, 0, "")]
    [InlineData(0, 3e-5, -6, "")]
    [InlineData(0, 5e6, 6, "")]
    [InlineData(0, 0.05, 0, "")]
    [InlineData(0, 1e-300, -300, "")]
    [InlineData(1e6, 1e6 + 0.5, 0, "1000000")]
    [InlineData(-1000000.5, -1000000.1, 0, "−1000000")]
    [InlineData(1e15, 1e15 + 5, 0, "1×10^15")]
    [InlineData(1.25, 1.25 + 4e-9, -9, "1.25")]
    public void What_labels_share_goes_to_the_axis_label(double min, double max, int exponent, string offset)
    {
        TickScale scale = TickScale.Create(new DataRange(min, max), 5, 30);
        Assert.Equal(exponent, scale.Exponent);
        Assert.Equal(offset, scale.Offset.ToString());
    }

    [Fact]
    public void Ticks_of_any_range_are_inside_evenly_spaced_distinct_and_few()
    {
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            double span = Math.Pow(10, random.NextDouble() * 40 - 20);
            double min = (random.NextDouble() - 0.5) * span * Math.Pow(10, random.NextDouble() * 6);
            var range = new DataRange(min, min + span);
            int most = random.Next(2, 11);
            TickScale scale = TickScale.Create(range, most, 4 * most);

            Assert.InRange(scale.Majors.Count, 2, most + 9);
            double step = scale.Majors[1].Value - scale.Majors[0].Value;
            double noise = 1e-9 * span;
            for (int k = 0; k < scale.Majors.Count; k++)
            {
                Assert.InRange(scale.Majors[k].Value, range.Min - noise, range.Max + noise);
                Assert.InRange(scale.Majors[k].Value - scale.Majors[0].Value - k * step, -noise * 10, noise * 10);
                Assert.True(scale.Majors[k].Label.Length <= 8, $"{min:R} {span:R} {most} {scale.Majors[k].Label} {scale.Exponent} {scale.Offset}");
            }

            Assert.Equal(scale.Majors.Count, scale.Majors.Select(t => t.Label).Distinct().Count());
            Assert.All(scale.Minors, m => Assert.InRange(m.Value, range.Min - noise, range.Max + noise));
            Assert.Empty(scale.Minors.Select(m => m.Value).Intersect(scale.Majors.Select(m => m.Value)));
        }
    }

    [Theory]
    [InlineData(10, 10, "0 2 4 6 8 10 | 1 3 5 7 9")]
    [InlineData(10, 20, "0 2 4 6 8 10 | 0.5 1 1.5 2.5 3 3.5 4.5 5 5.5 6.5 7 7.5 8.5 9 9.5")]
    [InlineData(10, 5, "0 2 4 6 8 10 | ")]
    public void Minor_ticks_fill_what_room_there_is(double max, int mostMinor, string ticks)
    {
        TickScale scale = TickScale.Create(new DataRange(0, max), 5, mostMinor);
        Assert.Equal(ticks, $"{string.Join(' ', scale.Majors.Select(t => t.Value))} | {string.Join(' ', scale.Minors.Select(t => t.Value))}");
    }
}
