using ModelLang.Compiler;

namespace ModelLang.Dynamic;

/// <summary>What to compile from a model file, and how.</summary>
public sealed record ModelOptions
{
    /// <summary>The circuit, node or operator to simulate; null takes that of the experiment, or the only one.</summary>
    public string? Circuit { get; init; }

    /// <summary>The experiment to bind; null takes the only one of the file unless <see cref="Circuit"/> is stated.</summary>
    public string? Experiment { get; init; }

    /// <summary>Name of the integration method, such as <c>rk4</c>; null takes what the experiment states or the compiler chooses.</summary>
    public string? Method { get; init; }

    /// <summary>Whether to leave out every transformation that changes the last bits of a result.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether simulators can be taken on many at once (<c>EnsembleIntegrator</c>), where the model and the method have such a form.</summary>
    public bool Lanes { get; init; }

    /// <summary>Whether compiled models are kept in memory and on disk, and taken from there.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary>
    /// Directory of the disk cache; null takes <c>$MODELLANG_CACHE</c>, else the user's cache directory.
    /// A directory that cannot be written only costs the time of compiling again.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>What of it concerns the compiler.</summary>
    internal CompilerOptions ForCompiler() => new()
    {
        Circuit = Circuit,
        Experiment = Experiment,
        Method = Method,
        Strict = Strict,
        Lanes = Lanes,
    };
}
