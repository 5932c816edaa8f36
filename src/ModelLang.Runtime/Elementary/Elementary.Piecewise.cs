using System.Runtime.CompilerServices;

namespace ModelLang.Runtime;

/// <content>Functions that only compare, round and scale.</content>
public static partial class Elementary
{
    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary><paramref name="x"/> held between <paramref name="low"/> and <paramref name="high"/>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Clip(double x, double low, double high) => x < low ? low : x > high ? high : x;

    /// <summary><c>x - p*floor(x/p)</c>: in [0, p) for a positive <paramref name="p"/>, with the sign of <paramref name="p"/> otherwise.</summary>
    public static double Mod(double x, double p)
    {
        double remainder = x % p;
        return remainder != 0 && remainder < 0 != p < 0 ? remainder + p : remainder;
    }

    /// <summary>0 for x &lt; 0, else 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Heaviside(double x) => x < 0 ? 0 : x >= 0 ? 1 : x;
}
