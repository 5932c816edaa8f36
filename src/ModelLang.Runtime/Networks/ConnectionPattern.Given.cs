using System.Numerics;

namespace ModelLang.Runtime;

public sealed partial class ConnectionPattern
{
    /// <summary>
    /// Above this part of all pairs, dense storage is faster than lists: a pair takes 0.05 to 0.2 ns and a listed connection 0.35 to 0.8 ns, which meet at
    /// 0.15 for 100 units, whose matrix stays in the cache, and at 0.3 for 3,000.
    /// </summary>
    internal const double DenseFraction = 0.3;

    // Of a list: which of its entries each connection is.
    private int[]? _order;

    /// <summary>The connections of a matrix of weights.</summary>
    /// <param name="matrix">Row-major, targets x sources: a row holds what one target receives.</param>
    /// <param name="sources">Number of source units, columns of the matrix.</param>
    /// <param name="targets">Number of target units, rows of the matrix.</param>
    /// <param name="skipZero">
    /// Whether a zero is no connection. Otherwise all pairs are connected unless so many entries are zero that lists are faster, and then they are left out too.
    /// </param>
    /// <exception cref="ArgumentException">The matrix has another size, or an entry is not finite; the message says which.</exception>
    public static ConnectionPattern FromMatrix(ReadOnlySpan<double> matrix, int sources, int targets, bool skipZero)
    {
        RequireUnits(sources, targets);
        RequireMatrix(matrix.Length, sources, targets);
        int count = 0;
        for (int k = 0; k < matrix.Length; k++)
        {
            if (!double.IsFinite(matrix[k]))
            {
                throw Wrong($"Row {(k / sources) + 1:N0}, column {(k % sources) + 1:N0} of the matrix is {matrix[k]}: every entry must be a finite number.");
            }

            count += matrix[k] != 0 ? 1 : 0;
        }

        if (count == matrix.Length || (!skipZero && count >= DenseFraction * matrix.Length))
        {
            return AllToAll(sources, targets);
        }

        int[] rowStart = new int[targets + 1];
        int[] source = new int[count];
        int c = 0;
        for (int i = 0; i < targets; i++)
        {
            for (int j = 0; j < sources; j++)
            {
                if (matrix[(i * sources) + j] != 0)
                {
                    source[c++] = j;
                }
            }

            rowStart[i + 1] = c;
        }

        return new ConnectionPattern(sources, targets, rowStart, source);
    }

    /// <summary>Connections one by one, in any order; the same pair may come more than once. <see cref="PickFromList"/> brings their values into the order of this pattern.</summary>
    /// <param name="source">Index of the source of each.</param>
    /// <param name="target">Index of the target of each, same length.</param>
    /// <param name="sources">Number of source units, at least one.</param>
    /// <param name="targets">Number of target units, at least one.</param>
    /// <exception cref="ArgumentException">The lengths differ or an index is out of range; the message says which.</exception>
    public static ConnectionPattern FromList(ReadOnlySpan<int> source, ReadOnlySpan<int> target, int sources, int targets)
    {
        RequireUnits(sources, targets);
        if (source.Length != target.Length)
        {
            throw Wrong($"A list of connections needs one target for each source, but it has {source.Length:N0} sources and {target.Length:N0} targets.");
        }

        RequireIndices("source", source, sources);
        RequireIndices("target", target, targets);

        // Two stable sorts by counting: by source, then by target.
        int[] bySource = Sorted(null, source, sources, out _);
        int[] order = Sorted(bySource, target, targets, out int[] rowStart);
        int[] sorted = new int[source.Length];
        for (int c = 0; c < sorted.Length; c++)
        {
            sorted[c] = source[order[c]];
        }

        return new ConnectionPattern(sources, targets, rowStart, sorted) { _order = order };
    }

    /// <summary>The entries of a matrix that belong to the connections, in their order: weights or delays.</summary>
    /// <param name="matrix">Row-major, targets x sources.</param>
    /// <returns>Length <see cref="Count"/>.</returns>
    /// <exception cref="ArgumentException">The matrix has another size.</exception>
    public double[] PickFromMatrix(ReadOnlySpan<double> matrix)
    {
        RequireMatrix(matrix.Length, Sources, Targets);
        if (IsComplete)
        {
            return matrix.ToArray();
        }

        double[] values = new double[Count];
        for (int i = 0; i < Targets; i++)
        {
            for (int c = RowStart[i]; c < RowStart[i + 1]; c++)
            {
                values[c] = matrix[(i * Sources) + Source[c]];
            }
        }

        return values;
    }

    /// <summary>The values that were listed with the connections given to <see cref="FromList"/>, in the order of this pattern.</summary>
    /// <param name="listed">One value for each entry of the list, length <see cref="Count"/>.</param>
    /// <returns>Length <see cref="Count"/>.</returns>
    /// <exception cref="ArgumentException">There are not as many values as connections.</exception>
    public double[] PickFromList(ReadOnlySpan<double> listed)
    {
        RequireValues("value", listed);
        double[] values = listed.ToArray();
        for (int c = 0; _order is not null && c < values.Length; c++)
        {
            values[c] = listed[_order[c]];
        }

        return values;
    }

    /// <summary>The source of each connection in integers of another kind, which must be large enough.</summary>
    internal TIndex[] SourceAs<TIndex>()
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        TIndex[] source = new TIndex[Count];
        for (int c = 0; c < source.Length; c++)
        {
            source[c] = TIndex.CreateChecked(Source[c]);
        }

        return source;
    }

    /// <summary>The pattern of some of the connections, given in ascending order.</summary>
    internal ConnectionPattern Restrict(int[] members)
    {
        int[] rowStart = new int[Targets + 1];
        int[] source = new int[members.Length];
        for (int m = 0; m < members.Length; m++)
        {
            source[m] = Source[members[m]];
            rowStart[Target[members[m]] + 1]++;
        }

        for (int i = 0; i < Targets; i++)
        {
            rowStart[i + 1] += rowStart[i];
        }

        return new ConnectionPattern(Sources, Targets, rowStart, source);
    }

    /// <summary>Refuses values that are not one finite number per connection.</summary>
    internal void RequireValues(string what, ReadOnlySpan<double> values)
    {
        if (values.Length != Count)
        {
            throw Wrong($"Each of {Count:N0} connections needs a {what}, but {values.Length:N0} are given.");
        }

        for (int c = 0; c < values.Length; c++)
        {
            if (!double.IsFinite(values[c]))
            {
                throw Wrong($"The {what} of the connection from unit {Source[c]:N0} to unit {Target[c]:N0} is {values[c]}: it must be a finite number.");
            }
        }
    }

    private static void RequireMatrix(int length, int sources, int targets)
    {
        if (length != (long)sources * targets)
        {
            throw Wrong($"The matrix must have {targets:N0} rows, one per target, and {sources:N0} columns, one per source: {(long)sources * targets:N0} entries, not {length:N0}.");
        }
    }

    private static void RequireIndices(string what, ReadOnlySpan<int> indices, int units)
    {
        for (int c = 0; c < indices.Length; c++)
        {
            if ((uint)indices[c] >= (uint)units)
            {
                throw Wrong($"Entry {c + 1:N0} of the list has {what} {indices[c]}: units are numbered from 0 to {units - 1:N0}.");
            }
        }
    }

    /// <summary>Sorts connections by a key, keeping the order of those with the same key.</summary>
    /// <param name="before">Their order so far; null for that of the keys.</param>
    /// <param name="keys">The key of each connection.</param>
    /// <param name="units">How many different keys there may be, from 0.</param>
    /// <param name="start">Where each key begins in the result, and its end.</param>
    internal static int[] Sorted(int[]? before, ReadOnlySpan<int> keys, int units, out int[] start)
    {
        start = new int[units + 1];
        foreach (int key in keys)
        {
            start[key + 1]++;
        }

        for (int i = 0; i < units; i++)
        {
            start[i + 1] += start[i];
        }

        int[] next = [.. start];
        int[] order = new int[keys.Length];
        for (int c = 0; c < order.Length; c++)
        {
            int entry = before is null ? c : before[c];
            order[next[keys[entry]]++] = entry;
        }

        return order;
    }
}
