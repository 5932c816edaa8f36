namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>A character that no token starts with.</summary>
    public static readonly DiagnosticDescriptor UnexpectedCharacter = Error(
        "ML1001", "Unexpected character", "Unexpected character '{0}'",
        "No word, number or sign of the language starts with this character.",
        "param tau = 10 $ms",
        "Remove it, or quote a name that needs it with back-ticks: `name`.");

    /// <summary>A token that does not fit where it stands.</summary>
    public static readonly DiagnosticDescriptor UnexpectedToken = Error(
        "ML1002", "Unexpected token", "Found {0} where {1} was expected",
        "The text up to here is a correct beginning, but what follows does not continue it.",
        "param = 10 ms",
        "Write what is expected; `mlang explain ML1002` and grammar/README.md show the forms of each statement.");
}
