namespace ModelLang.Compiler;

/// <summary>What a file declares, from its own text alone.</summary>
/// <param name="Module">The name other files import it by, or null.</param>
/// <param name="Imports">What it imports, in source order.</param>
/// <param name="Circuits">Circuits in source order.</param>
/// <param name="Experiments">Experiments in source order.</param>
/// <param name="Templates">Operators and nodes in source order; each can be run on its own.</param>
public sealed record ModelOutline(
    string? Module,
    IReadOnlyList<ModelImport> Imports,
    IReadOnlyList<string> Circuits,
    IReadOnlyList<string> Experiments,
    IReadOnlyList<string> Templates);

/// <summary>An import as an <see cref="IModelResolver"/> is asked for it.</summary>
/// <param name="Name">The module such as <c>std.qif</c>, or the file as written.</param>
/// <param name="IsFile">Whether it names a file.</param>
public sealed record ModelImport(string Name, bool IsFile);
