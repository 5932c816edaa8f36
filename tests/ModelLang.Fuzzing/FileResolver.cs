using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Library;

namespace ModelLang.Fuzzing;

/// <summary>Resolves the library, the files of an input, and the input itself.</summary>
internal sealed class FileResolver(FuzzInput input) : IModelResolver
{
    /// <summary>The main file.</summary>
    public SourceText Main { get; } = new(FuzzInput.MainFile, input.Text);

    /// <inheritdoc/>
    public IReadOnlyList<string> Modules => StandardLibrary.Modules;

    /// <inheritdoc/>
    public SourceText? ResolveModule(string module, string importingPath) => StandardLibrary.Find(module) is { } text
        ? new SourceText(module, text)
        : ResolveFile(module[(module.LastIndexOf('.') + 1)..] + ".mlang", importingPath);

    /// <inheritdoc/>
    public SourceText? ResolveFile(string file, string importingPath) =>
        file == FuzzInput.MainFile ? Main : input.Files.TryGetValue(file, out string? text) ? new SourceText(file, text) : null;
}
