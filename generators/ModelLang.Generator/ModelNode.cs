using ModelLang.Compiler;
using ModelLang.Compiler.Text;

namespace ModelLang.Generator;

/// <summary>A model file with what it is called and what it imports.</summary>
/// <param name="File">The file.</param>
/// <param name="Module">The name other files import it by, or null.</param>
/// <param name="Imports">What it imports, in source order.</param>
internal sealed record ModelNode(ModelFile File, string? Module, EquatableArray<ModelImport> Imports)
{
    /// <summary>Reads the imports of a file.</summary>
    public static ModelNode Create(ModelFile file)
    {
        if (file.Text is null)
        {
            return new ModelNode(file, null, default);
        }

        try
        {
            ModelOutline outline = ModelCompiler.Outline(new SourceText(file.Path, file.Text));
            return new ModelNode(file, outline.Module, outline.Imports.ToEquatableArray());
        }
        catch (Exception)
        {
            // The compilation of the file meets the same fault and reports it.
            return new ModelNode(file, null, default);
        }
    }
}
