using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Library;

namespace ModelLang.Generator;

/// <summary>Everything that decides what a model file becomes.</summary>
/// <param name="File">The file.</param>
/// <param name="HintName">Name of its generated file.</param>
/// <param name="Imported">The files of the project that it builds on.</param>
/// <param name="Missing">What it or they import and the project does not have.</param>
internal sealed record ModelClosure(
    ModelFile File, string HintName, EquatableArray<ModelNode> Imported, EquatableArray<MissingImport> Missing)
{
    /// <summary>Where a file that the compiler names is on this machine; null for a module of the library.</summary>
    public string? LocationOf(string path) =>
        path == File.Path ? File.Location : Imported.FirstOrDefault(n => n.File.Path == path)?.File.Location;

    /// <summary>Gives the compiler the texts of imports, as long as nobody has cancelled.</summary>
    public IModelResolver Resolver(CancellationToken cancellation) => new Texts(this, cancellation);

    private sealed class Texts(ModelClosure closure, CancellationToken cancellation) : IModelResolver
    {
        public IReadOnlyList<string> Modules => StandardLibrary.Modules;

        public SourceText? ResolveModule(string module, string importingPath)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ImportPath.IsOfLibrary(module))
            {
                return StandardLibrary.Find(module) is { } text ? new SourceText(module, text) : null;
            }

            return Find(importingPath, new ModelImport(module, IsFile: false));
        }

        public SourceText? ResolveFile(string file, string importingPath) => Find(importingPath, new ModelImport(file, IsFile: true));

        private SourceText? Find(string importing, ModelImport import)
        {
            cancellation.ThrowIfCancellationRequested();
            string path = ImportPath.Of(importing, import);
            if (path == closure.File.Path)
            {
                return new SourceText(path, closure.File.Text!);
            }

            return closure.Missing.Any(m => m.Importing == importing && m.Import == import)
                ? null
                : closure.Imported.FirstOrDefault(n => n.File.Path == path)?.File.Text is { } text ? new SourceText(path, text) : null;
        }
    }
}
