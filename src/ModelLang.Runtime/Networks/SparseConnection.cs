using System.Globalization;
using System.Numerics;

namespace ModelLang.Runtime;

/// <summary>A weight and a source for each connection, row after row.</summary>
/// <typeparam name="TIndex">Holds the number of a source; a short one halves the memory that indices take.</typeparam>
/// <remarks>The sum of a target is that of four partial sums, over its connections c with the same c mod 4, counted from the first of its row.</remarks>
internal sealed unsafe class SparseConnection<TIndex> : Connection
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private readonly int[] _rowStart;
    private readonly TIndex[] _source;
    private readonly double[] _weights;

    public SparseConnection(ConnectionPattern pattern, ReadOnlySpan<double> weights)
        : base(pattern, 1, pattern.Count)
    {
        _rowStart = pattern.RowStart.ToArray();
        _source = pattern.SourceAs<TIndex>();
        _weights = weights.ToArray();
    }

    public override string Storage
    {
        get
        {
            double pairs = (double)Sources * Targets;
            double bytes = ((sizeof(double) + sizeof(TIndex)) * (double)_weights.Length) + (sizeof(int) * (double)_rowStart.Length);
            return string.Create(
                CultureInfo.InvariantCulture, $"sparse, {_weights.Length:N0} of {pairs:N0} ({100 * _weights.Length / pairs:G2} %), {Bytes(bytes)}");
        }
    }

    private protected override void Multiply(double* source, double* target, int from, int to)
    {
        fixed (int* rowStart = _rowStart)
        fixed (TIndex* sources = _source)
        fixed (double* weights = _weights)
        {
            for (int i = from; i < to; i++)
            {
                int c = rowStart[i];
                int end = rowStart[i + 1];
                double sum0 = 0;
                double sum1 = 0;
                double sum2 = 0;
                double sum3 = 0;
                for (; c <= end - 4; c += 4)
                {
                    sum0 = Math.FusedMultiplyAdd(weights[c], source[int.CreateTruncating(sources[c])], sum0);
                    sum1 = Math.FusedMultiplyAdd(weights[c + 1], source[int.CreateTruncating(sources[c + 1])], sum1);
                    sum2 = Math.FusedMultiplyAdd(weights[c + 2], source[int.CreateTruncating(sources[c + 2])], sum2);
                    sum3 = Math.FusedMultiplyAdd(weights[c + 3], source[int.CreateTruncating(sources[c + 3])], sum3);
                }

                for (; c < end; c++)
                {
                    double product = Math.FusedMultiplyAdd(weights[c], source[int.CreateTruncating(sources[c])], sum0);
                    (sum0, sum1, sum2, sum3) = (sum1, sum2, sum3, product);
                }

                target[i] = (sum0 + sum2) + (sum1 + sum3);
            }
        }
    }
}
