using ModelLang.Runtime;

namespace ModelLang.Simulation.Sweeps.Reductions;

/// <summary>Finds the strongest frequency of equidistant samples. Arrays are kept from one call to the next.</summary>
/// <remarks>
/// The samples less their weighted mean are multiplied by a Hann window and filled up with zeros to a power of two of at least twice their number.
/// The largest amplitude counts, from one cycle in the whole window on; where it is no peak, because a drift is stronger than any rhythm, there is no
/// frequency. Its place is refined by a parabola through the logarithms of three amplitudes (Smith and Serra, PARSHL, ICMC 1987).
/// </remarks>
internal sealed class Spectrum
{
    private double[] _re = [];
    private double[] _im = [];
    private double[] _cos = [];
    private double[] _sin = [];
    private double[] _window = [];

    /// <summary>The frequency of the highest peak in cycles per time unit; not-a-number for a constant or a mere drift.</summary>
    /// <param name="values">The samples.</param>
    /// <param name="interval">Their distance in time.</param>
    public double Peak(ReadOnlySpan<double> values, double interval)
    {
        (double least, double greatest) = Statistics.Extremes(values);
        if (values.Length < 4 || Crossings.IsConstant(least, greatest))
        {
            return double.NaN;
        }

        int size = Amplitudes(values);
        int first = (size + values.Length - 1) / values.Length;
        int peak = first;
        for (int k = first + 1; k < size / 2; k++)
        {
            peak = _re[k] > _re[peak] ? k : peak;
        }

        return _re[peak] > _re[peak - 1] && _re[peak] >= _re[peak + 1]
            ? (peak + Offset(_re[peak - 1], _re[peak], _re[peak + 1])) / (size * interval)
            : double.NaN;
    }

    /// <summary>The squares of the amplitudes of the windowed samples into the first half of <see cref="_re"/>.</summary>
    /// <returns>The length of the transform.</returns>
    private int Amplitudes(ReadOnlySpan<double> values)
    {
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2(2 * (uint)values.Length);
        Prepare(size, values.Length);
        Array.Clear(_re);
        Array.Clear(_im);
        for (int i = 0; i < values.Length; i++)
        {
            _re[i] = _window[i] * values[i];
        }

        // The window sums to half its length, so the weighted mean leaves nothing at frequency zero.
        double mean = 2 * Statistics.Mean(_re.AsSpan(0, values.Length));
        for (int i = 0; i < values.Length; i++)
        {
            _re[i] -= _window[i] * mean;
        }

        Transform(_re, _im);
        for (int k = 0; k <= size / 2; k++)
        {
            _re[k] = (_re[k] * _re[k]) + (_im[k] * _im[k]);
        }

        return size;
    }

    /// <summary>The discrete Fourier transform in place; the length is a power of two. Cooley and Tukey (1965), radix 2.</summary>
    internal void Transform(double[] re, double[] im)
    {
        int size = re.Length;
        Prepare(size, _window.Length);
        for (int i = 1, j = 0; i < size; i++)
        {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }

        for (int half = 1; half < size; half *= 2)
        {
            int stride = size / (2 * half);
            for (int start = 0; start < size; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    (int even, int odd) = (start + k, start + k + half);
                    (double c, double s) = (_cos[k * stride], _sin[k * stride]);
                    double x = (c * re[odd]) + (s * im[odd]);
                    double y = (c * im[odd]) - (s * re[odd]);
                    (re[odd], im[odd]) = (re[even] - x, im[even] - y);
                    (re[even], im[even]) = (re[even] + x, im[even] + y);
                }
            }
        }
    }

    private void Prepare(int size, int samples)
    {
        if (_cos.Length != size / 2)
        {
            (_re, _im, _cos, _sin) = (new double[size], new double[size], new double[size / 2], new double[size / 2]);
            for (int k = 0; k < size / 2; k++)
            {
                double angle = 2 * Math.PI * k / size;
                (_cos[k], _sin[k]) = (Elementary.Cos(angle), Elementary.Sin(angle));
            }
        }

        if (_window.Length != samples)
        {
            _window = new double[samples];
            for (int i = 0; i < samples; i++)
            {
                _window[i] = 0.5 - (0.5 * Elementary.Cos(2 * Math.PI * i / samples));
            }
        }
    }

    // Of squares of amplitudes, whose logarithms are twice those of the amplitudes; the factor drops out.
    private static double Offset(double before, double at, double after)
    {
        double left = Elementary.Log(before), right = Elementary.Log(after);
        double offset = 0.5 * (left - right) / (left - (2 * Elementary.Log(at)) + right);
        return double.IsFinite(offset) ? offset : 0;
    }
}
