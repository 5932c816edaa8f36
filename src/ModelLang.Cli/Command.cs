namespace ModelLang.Cli;

/// <summary>One option of a command.</summary>
/// <param name="Name">With its two dashes.</param>
/// <param name="Value">Name of its value in the help, or null for a switch.</param>
/// <param name="Help">What it does.</param>
/// <param name="Short">One-letter form, or null.</param>
/// <param name="Repeatable">Whether it may occur more than once.</param>
internal sealed record Option(string Name, string? Value, string Help, string? Short = null, bool Repeatable = false);

/// <summary>One command: a row of the table that parsing and help are made from.</summary>
/// <param name="Name">The word after <c>mlang</c>.</param>
/// <param name="Positional">Names of the positional arguments in the help, such as <c>FILE</c>.</param>
/// <param name="LeastPositional">How many of them are needed.</param>
/// <param name="MostPositional">How many are possible.</param>
/// <param name="Summary">One line.</param>
/// <param name="Details">What else to know, with examples.</param>
/// <param name="Options">Its options.</param>
/// <param name="Execute">Carries it out and returns the exit code.</param>
internal sealed record Command(
    string Name,
    string Positional,
    int LeastPositional,
    int MostPositional,
    string Summary,
    string Details,
    Option[] Options,
    Func<Arguments, Terminal, CancellationToken, int> Execute);
