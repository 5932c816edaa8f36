namespace ModelLang.Runtime;

/// <summary>One axis of a grid of points; several quantities on it change together.</summary>
/// <param name="Swept">What changes along the axis, each with as many values.</param>
public sealed record SweepAxisDescription(IReadOnlyList<SweptDescription> Swept);

/// <summary>What a sweep can change.</summary>
public enum SweptKind
{
    /// <summary>A parameter; of a population, that of all units.</summary>
    Parameter,

    /// <summary>An input that nothing feeds.</summary>
    Input,

    /// <summary>The initial value of a state.</summary>
    State,

    /// <summary>The seed of all random numbers.</summary>
    Seed,
}

/// <summary>A quantity that a sweep changes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Its index among the parameters, inputs or states of the system; 0 for the seed.</param>
/// <param name="Values">Its values in base units; empty when they are read from <paramref name="File"/>.</param>
/// <param name="File">The file with the values, <c>.csv</c> or <c>.npy</c>, relative to the folder of <paramref name="ModelFile"/>; null when they are given.</param>
/// <param name="ModelFile">The model file that names it, relative to the folder of the main one.</param>
/// <param name="Column">Header of the column to read, or null when the file has one column.</param>
/// <param name="Scale">Stored value = number in the file divided by this.</param>
public sealed record SweptDescription(
    SweptKind Kind, int Index, IReadOnlyList<double> Values, string? File = null, string ModelFile = "", string? Column = null, double Scale = 1);

/// <summary>What the samples of a variable are reduced to.</summary>
public enum ReductionKind
{
    /// <summary>Mean of the samples.</summary>
    Mean,

    /// <summary>Standard deviation of the samples about their mean.</summary>
    StandardDeviation,

    /// <summary>Least sample.</summary>
    Min,

    /// <summary>Greatest sample.</summary>
    Max,

    /// <summary>Last sample.</summary>
    Final,

    /// <summary>Mean distance in time of upward crossings of the mean; NaN with fewer than two.</summary>
    Period,

    /// <summary>Frequency of the highest peak of the amplitude spectrum, the mean left out.</summary>
    PeakFrequency,
}

/// <summary>A number that is kept of the samples of a variable.</summary>
/// <param name="Label">Name of the result.</param>
/// <param name="Kind">What is computed.</param>
/// <param name="Recording">Label of the recording it is computed of.</param>
/// <param name="From">First time that counts, in the system's time unit.</param>
/// <param name="To">Last time that counts.</param>
public sealed record ReductionDescription(
    string Label, ReductionKind Kind, string Recording, double From = double.NegativeInfinity, double To = double.PositiveInfinity);
