using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang explain</c>: what a diagnostic means and how to mend it.</summary>
internal static class ExplainCommand
{
    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "explain", "[CODE]", 0, 1, "Explains a diagnostic: its cause, an example, the cure; without a code, lists all.",
        """
        Examples
          mlang explain ML3001
          mlang explain
        """,
        [],
        Execute);

    private static int Execute(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        if (arguments.Positional.Count == 0)
        {
            foreach (DiagnosticDescriptor row in DiagnosticTable.All)
            {
                terminal.Output.WriteLine($"{row.Code}  {ExcerptPrinter.SeverityName(row.Severity),-7}  {row.Title}");
            }

            return ExitCode.Success;
        }

        string code = arguments.Positional[0];
        DiagnosticDescriptor found = DiagnosticTable.Find(code)
            ?? throw new UsageException($"there is no diagnostic '{code}'", NearestName.Hint(code, DiagnosticTable.All.Select(d => d.Code)) ?? "'mlang explain' lists all");
        string example = string.Join('\n', found.Example.Split('\n').Select(line => "  " + line));
        terminal.Output.WriteLine($"""
            {found.Code} {ExcerptPrinter.SeverityName(found.Severity)}: {found.Title}

            {found.Cause}

            Example
            {example}

            Cure
              {found.Fix}
            """);
        return ExitCode.Success;
    }
}
