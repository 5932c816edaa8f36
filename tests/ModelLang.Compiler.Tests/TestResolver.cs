using ModelLang.Compiler.Text;
using ModelLang.Library;

namespace ModelLang.Compiler.Tests;

/// <summary>Resolves the library and files kept in memory.</summary>
internal sealed class TestResolver(params (string Path, string Text)[] files) : IModelResolver
{
    public static TestResolver Library { get; } = new();

    public IReadOnlyList<string> Modules => StandardLibrary.Modules;

    public SourceText? ResolveModule(string module, string importingPath) => StandardLibrary.Find(module) is { } text
        ? new SourceText(module, text)
        : ResolveFile(module.Substring(module.LastIndexOf('.') + 1) + ".mlang", importingPath);

    public SourceText? ResolveFile(string file, string importingPath)
    {
        (string Path, string Text) found = Array.Find(files, f => f.Path == file);
        return found.Text is null ? null : new SourceText(found.Path, found.Text);
    }
}
