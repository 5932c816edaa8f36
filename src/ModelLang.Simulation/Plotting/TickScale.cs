using System.Globalization;
using ModelLang.Simulation.Plotting.Scene;

namespace ModelLang.Simulation.Plotting;

/// <summary>One mark on an axis; minor ticks have no label.</summary>
internal readonly record struct Tick(double Value, string Label, bool IsMajor);

/// <summary>Round tick positions (1, 2 or 5 times a power of ten apart) and labels without digits that say nothing.</summary>
/// <remarks>
/// A position is an integer times a power of ten, so that its label is exact decimal text. A power of 1000 common to all
/// labels goes into the axis label (<see cref="Exponent"/>), as does an offset (<see cref="Offset"/>) when the labels
/// would differ only far behind their first digit.
/// </remarks>
internal sealed class TickScale
{
    private const double Slack = 1e-9;
    private const int LongestLabel = 7;

    private TickScale(IReadOnlyList<Tick> majors, IReadOnlyList<Tick> minors) => (Majors, Minors, Offset) = (majors, minors, RichText.Empty);

    private TickScale(IReadOnlyList<long> majors, int power, IEnumerable<Tick> minors)
    {
        long offset = 0;
        Exponent = CommonExponent(majors, power);
        if (majors.Any(m => Fixed(Math.Abs(m), power - Exponent).Length > LongestLabel))
        {
            offset = CommonOffset(majors);
            Exponent = CommonExponent(majors.Select(m => m - offset), power);
        }

        Offset = offset == 0 ? RichText.Empty : Scientific(offset, power);
        Majors = [.. majors.Select(m => new Tick(Scaled(m, power), Fixed(m - offset, power - Exponent), true))];
        Minors = [.. minors];
    }

    /// <summary>Labelled ticks in ascending order.</summary>
    public IReadOnlyList<Tick> Majors { get; }

    /// <summary>Ticks between the labelled ones, ascending.</summary>
    public IReadOnlyList<Tick> Minors { get; }

    /// <summary>Labels are to be multiplied by ten to this power, a multiple of 3.</summary>
    public int Exponent { get; }

    /// <summary>What is to be added to the labels once they are multiplied; empty for nothing.</summary>
    public RichText Offset { get; }

    /// <summary>The ticks inside a range, bounds included.</summary>
    /// <param name="range">The range of the axis, neither empty nor constant.</param>
    /// <param name="most">The most intervals between labelled ticks that fit, at least 2.</param>
    /// <param name="mostMinor">The most intervals between any ticks that fit.</param>
    public static TickScale Create(DataRange range, int most, int mostMinor)
    {
        TickScale scale = ForStep(range, range.Span / most, range.Span / mostMinor);
        for (int finer = most + 1; scale.Majors.Count < 2 && finer < most + 8; finer++)
        {
            scale = ForStep(range, range.Span / finer, range.Span / mostMinor);
        }

        return scale;
    }

    /// <summary>The ticks at whole numbers, labelled in full: those of a scale of indices.</summary>
    public TickScale WholeNumbers()
    {
        Tick[] majors = [.. Majors.Where(IsWhole).Select(t => t with { Label = t.Value.ToString("0", CultureInfo.InvariantCulture) })];
        return new TickScale(majors, [.. Minors.Where(IsWhole)]);

        static bool IsWhole(Tick tick) => tick.Value == Math.Round(tick.Value);
    }

    private static TickScale ForStep(DataRange range, double atLeast, double atLeastMinor)
    {
        int power = (int)Math.Floor(Math.Log10(atLeast));
        double relative = atLeast / Scaled(1, power);
        int mantissa = relative <= 1 + Slack ? 1 : relative <= 2 + Slack ? 2 : relative <= 5 + Slack ? 5 : 10;
        if (mantissa == 10)
        {
            (mantissa, power) = (1, power + 1);
        }

        ReadOnlySpan<int> choices = mantissa switch { 1 => [5, 2, 1], 2 => [4, 2, 1], _ => [5, 1] };
        int divisions = choices[0];
        foreach (int choice in choices)
        {
            divisions = choice;
            if (Scaled(mantissa, power) / choice >= atLeastMinor * (1 - Slack))
            {
                break;
            }
        }

        long[] minors = [.. Multiples(range, 10 * mantissa / divisions, power - 1)];
        return new TickScale(
            [.. Multiples(range, mantissa, power)],
            power,
            minors.Where(m => m % (10 * mantissa) != 0).Select(m => new Tick(Scaled(m, power - 1), "", false)));
    }

    /// <summary>The multiples of <paramref name="step"/> that lie in the range when multiplied by a power of ten.</summary>
    private static IEnumerable<long> Multiples(DataRange range, long step, int power)
    {
        double length = Scaled(step, power);
        long last = (long)Math.Floor(range.Max / length + Slack);
        for (long k = (long)Math.Ceiling(range.Min / length - Slack); k <= last; k++)
        {
            yield return k * step;
        }
    }

    /// <summary>The power of 1000 that makes very large or small labels short.</summary>
    private static int CommonExponent(IEnumerable<long> majors, int power)
    {
        double largest = majors.Select(m => Math.Abs(Scaled(m, power))).DefaultIfEmpty().Max();
        return largest is >= 1e5 or (> 0 and < 1e-2) ? 3 * (int)Math.Floor(Math.Log10(largest) / 3) : 0;
    }

    /// <summary>The leading digits that all positions share.</summary>
    private static long CommonOffset(IReadOnlyList<long> majors)
    {
        long round = 10;
        while (round <= majors[^1] - majors[0])
        {
            round *= 10;
        }

        return majors[0] / round * round;
    }

    private static double Scaled(long m, int power) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{m}E{power}"), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The exact decimal text of an integer times a power of ten, with as many decimals as the power says.</summary>
    private static string Fixed(long m, int power)
    {
        string digits = Math.Abs(m).ToString(CultureInfo.InvariantCulture);
        if (power < 0)
        {
            digits = digits.PadLeft(1 - power, '0');
            digits = $"{digits[..^-power]}.{digits[^-power..]}";
        }
        else if (m != 0)
        {
            digits += new string('0', power);
        }

        return m < 0 ? "\u2212" + digits : digits;
    }

    private static RichText Scientific(long m, int power)
    {
        while (m % 10 == 0)
        {
            (m, power) = (m / 10, power + 1);
        }

        int digits = Math.Abs(m).ToString(CultureInfo.InvariantCulture).Length;
        int exponent = digits - 1 + power;
        return power is >= -6 and <= 0 || (power > 0 && exponent < 7)
            ? RichText.Plain(Fixed(m, power))
            : RichText.Plain(Fixed(m, 1 - digits) + "\u00d7") + RichText.PowerOfTen(exponent);
    }
}
