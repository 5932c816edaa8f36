using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps.Reductions;

/// <summary>Reduces the samples of one variable to a number. Not thread-safe: it keeps its arrays.</summary>
internal sealed class Reducer
{
    private static readonly (ReductionKind Kind, string Name)[] s_names =
    [
        (ReductionKind.Mean, "mean"), (ReductionKind.StandardDeviation, "std"), (ReductionKind.Min, "min"), (ReductionKind.Max, "max"),
        (ReductionKind.Final, "final"), (ReductionKind.Period, "period"), (ReductionKind.PeakFrequency, "peak_frequency"),
    ];

    // Seconds of the units of time that a model can have; cycles per second are Hz.
    private static readonly Dictionary<string, double> s_seconds = new()
    {
        ["ns"] = 1e-9, ["us"] = 1e-6, ["ms"] = 1e-3, ["s"] = 1, ["min"] = 60, ["h"] = 3600,
    };

    private readonly Spectrum _spectrum = new();
    private double[] _values = [];

    /// <summary>How models and commands spell the kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_names.Select(n => n.Name)];

    /// <summary>The kind of a name.</summary>
    public static ReductionKind? Find(string name) => Array.Find(s_names, n => n.Name == name) is { Name: not null } found ? found.Kind : null;

    /// <summary>A reduction as a model states it: <c>max(r) over [20, 100]</c>.</summary>
    public static string Show(ReductionDescription reduction, string timeUnit)
    {
        string name = Array.Find(s_names, n => n.Kind == reduction.Kind).Name;
        string window = double.IsInfinity(reduction.From) && double.IsInfinity(reduction.To)
            ? ""
            : $" over [{Numbers.Show(reduction.From, timeUnit)}, {Numbers.Show(reduction.To, timeUnit)}]";
        return $"{name}({reduction.Recording}){window}";
    }

    /// <summary>The unit of what a kind gives.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="unit">Unit of the samples.</param>
    /// <param name="timeUnit">Unit of time.</param>
    public static string UnitOf(ReductionKind kind, string unit, string timeUnit) => kind switch
    {
        ReductionKind.Period => timeUnit,
        ReductionKind.PeakFrequency => timeUnit.Length == 0 ? "" : s_seconds.ContainsKey(timeUnit) ? "Hz" : $"1/{timeUnit}",
        _ => unit,
    };

    /// <summary>The samples of a window: the first one and how many; its ends count, up to rounding.</summary>
    public static (int First, int Count) Window(SampleTimes samples, double from, double to)
    {
        double slack = 1e-9 * samples.Interval;
        int first = (int)Math.Clamp(Math.Ceiling((from - slack - samples.First) / samples.Interval), 0, samples.Count);
        int last = (int)Math.Clamp(Math.Floor((to + slack - samples.First) / samples.Interval), -1, samples.Count - 1);
        return (first, Math.Max(0, last + 1 - first));
    }

    /// <summary>Reduces one column of samples.</summary>
    /// <param name="kind">To what.</param>
    /// <param name="times">The sample times, at least one.</param>
    /// <param name="values">The samples row by row.</param>
    /// <param name="column">The column that is meant.</param>
    /// <param name="columns">How many there are.</param>
    /// <param name="timeUnit">Unit of time.</param>
    public double Reduce(ReductionKind kind, ReadOnlySpan<double> times, ReadOnlySpan<double> values, int column, int columns, string timeUnit)
    {
        ReadOnlySpan<double> samples = Column(values, column, columns);
        return kind switch
        {
            ReductionKind.Mean => Statistics.Mean(samples),
            ReductionKind.StandardDeviation => Statistics.StandardDeviation(samples),
            ReductionKind.Min => Statistics.Extremes(samples).Least,
            ReductionKind.Max => Statistics.Extremes(samples).Greatest,
            ReductionKind.Final => samples[^1],
            ReductionKind.Period => Crossings.Period(times, samples),
            _ => samples.Length < 2 ? double.NaN
                : _spectrum.Peak(samples, (times[^1] - times[0]) / (samples.Length - 1)) / s_seconds.GetValueOrDefault(timeUnit, 1),
        };
    }

    private ReadOnlySpan<double> Column(ReadOnlySpan<double> values, int column, int columns)
    {
        if (columns == 1)
        {
            return values;
        }

        int count = values.Length / columns;
        if (_values.Length < count)
        {
            _values = new double[count];
        }

        for (int i = 0; i < count; i++)
        {
            _values[i] = values[(i * columns) + column];
        }

        return _values.AsSpan(0, count);
    }
}
