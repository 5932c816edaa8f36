namespace ModelLang.Simulation.Plotting;

/// <summary>Takes names of recorded variables apart: <c>path.name[index].re</c>.</summary>
internal static class VariableName
{
    /// <summary>The name without its index: <c>X.r</c> of <c>X.r[3]</c>.</summary>
    public static string WithoutIndex(string name)
    {
        int open = name.LastIndexOf('[');
        int close = name.LastIndexOf(']');
        bool isIndex = open > 0 && close > open + 1
            && name.AsSpan(open + 1, close - open - 1).IndexOfAnyExcept("0123456789, ") < 0;
        return isIndex ? name.Remove(open, close - open + 1) : name;
    }

    /// <summary>The name without the part of a complex number: <c>z</c> of <c>z.im</c>.</summary>
    public static string WithoutPart(string name) =>
        name.EndsWith(".re", StringComparison.Ordinal) || name.EndsWith(".im", StringComparison.Ordinal) ? name[..^3] : name;

    /// <summary>What to call several variables together: <c>z</c> for its parts, <c>r</c> for <c>E.r</c> and <c>I.r</c>, or a list.</summary>
    public static string Common(IReadOnlyList<string> names)
    {
        if (names.Count == 1)
        {
            return names[0];
        }

        string[] quantities = [.. names.Select(n => WithoutPart(WithoutIndex(n))).Distinct()];
        if (quantities.Length == 1)
        {
            return quantities[0];
        }

        return string.Join(", ", quantities.Select(q => q[(q.LastIndexOf('.') + 1)..]).Distinct());
    }
}
