namespace ModelLang.Generator;

/// <summary>A model file of the project.</summary>
/// <param name="Path">Its path in the project with forward slashes; what the compiler calls it.</param>
/// <param name="Location">Its path on this machine; where findings are reported.</param>
/// <param name="Text">Its text, or null when it cannot be read.</param>
/// <param name="Options">What the project says of it.</param>
internal sealed record ModelFile(string Path, string Location, string? Text, ItemOptions Options);
