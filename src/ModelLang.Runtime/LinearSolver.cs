namespace ModelLang.Runtime;

/// <summary>Dense linear systems in place, without allocation.</summary>
public static class LinearSolver
{
    /// <summary>LU factorisation with partial pivoting, in place: <c>P*A = L*U</c>.</summary>
    /// <param name="matrix">Row-major n x n; receives L below and U on and above the diagonal.</param>
    /// <param name="pivots">Receives the row exchanged with each row, length n.</param>
    /// <returns>False when the matrix is singular or not finite.</returns>
    public static bool Factor(Span<double> matrix, Span<int> pivots)
    {
        int n = pivots.Length;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            double largest = Math.Abs(matrix[(k * n) + k]);
            for (int i = k + 1; i < n; i++)
            {
                double candidate = Math.Abs(matrix[(i * n) + k]);
                if (candidate > largest)
                {
                    (pivot, largest) = (i, candidate);
                }
            }

            if (!(largest > 0) || !double.IsFinite(largest))
            {
                return false;
            }

            pivots[k] = pivot;
            Span<double> row = matrix.Slice(k * n, n);
            if (pivot != k)
            {
                Span<double> other = matrix.Slice(pivot * n, n);
                for (int j = 0; j < n; j++)
                {
                    (row[j], other[j]) = (other[j], row[j]);
                }
            }

            double reciprocal = 1 / row[k];
            for (int i = k + 1; i < n; i++)
            {
                Span<double> lower = matrix.Slice(i * n, n);
                double factor = lower[k] * reciprocal;
                lower[k] = factor;
                if (factor != 0)
                {
                    Subtract(lower[(k + 1)..], factor, row[(k + 1)..]);
                }
            }
        }

        return true;
    }

    /// <summary>Solves <c>A*x = b</c> with a factorised matrix, in place.</summary>
    /// <param name="factors">What <see cref="Factor"/> left.</param>
    /// <param name="pivots">What <see cref="Factor"/> left.</param>
    /// <param name="b">The right-hand side, length n; receives x.</param>
    public static void Solve(ReadOnlySpan<double> factors, ReadOnlySpan<int> pivots, Span<double> b)
    {
        int n = pivots.Length;
        for (int k = 0; k < n; k++)
        {
            (b[k], b[pivots[k]]) = (b[pivots[k]], b[k]);
        }

        for (int i = 1; i < n; i++)
        {
            b[i] -= Dot(factors.Slice(i * n, i), b[..i]);
        }

        for (int i = n - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = factors.Slice(i * n, n);
            b[i] = (b[i] - Dot(row[(i + 1)..], b[(i + 1)..])) / row[i];
        }
    }

    private static void Subtract(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        for (int j = 0; j < target.Length && j < source.Length; j++)
        {
            target[j] = Math.FusedMultiplyAdd(-factor, source[j], target[j]);
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length && j < b.Length; j++)
        {
            sum = Math.FusedMultiplyAdd(a[j], b[j], sum);
        }

        return sum;
    }
}
