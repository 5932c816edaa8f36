namespace ModelLang.Simulation.Results;

/// <summary>Pearson's correlation of signals; sums in a fixed order, so the same bits on every machine.</summary>
internal static class PearsonCorrelation
{
    // Differences below this part of a signal are rounding.
    private const double Rounding = 1e-12;

    /// <summary>The correlation of each column with each other one.</summary>
    /// <param name="values">Row-major samples x columns.</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>Row-major columns x columns; not-a-number for a column that is constant or not finite everywhere.</returns>
    public static double[] Matrix(ReadOnlySpan<double> values, int columns)
    {
        double[][] signals = new double[columns][];
        for (int i = 0; i < columns; i++)
        {
            signals[i] = Normalised(values, columns, i);
        }

        double[] matrix = new double[(long)columns * columns];
        for (int i = 0; i < columns; i++)
        {
            matrix[(i * columns) + i] = signals[i].Length == 0 ? double.NaN : 1;
            for (int j = 0; j < i; j++)
            {
                double r = signals[i].Length == 0 || signals[j].Length == 0 ? double.NaN : Math.Clamp(Dot(signals[i], signals[j]), -1, 1);
                matrix[(i * columns) + j] = matrix[(j * columns) + i] = r;
            }
        }

        return matrix;
    }

    /// <summary>A column with mean 0 and length 1 as a vector; empty when there is no such thing.</summary>
    private static double[] Normalised(ReadOnlySpan<double> values, int columns, int column)
    {
        int samples = columns == 0 ? 0 : values.Length / columns;
        double[] signal = new double[samples];
        double sum = 0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        for (int k = 0; k < samples; k++)
        {
            double value = values[(k * columns) + column];
            if (!double.IsFinite(value))
            {
                return [];
            }

            signal[k] = value;
            sum += value / samples;
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }

        double span = greatest - least;
        if (!(span > Rounding * Math.Max(Math.Abs(least), Math.Abs(greatest))) || !double.IsFinite(span))
        {
            return [];
        }

        double squares = 0;
        for (int k = 0; k < samples; k++)
        {
            signal[k] = (signal[k] - sum) / span;
            squares += signal[k] * signal[k];
        }

        double length = Math.Sqrt(squares);
        for (int k = 0; k < samples; k++)
        {
            signal[k] /= length;
        }

        return signal;
    }

    private static double Dot(double[] a, double[] b)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int k = 0;
        for (; k + 3 < a.Length && k + 3 < b.Length; k += 4)
        {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }

        for (; k < a.Length; k++)
        {
            s0 += a[k] * b[k];
        }

        return (s0 + s1) + (s2 + s3);
    }
}
