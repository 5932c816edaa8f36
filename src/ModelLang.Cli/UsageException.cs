namespace ModelLang.Cli;

/// <summary>The command line cannot be carried out; the message says why, the hint what would fit.</summary>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    public string? Hint { get; } = hint;
}
