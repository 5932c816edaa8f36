using System.Globalization;

namespace ModelLang.Fuzzing.Models;

/// <summary>Units of the random models, with other spellings of the same dimension and the products among them.</summary>
internal static class UnitPool
{
    private static readonly Dictionary<string, string[]> s_spellings = new(StringComparer.Ordinal)
    {
        ["mV"] = ["mV", "V", "uV", "mV"],
        ["ms"] = ["ms", "s", "us", "min", "ms"],
        ["1/ms"] = ["1/ms", "Hz", "kHz", "ms^-1"],
        ["nS"] = ["nS", "uS", "nA/mV", "nS"],
        ["pA"] = ["pA", "nA", "nS*mV", "pA"],
    };

    /// <summary>All but the plain number.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_spellings.Keys];

    /// <summary>Pairs whose product has the unit of the key.</summary>
    public static IReadOnlyDictionary<string, (string Left, string Right)[]> Products { get; } = new Dictionary<string, (string, string)[]>(StringComparer.Ordinal)
    {
        ["pA"] = [("nS", "mV"), ("mV", "nS")],
        [""] = [("ms", "1/ms"), ("1/ms", "ms")],
    };

    /// <summary>Pairs whose quotient has the unit of the key.</summary>
    public static IReadOnlyDictionary<string, (string Left, string Right)[]> Quotients { get; } = new Dictionary<string, (string, string)[]>(StringComparer.Ordinal)
    {
        ["mV"] = [("pA", "nS")],
        ["nS"] = [("pA", "mV")],
        ["1/ms"] = [("", "ms")],
        ["ms"] = [("", "1/ms")],
        [""] = [("mV", "mV"), ("pA", "pA"), ("ms", "ms"), ("nS", "nS"), ("1/ms", "1/ms")],
    };

    /// <summary>A number with a unit of some dimension.</summary>
    public static Term Literal(string unit, Random random)
    {
        string number = random.Of<string>(["0", "1", "2", "3", "0.5", "1.5", "10", "0.1", "1e-3", "2.5e2", "7.25", "20", "100"]);
        if (random.OneIn(6))
        {
            number = (random.NextDouble() * 10).ToString("R", CultureInfo.InvariantCulture);
            number = number.Contains('E', StringComparison.Ordinal) ? "0.125" : number;
        }

        // A power behind a unit would be one of the unit.
        return unit.Length == 0 ? new Term(number) : new Term($"{number} {random.Of(s_spellings[unit])}", 9);
    }

    /// <summary>A way to write a unit.</summary>
    public static string Spelling(string unit, Random random) => random.Of(s_spellings[unit]);
}
