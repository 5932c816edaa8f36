using System.Collections.Immutable;
using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Generator;

/// <summary>All model files of a project.</summary>
internal sealed class ModelProject
{
    private readonly Dictionary<string, ModelNode> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sameButForCase = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the project of its files.</summary>
    public ModelProject(ImmutableArray<ModelNode> nodes)
    {
        HashSet<string> paths = new(StringComparer.OrdinalIgnoreCase);
        foreach (ModelNode node in nodes)
        {
            string path = node.File.Path;
            if (!_nodes.ContainsKey(path))
            {
                _nodes.Add(path, node);
                if (!paths.Add(path))
                {
                    _sameButForCase.Add(path);
                }
            }
        }
    }

    /// <summary>Whether a file is the one that counts: a host that lists a path twice means one file.</summary>
    public bool Has(ModelNode node) => ReferenceEquals(_nodes[node.File.Path], node);

    /// <summary>A file with the texts of everything it builds on, nearest first.</summary>
    public ModelClosure ClosureOf(ModelNode main)
    {
        List<ModelNode> found = [];
        List<MissingImport> missing = [];
        HashSet<string> seen = new(StringComparer.Ordinal) { main.File.Path };
        Queue<ModelNode> open = new([main]);
        while (open.Count > 0)
        {
            ModelNode node = open.Dequeue();
            foreach (ModelImport import in node.Imports.Where(i => !ImportPath.IsOfLibrary(i)))
            {
                if (Find(node.File.Path, import) is not { } imported)
                {
                    missing.Add(new MissingImport(node.File.Path, import, HintFor(node.File.Path, import)));
                }
                else if (seen.Add(imported.File.Path))
                {
                    found.Add(imported);
                    open.Enqueue(imported);
                }
            }
        }

        return new ModelClosure(
            main.File,
            HintName.Of(main.File.Path, _sameButForCase.Contains(main.File.Path)),
            found.ToEquatableArray(),
            missing.ToEquatableArray());
    }

    private ModelNode? Find(string importing, ModelImport import) =>
        _nodes.TryGetValue(ImportPath.Of(importing, import), out ModelNode? node) && (import.IsFile || node.Module == import.Name) ? node : null;

    private string HintFor(string importing, ModelImport import)
    {
        string path = ImportPath.Of(importing, import);
        if (_nodes.TryGetValue(path, out ModelNode? node))
        {
            return $"'{path}' is the module {node.Module ?? "without a name"}";
        }

        string[] others = [.. _nodes.Keys.Where(p => p != importing)];
        return NearestName.Hint(path, others) ?? $"only files of the project can be imported; if there is one, add it: <ModelLang Include=\"{path}\" />";
    }
}
