using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

/// <summary>Weighted sums of vectors as the stages of a method need them, for emitted code. Every form gives the same bits on every machine.</summary>
/// <remarks>Each product is added with a single rounding, in the order of the weights.</remarks>
public static class LinearCombination
{
    /// <summary><c>result = start + w1*k1 + w2*k2 + ...</c>; the result may be the start.</summary>
    /// <param name="result">Receives the sum, length n.</param>
    /// <param name="start">Length n.</param>
    /// <param name="weights">One for each slope.</param>
    /// <param name="slopes">Vectors of length n.</param>
    public static void Add(Span<double> result, ReadOnlySpan<double> start, ReadOnlySpan<double> weights, ReadOnlySpan<double[]> slopes)
    {
        int n = Require(result.Length, start.Length, weights.Length, slopes);
        int i = 0;
        if (Vector512.IsHardwareAccelerated && weights.Length <= 2 && weights.Length > 0)
        {
            i = AddOneOrTwo(result, start, weights, slopes);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= n - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                Vector512<double> sum = Vector512.LoadUnsafe(ref At(start, i));
                for (int j = 0; j < weights.Length; j++)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[j]), Vector512.LoadUnsafe(ref At(slopes[j], i)), sum);
                }

                sum.StoreUnsafe(ref result[i]);
            }
        }

        for (; i <= n - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> sum = Vector256.LoadUnsafe(ref At(start, i));
            for (int j = 0; j < weights.Length; j++)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(weights[j]), Vector256.LoadUnsafe(ref At(slopes[j], i)), sum);
            }

            sum.StoreUnsafe(ref result[i]);
        }

        for (; i < n; i++)
        {
            double sum = start[i];
            for (int j = 0; j < weights.Length; j++)
            {
                sum = Math.FusedMultiplyAdd(weights[j], slopes[j][i], sum);
            }

            result[i] = sum;
        }
    }

    /// <summary><c>result = start + h*(w1*k1 + w2*k2 + ...)</c>; the result may be the start.</summary>
    /// <param name="result">Receives the sum, length n.</param>
    /// <param name="start">Length n.</param>
    /// <param name="h">Factor of the whole sum.</param>
    /// <param name="weights">One for each slope, at least one.</param>
    /// <param name="slopes">Vectors of length n.</param>
    public static void AddScaled(Span<double> result, ReadOnlySpan<double> start, double h, ReadOnlySpan<double> weights, ReadOnlySpan<double[]> slopes)
    {
        int n = Require(result.Length, start.Length, weights.Length, slopes);
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= n - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                Vector512<double> sum = Vector512.Create(weights[0]) * Vector512.LoadUnsafe(ref At(slopes[0], i));
                for (int j = 1; j < weights.Length; j++)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[j]), Vector512.LoadUnsafe(ref At(slopes[j], i)), sum);
                }

                Vector512.FusedMultiplyAdd(Vector512.Create(h), sum, Vector512.LoadUnsafe(ref At(start, i))).StoreUnsafe(ref result[i]);
            }
        }

        for (; i <= n - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> sum = Vector256.Create(weights[0]) * Vector256.LoadUnsafe(ref At(slopes[0], i));
            for (int j = 1; j < weights.Length; j++)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(weights[j]), Vector256.LoadUnsafe(ref At(slopes[j], i)), sum);
            }

            Vector256.FusedMultiplyAdd(Vector256.Create(h), sum, Vector256.LoadUnsafe(ref At(start, i))).StoreUnsafe(ref result[i]);
        }

        for (; i < n; i++)
        {
            result[i] = Math.FusedMultiplyAdd(h, Sum(weights, slopes, i), start[i]);
        }
    }

    /// <summary>The root mean square of <c>h*(w1*k1 + ...)</c> in units of <c>atol + rtol*max(|y0|, |y1|)</c>; the squares are added in order.</summary>
    /// <param name="h">The step.</param>
    /// <param name="weights">One for each slope, at least one.</param>
    /// <param name="slopes">Vectors of length n.</param>
    /// <param name="y0">State at the start, length n.</param>
    /// <param name="y1">State at the end, length n.</param>
    /// <param name="rtol">Relative tolerance.</param>
    /// <param name="atol">Absolute tolerances, length n.</param>
    public static double ScaledError(
        double h, ReadOnlySpan<double> weights, ReadOnlySpan<double[]> slopes, ReadOnlySpan<double> y0, ReadOnlySpan<double> y1, double rtol, ReadOnlySpan<double> atol)
    {
        int n = Require(y1.Length, y0.Length, weights.Length, slopes);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double error = h * Sum(weights, slopes, i) / (atol[i] + (rtol * Math.Max(Math.Abs(y0[i]), Math.Abs(y1[i]))));
            sum += error * error;
        }

        return Math.Sqrt(sum / n);
    }

    /// <summary><c>y = y + g*w</c>, element by element.</summary>
    /// <param name="y">Length n.</param>
    /// <param name="g">Length n.</param>
    /// <param name="w">Length n.</param>
    public static void AddProduct(Span<double> y, ReadOnlySpan<double> g, ReadOnlySpan<double> w)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += g[i] * w[i];
        }
    }

    /// <summary><c>y = y + (g1 + g2)/2*w</c>, element by element.</summary>
    /// <param name="y">Length n.</param>
    /// <param name="g1">Length n.</param>
    /// <param name="g2">Length n.</param>
    /// <param name="w">Length n.</param>
    public static void AddMeanProduct(Span<double> y, ReadOnlySpan<double> g1, ReadOnlySpan<double> g2, ReadOnlySpan<double> w)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += 0.5 * (g1[i] + g2[i]) * w[i];
        }
    }

    /// <summary><c>y = y + m*(w^2 - dt)</c>, element by element: the second-order term of Milstein's method.</summary>
    /// <param name="y">Length n.</param>
    /// <param name="m">Length n.</param>
    /// <param name="w">Increments, length n.</param>
    /// <param name="dt">The step.</param>
    public static void AddMilstein(Span<double> y, ReadOnlySpan<double> m, ReadOnlySpan<double> w, double dt)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += m[i] * ((w[i] * w[i]) - dt);
        }
    }

    // Most stages have one slope or two, and then everything but the vectors stays in registers.
    private static int AddOneOrTwo(Span<double> result, ReadOnlySpan<double> start, ReadOnlySpan<double> weights, ReadOnlySpan<double[]> slopes)
    {
        ref double sum = ref MemoryMarshal.GetReference(result);
        ref double y = ref MemoryMarshal.GetReference(start);
        ref double k1 = ref MemoryMarshal.GetArrayDataReference(slopes[0]);
        Vector512<double> w1 = Vector512.Create(weights[0]);
        nuint i = 0;
        nuint end = (nuint)(result.Length & -Vector512<double>.Count);
        if (weights.Length == 1)
        {
            for (; i < end; i += (nuint)Vector512<double>.Count)
            {
                Vector512.FusedMultiplyAdd(w1, Vector512.LoadUnsafe(ref k1, i), Vector512.LoadUnsafe(ref y, i)).StoreUnsafe(ref sum, i);
            }

            return (int)i;
        }

        ref double k2 = ref MemoryMarshal.GetArrayDataReference(slopes[1]);
        Vector512<double> w2 = Vector512.Create(weights[1]);
        for (; i < end; i += (nuint)Vector512<double>.Count)
        {
            Vector512<double> first = Vector512.FusedMultiplyAdd(w1, Vector512.LoadUnsafe(ref k1, i), Vector512.LoadUnsafe(ref y, i));
            Vector512.FusedMultiplyAdd(w2, Vector512.LoadUnsafe(ref k2, i), first).StoreUnsafe(ref sum, i);
        }

        return (int)i;
    }

    private static double Sum(ReadOnlySpan<double> weights, ReadOnlySpan<double[]> slopes, int i)
    {
        double sum = weights[0] * slopes[0][i];
        for (int j = 1; j < weights.Length; j++)
        {
            sum = Math.FusedMultiplyAdd(weights[j], slopes[j][i], sum);
        }

        return sum;
    }

    private static ref double At(ReadOnlySpan<double> vector, int i) => ref System.Runtime.CompilerServices.Unsafe.Add(ref MemoryMarshal.GetReference(vector), i);

    private static int Require(int result, int start, int weights, ReadOnlySpan<double[]> slopes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(start, result);
        ArgumentOutOfRangeException.ThrowIfNotEqual(slopes.Length, weights);
        foreach (double[] slope in slopes)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(slope.Length, result);
        }

        return result;
    }
}
