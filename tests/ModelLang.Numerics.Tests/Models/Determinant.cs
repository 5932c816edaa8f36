using System.Numerics;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>The determinant of a small complex matrix.</summary>
internal static class Determinant
{
    /// <summary>Gaussian elimination with partial pivoting; overwrites the matrix.</summary>
    public static Complex Of(Complex[,] a)
    {
        int n = a.GetLength(0);
        Complex determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = Enumerable.Range(k, n - k).MaxBy(i => a[i, k].Magnitude);
            for (int j = k; j < n && pivot != k; j++)
            {
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            }

            determinant *= pivot == k ? a[k, k] : -a[k, k];
            for (int i = k + 1; i < n; i++)
            {
                Complex factor = a[i, k] / a[k, k];
                for (int j = k; j < n; j++)
                {
                    a[i, j] -= factor * a[k, j];
                }
            }
        }

        return determinant;
    }
}
