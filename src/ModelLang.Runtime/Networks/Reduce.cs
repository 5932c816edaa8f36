using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

/// <summary>Sums and extremes over the units of a population, with the same bits on every machine.</summary>
/// <remarks>
/// Number i of a sum goes to partial sum i mod 32; the partial sums are then added pairwise: 0 and 16, 8 and 24 (each with the seven after it), and those
/// two, and the last eight likewise by distances of 4, 2 and 1. The order depends on nothing but the length.
/// </remarks>
public static unsafe class Reduce
{
    private const int Lanes = 8;

    /// <summary>The sum; 0 of nothing.</summary>
    public static double Sum(ReadOnlySpan<double> values) =>
        Vector512.IsHardwareAccelerated ? Sum<Lanes512>(values)
        : Vector256.IsHardwareAccelerated ? Sum<Lanes256>(values)
        : Sum<Lanes128>(values);

    /// <summary>The mean; NaN of nothing.</summary>
    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <summary>The smallest value; NaN if there is one, positive infinity of nothing.</summary>
    public static double Min(ReadOnlySpan<double> values) =>
        Vector512.IsHardwareAccelerated ? Extreme<Lanes512, Smaller>(values)
        : Vector256.IsHardwareAccelerated ? Extreme<Lanes256, Smaller>(values)
        : Extreme<Lanes128, Smaller>(values);

    /// <summary>The largest value; NaN if there is one, negative infinity of nothing.</summary>
    public static double Max(ReadOnlySpan<double> values) =>
        Vector512.IsHardwareAccelerated ? Extreme<Lanes512, Larger>(values)
        : Vector256.IsHardwareAccelerated ? Extreme<Lanes256, Larger>(values)
        : Extreme<Lanes128, Larger>(values);

    internal static double Sum<TLanes>(ReadOnlySpan<double> values)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes sum0 = TLanes.All(0);
        TLanes sum1 = sum0;
        TLanes sum2 = sum0;
        TLanes sum3 = sum0;
        fixed (double* x = values)
        {
            int n = values.Length;
            int i = 0;
            for (; i <= n - (4 * Lanes); i += 4 * Lanes)
            {
                sum0 += TLanes.Load(x + i);
                sum1 += TLanes.Load(x + i + Lanes);
                sum2 += TLanes.Load(x + i + (2 * Lanes));
                sum3 += TLanes.Load(x + i + (3 * Lanes));
            }

            // What is left over belongs to the first partial sums.
            double* last = stackalloc double[4 * Lanes];
            new Span<double>(last, 4 * Lanes).Clear();
            values[i..].CopyTo(new Span<double>(last, 4 * Lanes));
            sum0 += TLanes.Load(last);
            sum1 += TLanes.Load(last + Lanes);
            sum2 += TLanes.Load(last + (2 * Lanes));
            sum3 += TLanes.Load(last + (3 * Lanes));
            return Total((sum0 + sum2) + (sum1 + sum3));
        }
    }

    internal static double Extreme<TLanes, TOrder>(ReadOnlySpan<double> values)
        where TLanes : unmanaged, ILanes<TLanes>
        where TOrder : IOrder
    {
        double extreme = TOrder.None;
        fixed (double* x = values)
        {
            int n = values.Length;
            int i = 0;
            if (n >= Lanes)
            {
                TLanes found = TLanes.Load(x);
                for (i = Lanes; i <= n - Lanes; i += Lanes)
                {
                    found = TOrder.Choose(found, TLanes.Load(x + i));
                }

                double* lanes = stackalloc double[Lanes];
                found.Store(lanes);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    extreme = TOrder.Choose(extreme, lanes[lane]);
                }
            }

            for (; i < n; i++)
            {
                extreme = TOrder.Choose(extreme, x[i]);
            }
        }

        return extreme;
    }

    /// <summary>The sum of eight lanes, pairwise by distances of 4, 2 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Total<TLanes>(TLanes lanes)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        double* x = stackalloc double[Lanes];
        lanes.Store(x);
        return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
    }

    /// <summary>Which of two numbers an extreme keeps.</summary>
    internal interface IOrder
    {
        /// <summary>What any number replaces.</summary>
        static abstract double None { get; }

        /// <summary>The one of two.</summary>
        static abstract double Choose(double a, double b);

        /// <summary>The one of two in each lane.</summary>
        static abstract TLanes Choose<TLanes>(TLanes a, TLanes b)
            where TLanes : unmanaged, ILanes<TLanes>;
    }

    /// <summary>The smaller one.</summary>
    internal readonly struct Smaller : IOrder
    {
        public static double None => double.PositiveInfinity;

        public static double Choose(double a, double b) => Math.Min(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Choose<TLanes>(TLanes a, TLanes b)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Min(a, b);
    }

    /// <summary>The larger one.</summary>
    internal readonly struct Larger : IOrder
    {
        public static double None => double.NegativeInfinity;

        public static double Choose(double a, double b) => Math.Max(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Choose<TLanes>(TLanes a, TLanes b)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.Max(a, b);
    }
}
