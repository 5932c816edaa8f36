namespace ModelLang.Simulation.Results;

/// <summary>A result or plot file could not be written. The message names the path, the cause and a remedy.</summary>
public sealed class ResultFileException : Exception
{
    internal ResultFileException(string path, string cause, Exception? inner = null)
        : base($"cannot write '{path}': {cause}", inner) => Path = path;

    /// <summary>The path as the caller gave it.</summary>
    public string Path { get; }
}
