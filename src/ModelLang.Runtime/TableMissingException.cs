namespace ModelLang.Runtime;

/// <summary>A simulator was used before it was given the rows of a data file that it reads.</summary>
/// <param name="file">The file as the experiment names it.</param>
public sealed class TableMissingException(string file)
    : InvalidOperationException($"The data file '{file}' has not been loaded: call SetTable, then Reset.")
{
    /// <summary>The file as the experiment names it.</summary>
    public string File { get; } = file;
}
