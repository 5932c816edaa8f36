using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Sweeps.Reductions;
using Xunit;

namespace ModelLang.Simulation.Tests.Sweeps;

public class ReductionTests
{
    [Fact]
    public void Simple_reductions_are_their_formulas()
    {
        double[] values = [3, 1, 4, 1, 5, 9, 2, 6];
        double mean = values.Average();

        Assert.Equal(mean, Reduce(ReductionKind.Mean, values));
        Assert.Equal(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), Reduce(ReductionKind.StandardDeviation, values), 1e-15);
        Assert.Equal(1, Reduce(ReductionKind.Min, values));
        Assert.Equal(9, Reduce(ReductionKind.Max, values));
        Assert.Equal(6, Reduce(ReductionKind.Final, values));
    }

    [Fact]
    public void Sums_do_not_lose_what_is_small()
    {
        double[] values = [1e16, .. Enumerable.Repeat(1.0, 10_000), -1e16];

        Assert.Equal(10_000.0 / 10_002, Reduce(ReductionKind.Mean, values));
        Assert.Equal(0.5, Reduce(ReductionKind.StandardDeviation, [1e9, 1e9 + 1]));
    }

    [Fact]
    public void One_bad_sample_is_not_hidden()
    {
        double[] values = [1, double.NaN, 3];

        Assert.All(
            [ReductionKind.Mean, ReductionKind.StandardDeviation, ReductionKind.Min, ReductionKind.Max, ReductionKind.Period, ReductionKind.PeakFrequency],
            kind => Assert.True(double.IsNaN(Reduce(kind, values))));
    }

    [Fact]
    public void Column_of_many_is_reduced() =>
        Assert.Equal([3.0, 4], Enumerable.Range(0, 2).Select(c => new Reducer().Reduce(ReductionKind.Mean, [0, 1], [1, 2, 5, 6], c, 2, "")));

    [Theory]
    [InlineData(0.037, 0.0)]
    [InlineData(0.1, 0.3)]
    [InlineData(0.2113, 1.0)]
    public void Period_of_a_sine_is_found_between_samples(double frequency, double phase) =>
        Assert.Equal(1 / frequency, Reduce(ReductionKind.Period, Sine(500, 1, frequency, phase)), 0.02);

    [Fact]
    public void Period_of_a_finely_sampled_sine_is_accurate() =>
        Assert.Equal(10, Reduce(ReductionKind.Period, Sine(10_000, 0.01, 0.1, 0.4), 0.01), 1e-6);

    [Fact]
    public void Noise_on_a_rhythm_does_not_shorten_its_period()
    {
        var random = new Random(1);
        double[] noisy = [.. Sine(2000, 0.1, 0.1, 0).Select(v => v + (0.2 * (random.NextDouble() - 0.5)))];

        Assert.Equal(10, Reduce(ReductionKind.Period, noisy, 0.1), 0.05);
    }

    [Fact]
    public void Spikes_have_a_period_though_the_mean_is_near_the_base_line()
    {
        double[] spikes = [.. Enumerable.Range(0, 1000).Select(i => i % 100 == 50 ? 100.0 : 0)];

        Assert.Equal(100, Reduce(ReductionKind.Period, spikes), 1e-9);
    }

    [Fact]
    public void What_is_no_rhythm_has_no_period()
    {
        Assert.True(double.IsNaN(Reduce(ReductionKind.Period, [5, 5, 5, 5])));
        Assert.True(double.IsNaN(Reduce(ReductionKind.Period, [.. Enumerable.Range(0, 100).Select(i => Math.Exp(-i / 10.0))])));
        Assert.True(double.IsNaN(Reduce(ReductionKind.Period, [.. Enumerable.Range(0, 100).Select(i => 1 + (1e-9 * (i % 2)))])));
        Assert.True(double.IsNaN(Reduce(ReductionKind.PeakFrequency, [5, 5, 5, 5, 5, 5])));
        Assert.True(double.IsNaN(Reduce(ReductionKind.PeakFrequency, [1, 2])));
        Assert.True(double.IsNaN(Reduce(ReductionKind.PeakFrequency, [.. Enumerable.Range(0, 500).Select(i => Math.Exp(-i / 50.0))])));
        Assert.True(double.IsNaN(Reduce(ReductionKind.PeakFrequency, [.. Enumerable.Range(0, 500).Select(i => (double)i)])));
    }

    [Theory]
    [InlineData(0.0371, 0.0, 1000)]
    [InlineData(0.1234, 2.0, 777)]
    [InlineData(0.4, 1.0, 256)]
    public void Frequency_of_a_sine_lies_between_the_bins(double frequency, double phase, int samples) =>
        Assert.Equal(frequency, Reduce(ReductionKind.PeakFrequency, [.. Sine(samples, 1, frequency, phase).Select(v => 100 + v)]), 2e-5);

    [Fact]
    public void Highest_of_two_peaks_counts()
    {
        double[] weak = Sine(1000, 1, 0.05, 0), strong = Sine(1000, 1, 0.2, 0);

        Assert.Equal(0.2, Reduce(ReductionKind.PeakFrequency, [.. weak.Zip(strong, (a, b) => a + (1.5 * b))]), 1e-5);
    }

    [Theory]
    [InlineData("ms", 100, "Hz")]
    [InlineData("s", 0.1, "Hz")]
    [InlineData("", 0.1, "")]
    [InlineData("ps", 0.1, "1/ps")]
    public void Frequency_is_in_hertz_where_time_has_a_unit(string timeUnit, double expected, string unit)
    {
        double[] times = [.. Enumerable.Range(0, 1000).Select(i => (double)i)];

        Assert.Equal(expected, new Reducer().Reduce(ReductionKind.PeakFrequency, times, Sine(1000, 1, 0.1, 0), 0, 1, timeUnit), 1e-4 * expected);
        Assert.Equal(unit, Reducer.UnitOf(ReductionKind.PeakFrequency, "mV", timeUnit));
        Assert.Equal(timeUnit, Reducer.UnitOf(ReductionKind.Period, "mV", timeUnit));
        Assert.Equal("mV", Reducer.UnitOf(ReductionKind.Max, "mV", timeUnit));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(512)]
    public void Fast_transform_equals_the_direct_one(int size)
    {
        var random = new Random(size);
        double[] re = [.. Enumerable.Range(0, size).Select(_ => random.NextDouble())];
        double[] im = [.. Enumerable.Range(0, size).Select(_ => random.NextDouble())];
        (double[] fastRe, double[] fastIm) = ([.. re], [.. im]);
        new Spectrum().Transform(fastRe, fastIm);
        for (int k = 0; k < size; k++)
        {
            (double sumRe, double sumIm) = (0, 0);
            for (int i = 0; i < size; i++)
            {
                double angle = -2 * Math.PI * k * i / size;
                sumRe += (re[i] * Math.Cos(angle)) - (im[i] * Math.Sin(angle));
                sumIm += (re[i] * Math.Sin(angle)) + (im[i] * Math.Cos(angle));
            }

            Assert.Equal(sumRe, fastRe[k], 1e-10);
            Assert.Equal(sumIm, fastIm[k], 1e-10);
        }
    }

    [Theory]
    [InlineData(20, 100, 200, 801)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, 0, 1001)]
    [InlineData(99.95, 1e9, 1000, 1)]
    [InlineData(100.1, 200, 1001, 0)]
    [InlineData(-5, -1, 0, 0)]
    public void Window_holds_its_ends_up_to_rounding(double from, double to, int first, int count)
    {
        (int First, int Count) window = Reducer.Window(SampleTimes.Every(0.1, 0, 100), from, to);

        Assert.Equal(count, window.Count);
        Assert.True(count == 0 || window.First == first);
    }

    private static double Reduce(ReductionKind kind, double[] values, double interval = 1) =>
        new Reducer().Reduce(kind, [.. values.Select((_, i) => i * interval)], values, 0, 1, "");

    private static double[] Sine(int samples, double interval, double frequency, double phase) =>
        [.. Enumerable.Range(0, samples).Select(i => Math.Sin((2 * Math.PI * frequency * i * interval) + phase))];
}
