using System.Globalization;

namespace ModelLang.Compiler.Emit;

/// <summary>Numbers as C# text that parses back to the same bits.</summary>
internal static class NumberFormat
{
    /// <summary>The shortest text of 15, 16 or 17 digits that parses back to the same bits; "R" does not on every host.</summary>
    public static string Literal(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        if (value == 0)
        {
            return 1 / value < 0 ? "-0.0" : "0";
        }

        foreach (string format in new[] { "G15", "G16" })
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) && parsed == value)
            {
                return Canonical(text);
            }
        }

        return Canonical(value.ToString("G17", CultureInfo.InvariantCulture));
    }

    /// <summary>Whether C# would take the text of a number for an <c>int</c>.</summary>
    public static bool IsInteger(string literal) => literal.All(c => c is (>= '0' and <= '9') or '-');

    /// <summary>The text with a decimal point where it would be an <c>int</c>.</summary>
    public static string AsDouble(string literal) => IsInteger(literal) ? literal + ".0" : literal;

    // 1E-05 and 1E+20 in every spelling of a host become 1e-5 and 1e20; long whole numbers get a decimal point.
    private static string Canonical(string text)
    {
        int e = text.IndexOf('E');
        if (e >= 0)
        {
            int exponent = int.Parse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return text.Substring(0, e) + "e" + exponent.ToString(CultureInfo.InvariantCulture);
        }

        return IsInteger(text) && text.Length > 9 ? text + ".0" : text;
    }
}
