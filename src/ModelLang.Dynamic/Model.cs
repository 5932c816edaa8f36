using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Runtime;

namespace ModelLang.Dynamic;

/// <summary>The door at run time: a model text becomes a simulator.</summary>
/// <example>
/// <code>
/// using CompiledModel model = Model.Load("theta.mlang");
/// Simulator simulator = model.CreateSimulator();
/// </code>
/// </example>
public static class Model
{
    /// <summary>Compiles a model file, or takes the result of an earlier compilation from the cache.</summary>
    /// <param name="path">The model file; imports are found relative to it.</param>
    /// <param name="options">What to compile and how; null for the defaults.</param>
    /// <exception cref="ModelException">The text has errors, or leaves open what to simulate.</exception>
    /// <exception cref="ArgumentException">The options name a method that does not exist.</exception>
    /// <exception cref="IOException">The file is missing or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is a directory or may not be read.</exception>
    /// <exception cref="InvalidDataException">The file is not text in UTF-8.</exception>
    public static CompiledModel Load(string path, ModelOptions? options = null) =>
        Load(ModelFiles.Read(path), Path.GetFullPath(path), ModelFiles.All, options ?? new ModelOptions(), ModelCompiler.Compile);

    /// <summary>Compiles a model text; it may import from the built-in library only.</summary>
    /// <param name="text">The model.</param>
    /// <param name="options">What to compile and how; null for the defaults.</param>
    /// <param name="name">The name that diagnostics show.</param>
    /// <exception cref="ModelException">The text has errors, or leaves open what to simulate.</exception>
    /// <exception cref="ArgumentException">The options name a method that does not exist.</exception>
    public static CompiledModel FromText(string text, ModelOptions? options = null, string name = "model.mlang") =>
        Load(new SourceText(name, text), "", ModelFiles.LibraryOnly, options ?? new ModelOptions(), ModelCompiler.Compile);

    /// <summary>The two doors in one; tests give their own front end.</summary>
    internal static CompiledModel Load(
        SourceText root,
        string fullPath,
        IModelResolver resolver,
        ModelOptions options,
        Func<SourceText, CompilerOptions, IModelResolver, CompilationResult> frontEnd)
    {
        string folder = Path.GetDirectoryName(root.Path) ?? "";
        ModelCache? cache = options.UseCache ? ModelCache.In(options.CacheDirectory) : null;
        string identity = Identity(fullPath, options);
        if (cache?.Find(root, identity, resolver) is { } cached)
        {
            return new CompiledModel(cached, folder, fromCache: true);
        }

        ImageCompiler.WarmUp();
        var imports = new SourceRecorder(resolver);
        CompilationResult result = frontEnd(root, options.ForCompiler(), imports);
        if (result.CSharp is null)
        {
            throw new ModelException(result.Diagnostics);
        }

        byte[] bytes = ImageCompiler.Compile(result.CSharp, result.TypeName!);
        var image = new CompiledImage(result.TypeName!, result.MethodName ?? "", result.MethodReason, result.Diagnostics, ModelCache.HashOf(root, imports), bytes);
        cache?.Store(root, identity, imports, image);
        return new CompiledModel(image, folder, fromCache: false);
    }

    // Module version ids are hashes of the assemblies' contents: another build of any of them is another compiler.
    private static string Identity(string fullPath, ModelOptions options) => string.Join('\n',
        fullPath, options.Circuit, options.Experiment, options.Method, options.Strict, options.Lanes,
        ModelCompiler.Version, Environment.Version,
        typeof(ModelCompiler).Module.ModuleVersionId,
        typeof(Simulator).Module.ModuleVersionId,
        typeof(Model).Module.ModuleVersionId);
}
