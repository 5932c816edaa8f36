using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

/// <summary>Sums and extremes over the units of a population, with the same bits on every machine.</summary>
/// <remarks>
/// Of the whole eights of a sum, number i goes to partial sum i mod 32. The partial sums are then added pairwise: 0 and 16, 8 and 24 (each with the seven
/// after it), and those two. What is left over is added one by one to the eight sums that remain, and these pairwise by distances of 4, 2 and 1. The order
/// depends on nothing but the length.
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

            sum0 += i <= n - Lanes ? TLanes.Load(x + i) : TLanes.All(0);
            sum1 += i <= n - (2 * Lanes) ? TLanes.Load(x + i + Lanes) : TLanes.All(0);
            sum2 += i <= n - (3 * Lanes) ? TLanes.Load(x + i + (2 * Lanes)) : TLanes.All(0);

            double* sums = stackalloc double[Lanes];
            ((sum0 + sum2) + (sum1 + sum3)).Store(sums);
            int whole = n - (n % Lanes);
            for (i = whole; i < n; i++)
            {
                sums[i - whole] += x[i];
            }

            return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
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
