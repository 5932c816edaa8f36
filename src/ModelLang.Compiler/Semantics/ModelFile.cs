using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Semantics;

/// <summary>One parsed file with the names that its declarations and imports bring into scope.</summary>
internal sealed class ModelFile(SourceText source, ModelSyntax syntax)
{
    private readonly Dictionary<string, (ModelFile File, DeclarationSyntax Declaration)> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedImports = new(StringComparer.Ordinal);

    /// <summary>Its text.</summary>
    public SourceText Source { get; } = source;

    /// <summary>Its syntax tree.</summary>
    public ModelSyntax Syntax { get; } = syntax;

    /// <summary>The files it imports, by import.</summary>
    public List<(ImportSyntax Syntax, ModelFile File)> Imports { get; } = [];

    /// <summary>Names of built-in functions that an import of std.functions lists; they are always in scope.</summary>
    public HashSet<string> ImportedBuiltIns { get; } = new(StringComparer.Ordinal);

    /// <summary>All names in scope.</summary>
    public IEnumerable<string> Names => _names.Keys;

    /// <summary>Adds a name; false when it is taken.</summary>
    public bool TryAdd(string name, ModelFile file, DeclarationSyntax declaration)
    {
        if (_names.ContainsKey(name))
        {
            return false;
        }

        _names.Add(name, (file, declaration));
        return true;
    }

    /// <summary>The declaration that a name stands for here, with the file it is in.</summary>
    public (ModelFile File, DeclarationSyntax Declaration)? Find(string name)
    {
        if (!_names.TryGetValue(name, out (ModelFile File, DeclarationSyntax Declaration) found))
        {
            return null;
        }

        if (found.File != this)
        {
            _usedImports.Add(name);
        }

        return found;
    }

    /// <summary>Whether an imported name was looked up.</summary>
    public bool IsUsed(string name) => _usedImports.Contains(name);

    /// <summary>Whether anything of an imported file was looked up.</summary>
    public bool IsUsed(ModelFile imported) => _usedImports.Any(name => _names[name].File == imported);
}
