using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Cli;

/// <summary>Hints at the known name that was probably meant.</summary>
internal static class Nearest
{
    private const int MostListed = 20;

    /// <summary>The hint <c>did you mean ...</c>, else the list of what there is, or null when there is too much or nothing.</summary>
    public static string? Hint(string name, IReadOnlyList<string> known) => known.Any(k => k.StartsWith(name + ".", StringComparison.Ordinal))
        ? "there is " + string.Join(", ", known.Where(k => k.StartsWith(name + ".", StringComparison.Ordinal)).Take(MostListed))
        : Find(name, known) is { } nearest ? $"did you mean '{nearest}'?"
        : known.Count is > 0 and <= MostListed ? "known are " + string.Join(", ", known) : null;

    // The end of a path is what people remember: eta for p.eta.
    private static string? Find(string name, IReadOnlyList<string> known) =>
        known.FirstOrDefault(k => k.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)) ?? NearestName.Find(name, known);
}
