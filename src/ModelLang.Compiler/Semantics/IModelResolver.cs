using ModelLang.Compiler.Text;

namespace ModelLang.Compiler;

/// <summary>Gives the compiler the text of imports; the compiler itself reads no file.</summary>
public interface IModelResolver
{
    /// <summary>The modules that can be imported everywhere, such as <c>std.qif</c>: what a misspelt name may have meant.</summary>
    IReadOnlyList<string> Modules { get; }

    /// <summary>The text of <c>import a.b</c>, or null when there is none.</summary>
    /// <param name="module">The module, such as <c>std.qif</c> or <c>examples.qif</c>.</param>
    /// <param name="importingPath">Path of the file that imports it.</param>
    SourceText? ResolveModule(string module, string importingPath);

    /// <summary>The text of <c>import "other.mlang"</c>, or null when there is none.</summary>
    /// <param name="file">The file as written.</param>
    /// <param name="importingPath">Path of the file that imports it.</param>
    SourceText? ResolveFile(string file, string importingPath);
}
