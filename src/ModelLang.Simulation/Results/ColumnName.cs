using System.Globalization;

namespace ModelLang.Simulation.Results;

/// <summary>Names of columns with the units of a population: <c>X.r[3]</c>, <c>X.r[0..9]</c>.</summary>
internal static class ColumnName
{
    /// <summary>The name of one unit.</summary>
    public static string OfUnit(string stem, int unit) => string.Create(CultureInfo.InvariantCulture, $"{stem}[{unit}]");

    /// <summary>The name of several units.</summary>
    public static string OfRange(string stem, int first, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{stem}[{first}..{first + count - 1}]");

    /// <summary>The name without the unit or range at its end.</summary>
    public static string Stem(string name)
    {
        int open = name.LastIndexOf('[');
        return open > 0 && name.EndsWith(']') && name.AsSpan(open + 1, name.Length - open - 2).IndexOfAnyExcept("0123456789.") < 0 ? name[..open] : name;
    }

    /// <summary>Takes the name of one unit apart.</summary>
    public static bool TryUnit(string name, out string stem, out int unit)
    {
        stem = Stem(name);
        unit = -1;
        return stem.Length < name.Length
            && int.TryParse(name.AsSpan(stem.Length + 1, name.Length - stem.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out unit);
    }
}
