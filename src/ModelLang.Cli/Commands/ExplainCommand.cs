using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang explain</c>: what a diagnostic means and how to mend it.</summary>
internal static class ExplainCommand
{
    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "explain", "[CODE]", 0, 1, "Explains a diagnostic: its cause, an example, the fix; without a code, lists all.",
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
        DiagnosticDescriptor found = DiagnosticTable.Find(code) ?? DiagnosticTable.Find("ML" + code)
            ?? throw new UsageException($"there is no diagnostic '{code}'", "'mlang explain' lists all");
        string example = found.Example.Length == 0 ? "" : $"Example\n{Indented(found.Example)}\n\n{Said(found)}";
        terminal.Output.WriteLine($"""
            {found.Code} {ExcerptPrinter.SeverityName(found.Severity)}: {found.Title}

            {found.Cause}

            {example}Fix
              {found.Fix}
            """);
        return ExitCode.Success;
    }

    /// <summary>What the compiler says about the example, where that does not depend on other files or the command line.</summary>
    private static string Said(DiagnosticDescriptor row) =>
        ModelCompiler.Check(new SourceText("model.mlang", row.Example), ModelFiles.LibraryOnly).FirstOrDefault(d => d.Descriptor == row) is { } shown
            ? $"gives\n{Indented(ExcerptPrinter.Print(shown).TrimEnd('\n'))}\n\n"
            : "";

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "  " + line));
}
