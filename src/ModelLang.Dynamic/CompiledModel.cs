using System.Reflection;
using System.Runtime.Loader;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Runtime;

namespace ModelLang.Dynamic;

/// <summary>A compiled model, loaded into the process until it is disposed of.</summary>
public sealed class CompiledModel : IDisposable
{
    private readonly CompiledImage _image;
    private readonly string _folder;
    private AssemblyLoadContext? _context;
    private Type? _type;
    private SystemDescription? _description;

    internal CompiledModel(CompiledImage image, string folder, bool fromCache)
    {
        _image = image;
        _folder = folder;
        FromCache = fromCache;
        _context = new AssemblyLoadContext(image.TypeName, isCollectible: true);
        _type = _context.LoadFromStream(new MemoryStream(image.Image)).GetType(image.TypeName, throwOnError: true)!;
    }

    /// <summary>Whether it came from the cache, so that nothing was compiled.</summary>
    public bool FromCache { get; }

    /// <summary>Name of the integration method.</summary>
    public string MethodName => _image.MethodName;

    /// <summary>Why the compiler chose the method, or null when the model or the options state it.</summary>
    public string? MethodReason => _image.MethodReason;

    /// <summary>SHA-256 of the model's text and of all texts it imports, in hexadecimal; the same in any folder.</summary>
    public string SourceHash => _image.SourceHash;

    /// <summary>The warnings of the compilation; they are the same when the model comes from the cache.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _image.Warnings;

    /// <summary>Names, units, ranges, equations and citation of the system.</summary>
    public SystemDescription Description => _description ??= CreateSimulator().Description;

    /// <summary>Makes a simulator in its initial state.</summary>
    /// <exception cref="ObjectDisposedException">The model was unloaded.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value that the model draws or computes is outside its declared range.</exception>
    /// <exception cref="SteadyStateException">There is no fixed point to start from.</exception>
    public Simulator CreateSimulator()
    {
        ObjectDisposedException.ThrowIf(_type is null, this);
        var simulator = (Simulator)Activator.CreateInstance(_type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, null, null)!;
        simulator.ModelFolder = _folder;
        return simulator;
    }

    /// <summary>Lets go of the code; its memory is freed when no simulator of it is left.</summary>
    public void Unload()
    {
        _type = null;
        _description = null;
        _context?.Unload();
        _context = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Unload();
}
