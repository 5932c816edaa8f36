namespace ModelLang.Runtime;

/// <summary>The polynomial through equidistant values of a step, at theta = 0, 1/K, ..., 1; exact at both ends.</summary>
internal static class HistoryPolynomial
{
    /// <summary>Most values that a step has after its start.</summary>
    public const int MostNodes = 4;

    /// <summary>How many values after its start a step needs so that the interpolation is of the order of the method.</summary>
    public static int Nodes(int order) => order <= 2 ? 1 : order <= 4 ? 3 : 4;

    /// <summary>The weights of the K + 1 values.</summary>
    /// <param name="theta">Position in the step.</param>
    /// <param name="weights">Receives them, length K + 1.</param>
    public static void Weights(double theta, Span<double> weights)
    {
        double x = theta * (weights.Length - 1);
        switch (weights.Length)
        {
            case 2:
                weights[0] = 1 - x;
                weights[1] = x;
                break;
            case 4:
                weights[0] = (1 - x) * (2 - x) * (3 - x) / 6;
                weights[1] = x * (2 - x) * (3 - x) / 2;
                weights[2] = x * (x - 1) * (3 - x) / 2;
                weights[3] = x * (x - 1) * (x - 2) / 6;
                break;
            case 5:
                weights[0] = (1 - x) * (2 - x) * (3 - x) * (4 - x) / 24;
                weights[1] = x * (2 - x) * (3 - x) * (4 - x) / 6;
                weights[2] = x * (x - 1) * (3 - x) * (4 - x) / 4;
                weights[3] = x * (x - 1) * (x - 2) * (4 - x) / 6;
                weights[4] = x * (x - 1) * (x - 2) * (x - 3) / 24;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(weights));
        }
    }

    /// <summary>The derivatives of <see cref="Weights"/> with respect to theta.</summary>
    public static void Slopes(double theta, Span<double> weights)
    {
        int k = weights.Length - 1;
        double x = theta * k;
        for (int j = 0; j <= k; j++)
        {
            double scale = k;
            double sum = 0;
            for (int left = 0; left <= k; left++)
            {
                if (left == j)
                {
                    continue;
                }

                scale /= j - left;
                double product = 1;
                for (int i = 0; i <= k; i++)
                {
                    product *= i == j || i == left ? 1 : x - i;
                }

                sum += product;
            }

            weights[j] = scale * sum;
        }
    }
}
