using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Cli;

/// <summary>Where a command writes.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Messages.</param>
/// <param name="ErrorIsTerminal">Whether a person watches <paramref name="Error"/>, so that a progress line helps.</param>
/// <param name="OutputColour">Whether <paramref name="Output"/> takes colours.</param>
/// <param name="ErrorColour">Whether <paramref name="Error"/> takes colours.</param>
internal sealed record Terminal(
    TextWriter Output, TextWriter Error, bool ErrorIsTerminal = false, bool OutputColour = false, bool ErrorColour = false)
{
    public void Warn(string message) => Message("warning", "\u001b[1;33m", message);

    public void Fail(string message, string? hint = null)
    {
        Message("error", "\u001b[1;31m", message);
        if (hint is not null)
        {
            Error.WriteLine($"  hint: {ExcerptPrinter.Visible(hint)}");
        }
    }

    /// <summary>Prints findings with their excerpts to <see cref="Error"/>.</summary>
    public void Print(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Error.Write(ExcerptPrinter.Print(diagnostic, ErrorColour));
        }
    }

    private void Message(string kind, string colour, string message)
    {
        string head = ErrorColour ? $"{colour}mlang: {kind}: \u001b[0m" : $"mlang: {kind}: ";
        Error.WriteLine(head + ExcerptPrinter.Visible(message));
    }
}
