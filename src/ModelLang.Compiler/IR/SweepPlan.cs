namespace ModelLang.Compiler.IR;

/// <summary>One axis of a sweep; what is on it changes together.</summary>
/// <param name="Swept">What changes, each with as many values.</param>
internal sealed record SweepAxis(EquatableArray<SweptQuantity> Swept);

/// <summary>What a sweep can change; the names are those of the runtime.</summary>
internal enum SweptKind
{
    Parameter,
    Input,
    State,
    Seed,
}

/// <summary>A quantity that a sweep changes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Its path in the lowered system; <c>seed</c> for the seed.</param>
/// <param name="Values">Its values in base units; empty when they are read from a file.</param>
/// <param name="File">The file with the values, or null.</param>
internal sealed record SweptQuantity(SweptKind Kind, string Path, EquatableArray<double> Values, NumbersInFile? File = null);
