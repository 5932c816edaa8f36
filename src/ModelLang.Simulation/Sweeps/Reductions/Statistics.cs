namespace ModelLang.Simulation.Sweeps.Reductions;

/// <summary>Sums over samples, in their order, so that the same samples give the same bits.</summary>
internal static class Statistics
{
    /// <summary>The mean.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = default(CompensatedSum);
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Value / values.Length;
    }

    /// <summary>The standard deviation of the samples themselves: the root of the mean square distance from <see cref="Mean"/>, divided by their number.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        var squares = default(CompensatedSum);
        foreach (double value in values)
        {
            squares.Add((value - mean) * (value - mean));
        }

        return Math.Sqrt(squares.Value / values.Length);
    }

    /// <summary>The least and the greatest sample; not-a-number if one of them is.</summary>
    public static (double Least, double Greatest) Extremes(ReadOnlySpan<double> values)
    {
        (double least, double greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        return (least, greatest);
    }

    /// <summary>Neumaier's variant of Kahan's summation: the error does not grow with the number of terms (Neumaier, Z. Angew. Math. Mech. 54, 1974).</summary>
    private struct CompensatedSum
    {
        private double _sum;
        private double _lost;

        public readonly double Value => double.IsFinite(_lost) ? _sum + _lost : _sum;

        public void Add(double term)
        {
            double sum = _sum + term;
            _lost += Math.Abs(_sum) >= Math.Abs(term) ? _sum - sum + term : term - sum + _sum;
            _sum = sum;
        }
    }
}
