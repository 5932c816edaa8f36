namespace ModelLang.Simulation.Results;

/// <summary>What was recorded of the units of a population: a matrix with a row per sample and a column per unit.</summary>
public sealed class RecordedPopulation
{
    private readonly ColumnBlock _block;

    internal RecordedPopulation(ColumnBlock block) => _block = block;

    /// <summary>The name: <c>X.r</c>, or <c>X.r[10..19]</c> when some units were recorded.</summary>
    public string Name => _block.Quantity.Name;

    /// <summary>Unit of <see cref="Values"/>; empty if dimensionless.</summary>
    public string Unit => _block.Quantity.Unit;

    /// <summary>Index of the first recorded unit in the population.</summary>
    public int FirstUnit => _block.Quantity.FirstUnit;

    /// <summary>How many units were recorded.</summary>
    public int Units => _block.Units;

    /// <summary>Labels of the recorded units, length <see cref="Units"/>, or null when no file names them.</summary>
    public IReadOnlyList<string>? Labels => _block.Quantity.Labels;

    /// <summary>The values so far, row-major samples x units.</summary>
    public ReadOnlySpan<double> Values => _block.Values;

    /// <summary>The values of all units at one sample, length <see cref="Units"/>.</summary>
    /// <param name="sample">Index of the sample.</param>
    public ReadOnlySpan<double> Sample(int sample) => _block.Row(sample);

    /// <summary>Pearson's correlation over time between the units: the functional connectivity of recorded activity.</summary>
    /// <returns>Row-major <see cref="Units"/> x <see cref="Units"/>, in [-1, 1]; not-a-number in the row and column of a unit that is constant or not finite.</returns>
    public double[] Correlation() => PearsonCorrelation.Matrix(Values, Units);

    /// <summary>One unit over time.</summary>
    /// <param name="unit">Its place among the recorded units, in [0, <see cref="Units"/>).</param>
    public RecordedVariable this[int unit] => _block.Column(unit);
}
