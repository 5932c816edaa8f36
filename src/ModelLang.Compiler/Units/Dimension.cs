using System.Globalization;

namespace ModelLang.Compiler.Units;

/// <summary>A physical dimension as powers of the SI base quantities.</summary>
/// <remarks>Powers are counted in twelfths, so that square and cube roots of units stay exact.</remarks>
/// <param name="Time">Power of s.</param>
/// <param name="Length">Power of m.</param>
/// <param name="Mass">Power of kg.</param>
/// <param name="Current">Power of A.</param>
/// <param name="Temperature">Power of K.</param>
/// <param name="Amount">Power of mol.</param>
internal sealed record Dimension(int Time, int Length, int Mass, int Current, int Temperature, int Amount)
{
    /// <summary>One whole power.</summary>
    public const int Whole = 12;

    /// <summary>The dimension of a plain number.</summary>
    public static Dimension None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The dimension of a duration.</summary>
    public static Dimension OfTime { get; } = new(Whole, 0, 0, 0, 0, 0);

    /// <summary>Whether it is that of a plain number.</summary>
    public bool IsNone => this == None;

    /// <summary>The dimension of a product.</summary>
    public static Dimension operator *(Dimension a, Dimension b) => new(
        a.Time + b.Time, a.Length + b.Length, a.Mass + b.Mass, a.Current + b.Current, a.Temperature + b.Temperature, a.Amount + b.Amount);

    /// <summary>The dimension of a quotient.</summary>
    public static Dimension operator /(Dimension a, Dimension b) => new(
        a.Time - b.Time, a.Length - b.Length, a.Mass - b.Mass, a.Current - b.Current, a.Temperature - b.Temperature, a.Amount - b.Amount);

    /// <summary>The dimension to a power, or null when the power of a base quantity is no multiple of a twelfth.</summary>
    public Dimension? Raise(double exponent)
    {
        bool exact = true;
        int Scaled(int power)
        {
            double value = Math.Round(power * exponent, 9);
            exact &= value == Math.Round(value) && Math.Abs(value) < 10_000;
            return exact ? (int)value : 0;
        }

        Dimension result = new(Scaled(Time), Scaled(Length), Scaled(Mass), Scaled(Current), Scaled(Temperature), Scaled(Amount));
        return exact ? result : null;
    }

    /// <summary>A power in twelfths as text that reads back as the same: <c>2</c>, <c>-0.5</c>, <c>0.333333333333</c>.</summary>
    internal static string PowerText(int twelfths) => (twelfths / (double)Whole).ToString("0.############", CultureInfo.InvariantCulture);
}
