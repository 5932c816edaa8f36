using ModelLang.Compiler;

namespace ModelLang.Generator;

/// <summary>An import of a file that the project does not have.</summary>
/// <param name="Importing">Path of the file that imports it.</param>
/// <param name="Import">The import.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record MissingImport(string Importing, ModelImport Import, string Hint);
