using System.Globalization;
using System.Numerics;

namespace ModelLang.Runtime;

/// <summary>A source for each connection, and one weight for all of them.</summary>
/// <typeparam name="TIndex">Holds the number of a source.</typeparam>
/// <remarks>The sum of a target is the weight times that of four partial sums, as in <see cref="SparseConnection{TIndex}"/>.</remarks>
internal sealed unsafe class UniformConnection<TIndex> : Connection
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private readonly int[] _rowStart;
    private readonly TIndex[] _source;
    private readonly double _weight;

    public UniformConnection(ConnectionPattern pattern, double weight)
        : base(pattern, 1, pattern.Count)
    {
        _rowStart = pattern.RowStart.ToArray();
        _source = pattern.SourceAs<TIndex>();
        _weight = weight;
    }

    public override string Storage
    {
        get
        {
            double pairs = (double)Sources * Targets;
            double bytes = (sizeof(TIndex) * (double)_source.Length) + (sizeof(int) * (double)_rowStart.Length);
            return string.Create(
                CultureInfo.InvariantCulture, $"sparse, {_source.Length:N0} of {pairs:N0} ({100 * _source.Length / pairs:G2} %) with one weight, {Bytes(bytes)}");
        }
    }

    private protected override void Multiply(double* source, double* target, int from, int to)
    {
        fixed (int* rowStart = _rowStart)
        fixed (TIndex* sources = _source)
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
                    sum0 += source[int.CreateTruncating(sources[c])];
                    sum1 += source[int.CreateTruncating(sources[c + 1])];
                    sum2 += source[int.CreateTruncating(sources[c + 2])];
                    sum3 += source[int.CreateTruncating(sources[c + 3])];
                }

                for (; c < end; c++)
                {
                    (sum0, sum1, sum2, sum3) = (sum1, sum2, sum3, sum0 + source[int.CreateTruncating(sources[c])]);
                }

                target[i] = _weight * ((sum0 + sum2) + (sum1 + sum3));
            }
        }
    }
}
