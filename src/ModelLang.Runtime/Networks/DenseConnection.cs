using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

/// <summary>
/// A full matrix of weights in panels of eight rows, column after column, so that a panel is read from first to last while one lane belongs to each target
/// and one source value serves all lanes. Several panels stand side by side where there are registers for them.
/// </summary>
/// <remarks>The sum of a target is that of four partial sums, over the sources j with the same j mod 4; each adds in ascending order, with fused products.</remarks>
internal sealed unsafe class DenseConnection : Connection
{
    private const int Lanes = 8;
    private const int Alignment = 64;

    // So many pairs take the time of one listed connection.
    private const int PairsPerConnection = 5;

    // Panels that stand side by side: 16 sums fit into 32 wide registers.
    private static readonly int s_panels = Vector512.IsHardwareAccelerated ? 4 : 1;

    private readonly double[] _memory;
    private readonly double* _weights;

    public DenseConnection(ConnectionPattern pattern, ReadOnlySpan<double> weights)
        : base(pattern, Lanes * s_panels, (double)pattern.Sources * pattern.Targets / PairsPerConnection)
    {
        _memory = GC.AllocateArray<double>((int)Length(pattern), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        _weights = (double*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
        Fill(pattern, weights);
    }

    /// <summary>Whether there are so many of all pairs that a full matrix is faster than lists, and not too many for one array.</summary>
    public static bool Fits(ConnectionPattern pattern) =>
        pattern.Count >= ConnectionPattern.DenseFraction * pattern.Sources * pattern.Targets && Length(pattern) <= Array.MaxLength;

    public override string Storage =>
        string.Create(CultureInfo.InvariantCulture, $"dense {Targets:N0} x {Sources:N0}, {Bytes(8.0 * _memory.Length)}");

    private protected override void Multiply(double* source, double* target, int from, int to)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Lanes512>(source, target, from, to);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Lanes256>(source, target, from, to);
        }
        else
        {
            Multiply<Lanes128>(source, target, from, to);
        }
    }

    /// <summary>The product for some groups of panels; the same bits for each kind of lanes.</summary>
    internal void Multiply<TLanes>(double* source, double* target, int from, int to)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        double* sums = stackalloc double[Lanes * s_panels];
        for (int group = from; group < to; group++)
        {
            int first = group * Lanes * s_panels;
            int rows = Math.Min(Targets - first, Lanes * s_panels);
            double* weights = _weights + ((long)first * Sources);
            int panels = (rows + Lanes - 1) / Lanes;
            double* result = rows == panels * Lanes ? target + first : sums;
            if (panels == 4)
            {
                FourPanels<TLanes>(weights, source, result, Sources);
            }
            else
            {
                for (int panel = 0; panel < panels; panel++)
                {
                    OnePanel<TLanes>(weights + (panel * Lanes), panels * Lanes, source, result + (panel * Lanes), Sources);
                }
            }

            if (result == sums)
            {
                new ReadOnlySpan<double>(sums, rows).CopyTo(new Span<double>(target + first, rows));
            }
        }
    }

    private static void OnePanel<TLanes>(double* weights, int stride, double* source, double* target, int sources)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes sum0 = TLanes.All(0);
        TLanes sum1 = sum0;
        TLanes sum2 = sum0;
        TLanes sum3 = sum0;
        int j = 0;
        for (; j <= sources - 4; j += 4)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(weights), TLanes.All(source[j]), sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.Load(weights + stride), TLanes.All(source[j + 1]), sum1);
            sum2 = TLanes.MultiplyAdd(TLanes.Load(weights + (2 * stride)), TLanes.All(source[j + 2]), sum2);
            sum3 = TLanes.MultiplyAdd(TLanes.Load(weights + (3 * stride)), TLanes.All(source[j + 3]), sum3);
            weights += 4 * stride;
        }

        if (j < sources)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(weights), TLanes.All(source[j]), sum0);
        }

        if (j + 1 < sources)
        {
            sum1 = TLanes.MultiplyAdd(TLanes.Load(weights + stride), TLanes.All(source[j + 1]), sum1);
        }

        if (j + 2 < sources)
        {
            sum2 = TLanes.MultiplyAdd(TLanes.Load(weights + (2 * stride)), TLanes.All(source[j + 2]), sum2);
        }

        ((sum0 + sum2) + (sum1 + sum3)).Store(target);
    }

    private static void FourPanels<TLanes>(double* weights, double* source, double* target, int sources)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Column<TLanes> column0 = default;
        Column<TLanes> column1 = default;
        Column<TLanes> column2 = default;
        Column<TLanes> column3 = default;
        int j = 0;
        for (; j <= sources - 4; j += 4)
        {
            column0.Add(weights, source[j]);
            column1.Add(weights + (4 * Lanes), source[j + 1]);
            column2.Add(weights + (8 * Lanes), source[j + 2]);
            column3.Add(weights + (12 * Lanes), source[j + 3]);
            weights += 16 * Lanes;
        }

        if (j < sources)
        {
            column0.Add(weights, source[j]);
        }

        if (j + 1 < sources)
        {
            column1.Add(weights + (4 * Lanes), source[j + 1]);
        }

        if (j + 2 < sources)
        {
            column2.Add(weights + (8 * Lanes), source[j + 2]);
        }

        ((column0.A + column2.A) + (column1.A + column3.A)).Store(target);
        ((column0.B + column2.B) + (column1.B + column3.B)).Store(target + Lanes);
        ((column0.C + column2.C) + (column1.C + column3.C)).Store(target + (2 * Lanes));
        ((column0.D + column2.D) + (column1.D + column3.D)).Store(target + (3 * Lanes));
    }

    private static long Length(ConnectionPattern pattern) =>
        ((pattern.Targets + Lanes - 1L) / Lanes * Lanes * pattern.Sources) + (Alignment / sizeof(double));

    private void Fill(ConnectionPattern pattern, ReadOnlySpan<double> weights)
    {
        int c = 0;
        for (int i = 0; i < Targets; i++)
        {
            int groupFirst = i - (i % (Lanes * s_panels));
            int width = Math.Min(((Targets - groupFirst + Lanes - 1) / Lanes) * Lanes, Lanes * s_panels);
            double* row = _weights + ((long)groupFirst * Sources) + (i - groupFirst);
            int rowEnd = pattern.IsComplete ? c + Sources : pattern.RowStart[i + 1];
            for (int j = 0; c < rowEnd; c++, j++)
            {
                row[(long)(pattern.IsComplete ? j : pattern.Source[c]) * width] += weights[c];
            }
        }
    }

    /// <summary>One partial sum of four panels.</summary>
    private struct Column<TLanes>
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public TLanes A;
        public TLanes B;
        public TLanes C;
        public TLanes D;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(double* weights, double source)
        {
            TLanes all = TLanes.All(source);
            A = TLanes.MultiplyAdd(TLanes.Load(weights), all, A);
            B = TLanes.MultiplyAdd(TLanes.Load(weights + Lanes), all, B);
            C = TLanes.MultiplyAdd(TLanes.Load(weights + (2 * Lanes)), all, C);
            D = TLanes.MultiplyAdd(TLanes.Load(weights + (3 * Lanes)), all, D);
        }
    }
}
